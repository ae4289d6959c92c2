"""Unused codes as bits: what was issued and not redeemed is unused, batch by batch, however it came to be so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tycktill_web.fieldwork.errors import UsedCode
from tycktill_web.fieldwork.unused_codes import CodeBits

BATCHES = st.lists(st.integers(1, 40), min_size=1, max_size=6)


@given(BATCHES, st.data())
def test_bits_say_what_a_set_of_places_says(batches: list[int], data: st.DataObject) -> None:
    unused, model = CodeBits(), set[int]()
    for size in batches:
        model |= set(range(unused.issued, unused.issued + size))
        unused = unused.with_more(size)
        redeemed = data.draw(st.sets(st.sampled_from(sorted(model)), max_size=10)) if model else set()
        unused = unused.without(redeemed)
        model -= redeemed
    assert {place for place in range(unused.issued + 5) if unused.has(place)} == model
    start = 0
    for size in batches:
        assert unused.used(start, size) == size - len(model & set(range(start, start + size)))
        start += size


@given(st.integers(1, 60), st.data())
def test_no_code_is_redeemed_twice_and_none_that_was_not_issued(issued: int, data: st.DataObject) -> None:
    unused = CodeBits().with_more(issued)
    place = data.draw(st.integers(0, issued - 1))
    for places in ([place, place], [issued], [issued + 100]):
        with pytest.raises(UsedCode):
            unused.without(places)
    with pytest.raises(UsedCode):
        unused.without([place]).without([place])
