"""Trends over rounds, and the smallest change that shows."""

from itertools import product
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.statistics.shares import exact, share_classes

from tycktill.statistics import RoundShare, ShareClass, smallest_change, smallest_difference, trend_test

SERIES = st.lists(share_classes(4), min_size=3, max_size=4)


def points(classes: list[ShareClass]) -> list[RoundShare]:
    """A share a year."""
    return [RoundShare(2014 + 2 * place, known) for place, known in enumerate(classes)]


@given(SERIES)
def test_a_class_is_never_taken_for_clearer_than_what_is_in_it(classes: list[ShareClass]) -> None:
    p = trend_test([points(classes)]).p_value
    for numerators in product(*(known.numerators for known in classes)):
        exactly = [exact(x, known.valid) for x, known in zip(numerators, classes, strict=True)]
        assert trend_test([points(exactly)]).p_value <= p + 1e-12


@given(SERIES, st.floats(-100, 100), st.floats(0.5, 4))
def test_a_trend_does_not_depend_on_how_years_are_counted(classes: list[ShareClass], start: float, pace: float) -> None:
    moved = [RoundShare(start + pace * (time - 2014), known) for time, known in points(classes)]
    there, here = (trend_test([each]).p_value for each in (moved, points(classes)))
    assert isclose(there, here, rel_tol=1e-6, abs_tol=1e-9)


def test_the_same_share_every_time_is_no_trend() -> None:
    assert trend_test([points([exact(8, 10), exact(16, 20), exact(4, 5)])]).p_value > 0.999
    assert trend_test([points([exact(10, 10)] * 3)]).p_value == 1


def test_target_groups_that_stand_still_are_no_trend_though_the_mix_changes() -> None:
    """In all 70, 81 and 87 %."""
    still = points([exact(70, 100), exact(70, 100), exact(35, 50)])
    grows = points([exact(23, 25), exact(92, 100), exact(184, 200)])
    mixed = points([exact(93, 125), exact(162, 200), exact(219, 250)])
    assert trend_test([still, grows]).p_value > 0.999
    assert trend_test([mixed]).p_value < 0.01


def test_one_target_group_is_the_whole_trend() -> None:
    rising = points([exact(50, 80), exact(58, 80), exact(66, 80)])
    once = [RoundShare(2014, exact(40, 80))]
    assert trend_test([rising, once]).p_value == trend_test([rising]).p_value
    assert trend_test([rising]).is_rise


@given(SERIES, st.floats(0, 0.2))
def test_rounds_that_wobble_make_no_trend_clearer(classes: list[ShareClass], rho: float) -> None:
    there, here = trend_test([points(classes)], rho), trend_test([points(classes)])
    assert there.p_value >= here.p_value - 1e-12
    assert there.factor >= 1


def test_two_rounds_are_no_trend() -> None:
    with pytest.raises(ValueError, match="three rounds"):
        trend_test([points([exact(8, 10), exact(6, 10)])])


def test_the_smallest_change_by_hand() -> None:
    assert isclose(smallest_change(0.8, 80, 80), 2.8 * (0.16 / 40) ** 0.5)
    assert isclose(smallest_change(0.8, 80, 80, 4.0), 2 * smallest_change(0.8, 80, 80))


def test_the_smallest_difference_from_a_whole_by_hand() -> None:
    assert isclose(smallest_difference(0.8, 100, 300), 2.8 * sqrt(0.16 / 100 * 0.75))
    assert isclose(smallest_difference(0.8, 100, float("inf")), 2.8 * 0.04)
    with pytest.raises(ValueError, match="share of"):
        smallest_difference(0.8, 0, 100)


@given(st.floats(0, 1), st.integers(1, 500), st.integers(1, 500), st.integers(1, 100))
def test_more_answers_show_smaller_changes(share: float, before: int, now: int, more: int) -> None:
    assert smallest_change(share, before, now + more) <= smallest_change(share, before, now)


@pytest.mark.parametrize(("share", "before", "now"), [(0.5, 0, 5), (0.5, 5, 0), (1.2, 5, 5)])
def test_nothing_shows_without_answers(share: float, before: int, now: int) -> None:
    with pytest.raises(ValueError, match="share of"):
        smallest_change(share, before, now)
