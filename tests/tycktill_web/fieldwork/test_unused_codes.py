"""Unused codes as bits: what was issued and not redeemed is unused, batch by batch, however it came to be so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tycktill_web.fieldwork.errors import UsedCode, VoidCode
from tycktill_web.fieldwork.unused_codes import CodeBits

BATCHES = st.lists(st.integers(1, 40), min_size=1, max_size=6)


@given(BATCHES, st.data())
def test_bits_say_what_a_set_of_places_says(batches: list[int], data: st.DataObject) -> None:
    unused, model = CodeBits(), set[int]()
    for size in batches:
        model |= set(range(unused.issued, unused.issued + size))
        unused = unused.with_more(size)
        redeemed = data.draw(st.sets(st.sampled_from(sorted(model)), max_size=10)) if model else set()
        unused = unused.with_redeemed(redeemed)
        model -= redeemed
    assert {place for place in range(unused.issued + 5) if unused.is_unused(place)} == model
    start = 0
    for size in batches:
        assert unused.used_within(start, size) == size - len(model & set(range(start, start + size)))
        start += size


@given(st.integers(1, 60), st.data())
def test_no_code_is_redeemed_twice_and_none_that_was_not_issued(issued: int, data: st.DataObject) -> None:
    unused = CodeBits().with_more(issued)
    place = data.draw(st.integers(0, issued - 1))
    for places in ([place, place], [issued], [issued + 100]):
        with pytest.raises(UsedCode):
            unused.with_redeemed(places)
    with pytest.raises(UsedCode):
        unused.with_redeemed([place]).with_redeemed([place])


@given(BATCHES, st.data())
def test_void_batches_keep_their_count_and_lose_their_codes(sizes: list[int], data: st.DataObject) -> None:
    unused, batches = CodeBits(), list[range]()
    for size in sizes:
        batches.append(range(unused.issued, unused.issued + size))
        unused = unused.with_more(size)
    used = data.draw(st.sets(st.integers(0, unused.issued - 1)))
    unused = unused.with_redeemed(used)
    counts = [unused.used_within(batch.start, len(batch)) for batch in batches]
    void = data.draw(st.lists(st.sampled_from(batches)))
    for batch in void:
        unused = unused.with_void(batch)
    assert [unused.used_within(batch.start, len(batch)) for batch in batches] == counts
    assert CodeBits.from_bytes(unused.to_bytes()) == unused
    for batch in batches:
        for place in batch:
            if place in used:
                with pytest.raises(UsedCode):
                    unused.with_redeemed([place])
            elif batch in void:
                with pytest.raises(VoidCode):
                    unused.with_redeemed([place])
            else:
                unused.with_redeemed([place])
    assert len(unused.void) == len(set(void))


def test_codes_kept_before_batches_could_be_voided_read_as_they_were() -> None:
    assert CodeBits.from_bytes(b"\0\0\0\x0a" + b"\x02\xff") == CodeBits(10, 0b1011111111)
