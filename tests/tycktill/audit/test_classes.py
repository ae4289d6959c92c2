"""Classes part all numbers, and tell of a number nothing but the class that it is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tycktill.audit.classes import end_class, finest_class, numerators, pair_class

VALID = st.integers(5, 60)
WIDTH = st.integers(0, 2)


@given(VALID, WIDTH)
def test_classes_part_all_numbers(valid: int, width: int) -> None:
    for of in (finest_class, pair_class):
        classes = [of(positive, valid, width) for positive in range(valid + 1)]
        for positive, each in enumerate(classes):
            assert each.least <= positive <= each.most
            assert {classes[other] for other in range(each.least, each.most + 1)} == {each}


@given(VALID, WIDTH)
def test_a_pair_is_two_or_three_numbers_between_the_ends(valid: int, width: int) -> None:
    between = [positive for positive in range(valid + 1) if not end_class(positive, valid, width)]
    inner = [positive for positive in between if width or 0 < positive < valid]
    for positive in inner:
        least, most = pair_class(positive, valid, width)
        assert most - least + 1 in ({1} if len(inner) == 1 else {2, 3})
        assert (least - inner[0]) % 2 == 0
        assert most - least < 2 or most == inner[-1]


@pytest.mark.parametrize(("valid", "classes"), [(5, [(0, 1), (2, 3), (4, 5)]), (6, [(0, 1), (2, 4), (5, 6)])])
def test_classes_of_few_answers(valid: int, classes: list[tuple[int, int]]) -> None:
    assert sorted({tuple(pair_class(positive, valid, 1)) for positive in range(valid + 1)}) == classes


@given(st.integers(1, 50_000), st.data())
def test_a_share_stands_for_its_number(valid: int, data: st.DataObject) -> None:
    positive = data.draw(st.integers(0, valid))
    found = numerators(round(positive / valid, 4), valid)
    assert positive in found
    assert len(found) == 1 or valid >= 10_000
