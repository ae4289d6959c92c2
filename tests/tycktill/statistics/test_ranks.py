"""The places a municipality can have are those that tests of its differences leave open."""

from itertools import product
from math import comb

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tycktill.statistics.shares import exact, share_classes

from tycktill.statistics import RANK_CONFIDENCE, RankRange, ShareClass, Span, rank_ranges

NATIONS = st.lists(share_classes(60), max_size=8)


def alike(*classes: ShareClass) -> tuple[RankRange, ...]:
    """Ranges of municipalities with one target group."""
    return rank_ranges([{"": known} for known in classes])


def fisher(higher: ShareClass, lower: ShareClass) -> float:
    """Twice the chance of as many in the first, and of so few in the second, of whole numbers."""
    together, everybody = higher.least + lower.most, higher.valid + lower.valid
    ways = sum(
        comb(higher.valid, x) * comb(lower.valid, together - x)
        for x in range(higher.least, min(higher.valid, together) + 1)
    )
    return min(1.0, 2 * ways / comb(everybody, together))


def holm(p_values: list[float]) -> list[bool]:
    """Which are rejected, from the definition."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    found = [False] * len(p_values)
    for step, place in enumerate(order):
        if p_values[place] > (1 - RANK_CONFIDENCE) / (len(p_values) - step):
            break
        found[place] = True
    return found


def test_far_apart_municipalities_have_their_places() -> None:
    assert alike(exact(100, 1000), exact(900, 1000), exact(500, 1000)) == ((3, 3), (1, 1), (2, 2))


def test_small_municipalities_can_have_any_place() -> None:
    assert alike(exact(5, 6), exact(4, 7), exact(9, 9)) == ((1, 3),) * 3


def test_nobody_has_no_place() -> None:
    assert rank_ranges([]) == ()
    assert alike(exact(3, 4)) == ((1, 1),)


@given(NATIONS)
def test_nothing_is_told_apart_that_the_definition_does_not(classes: list[ShareClass]) -> None:
    """Pairs that a normal approximation finds too alike are not tested exactly: a few more are left open at most."""
    for place, (own, found) in enumerate(zip(classes, alike(*classes), strict=True)):
        others = [each for at, each in enumerate(classes) if at != place]
        p_values = [
            min(
                fisher(own, each) if own.share_min > each.share_max else 1.0,
                fisher(each, own) if each.share_min > own.share_max else 1.0,
            )
            for each in others
        ]
        rejected = [each for each, is_told in zip(others, holm(p_values), strict=True) if is_told]
        assert found.best <= 1 + sum(each.share_min > own.share_max for each in rejected)
        assert found.worst >= len(classes) - sum(each.share_max < own.share_min for each in rejected)


def test_the_best_of_twenty_differs_from_all_that_single_tests_find_it_to_differ_from() -> None:
    """Where ranges of intervals that must not overlap let it have any of twenty places."""
    sizes = (60, 72, 80, 45, 110, 64, 90, 70, 75, 66, 81, 58, 96, 77, 69, 85, 52, 88, 73)
    others = [exact(round(0.78 * size), size) for size in sizes]
    best = exact(109, 114)
    p_values = [fisher(best, each) for each in others]
    assert all(holm(p_values))
    assert alike(best, *others)[0] == (1, 1)


@given(NATIONS)
def test_there_is_a_place_for_everybody(classes: list[ShareClass]) -> None:
    ranges = alike(*classes)
    for place in range(1, len(classes) + 1):
        assert any(best <= place <= worst for best, worst in ranges)


@settings(deadline=None)
@given(st.lists(share_classes(3), min_size=2, max_size=3))
def test_knowing_less_never_narrows_a_range(classes: list[ShareClass]) -> None:
    ranges = alike(*classes)
    for numerators in product(*(known.numerators for known in classes)):
        exactly = [exact(x, known.valid) for x, known in zip(numerators, classes, strict=True)]
        for wide, narrow in zip(ranges, alike(*exactly), strict=True):
            assert wide.best <= narrow.best <= narrow.worst <= wide.worst


def test_municipalities_of_other_target_groups_are_told_apart_by_those_that_both_have() -> None:
    """One has the content group only, the other both: in each group they are alike."""
    content, mixed = {"a": exact(920, 1000)}, {"a": exact(460, 500), "b": exact(350, 500)}
    assert rank_ranges([content, mixed, {"b": exact(700, 1000)}]) == ((1, 3),) * 3
    worse = {"a": exact(300, 500), "b": exact(200, 500)}
    assert rank_ranges([content, mixed, worse]) == ((1, 2), (1, 2), (3, 3))


def test_what_points_the_other_way_in_the_shares_that_are_ranked_is_not_told_apart() -> None:
    shares = [Span(1000, 0.4, 0.4), Span(1000, 0.5, 0.5)]
    assert rank_ranges([{"a": exact(900, 1000)}, {"a": exact(100, 1000)}], shares) == ((1, 2), (1, 2))
