"""Ranges of rank hold every order that the joint intervals allow."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.statistics.shares import exact, share_classes

from tycktill.statistics import ShareClass, exact_interval, rank_ranges

NATIONS = st.lists(share_classes(400), max_size=12)


def test_far_apart_municipalities_have_their_places() -> None:
    assert rank_ranges([exact(100, 1000), exact(900, 1000), exact(500, 1000)]) == ((3, 3), (1, 1), (2, 2))


def test_small_municipalities_can_have_any_place() -> None:
    assert rank_ranges([exact(5, 6), exact(4, 7), exact(9, 9)]) == ((1, 3),) * 3


def test_nobody_has_no_place() -> None:
    assert rank_ranges([]) == ()


@given(NATIONS)
def test_a_rank_is_as_the_definition_says(classes: list[ShareClass]) -> None:
    each = 0.9 ** (1 / max(len(classes), 1))
    limits = [exact_interval(known, each) for known in classes]
    for (best, worst), (low, high) in zip(rank_ranges(classes), limits, strict=True):
        assert best == 1 + sum(other_low > high for other_low, _ in limits)
        assert worst == len(classes) - sum(other_high < low for _, other_high in limits)


@given(NATIONS)
def test_there_is_a_place_for_everybody(classes: list[ShareClass]) -> None:
    ranges = rank_ranges(classes)
    for place in range(1, len(classes) + 1):
        assert any(best <= place <= worst for best, worst in ranges)


@given(st.lists(share_classes(3), min_size=2, max_size=3))
def test_knowing_less_never_narrows_a_range(classes: list[ShareClass]) -> None:
    ranges = rank_ranges(classes)
    for numerators in product(*(known.numerators for known in classes)):
        exactly = [exact(x, known.valid) for x, known in zip(numerators, classes, strict=True)]
        for wide, narrow in zip(ranges, rank_ranges(exactly), strict=True):
            assert wide.best <= narrow.best <= narrow.worst <= wide.worst
