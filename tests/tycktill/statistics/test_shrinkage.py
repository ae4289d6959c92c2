"""Levels drawn towards the others'."""

from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tycktill.statistics.shares import exact, share_classes

from tycktill.statistics import ShareClass, Spread, fit_spread, shrink

SPREADS = st.builds(Spread, st.floats(0.5, 50), st.floats(0.5, 50))


@given(st.integers(0, 200), st.integers(0, 200), SPREADS)
def test_an_exact_share_has_the_known_posterior(positive: int, other: int, spread: Spread) -> None:
    valid = positive + other or 1
    (level,) = shrink([exact(positive, valid)], spread)
    assert isclose(level.mean, (positive + spread.a) / (valid + spread.weight), rel_tol=1e-12)
    between = spread.reliability(valid) * positive / valid + (1 - spread.reliability(valid)) * spread.mean
    assert isclose(level.mean, between, rel_tol=1e-12)


@given(st.lists(share_classes(), min_size=1, max_size=5), SPREADS)
def test_a_class_lies_among_its_numerators(classes: list[ShareClass], spread: Spread) -> None:
    for known, level in zip(classes, shrink(classes, spread), strict=True):
        ends = shrink([exact(known.least, known.valid), exact(known.most, known.valid)], spread)
        for part in ("mean", "low", "high"):
            low, high = (getattr(end, part) for end in ends)
            assert low - 1e-9 <= getattr(level, part) <= high + 1e-9
        assert 0 <= level.low < level.mean < level.high <= 1


@given(st.integers(1, 60), SPREADS)
def test_nothing_known_leaves_what_is_known_beforehand(valid: int, spread: Spread) -> None:
    nothing, beforehand = shrink([ShareClass(valid, 0, valid)], spread)[0], spread.mean
    assert isclose(nothing.mean, beforehand, rel_tol=1e-9)


@settings(max_examples=10)
@given(st.integers(1, 100))
def test_withheld_shares_do_not_move_the_spread(valid: int) -> None:
    known = [exact(5, 6), exact(20, 30), exact(9, 9), exact(70, 80)]
    one, other = fit_spread(known), fit_spread([*known, ShareClass(valid, 0, valid)])
    assert isclose(one.mean, other.mean, rel_tol=1e-3)


def test_the_more_they_differ_the_less_they_are_drawn_together() -> None:
    alike, apart = [exact(x, 40) for x in (31, 33, 32, 34)], [exact(x, 40) for x in (10, 38, 20, 34)]
    assert fit_spread(apart).weight < fit_spread(alike).weight


def test_all_positive_is_a_spread_too() -> None:
    spread = fit_spread([exact(9, 9), exact(12, 12), exact(5, 5)])
    assert spread.mean > 0.9


def test_one_municipality_has_no_spread() -> None:
    with pytest.raises(ValueError, match="two municipalities"):
        fit_spread([exact(5, 6)])
