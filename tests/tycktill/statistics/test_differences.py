"""Differences, against exact enumeration of every combination that can be."""

from collections.abc import Sequence
from math import comb, fsum, isclose

import pytest
from bench.calibration import against_rest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.tycktill.statistics.shares import against_reference, exact, hypergeometric, mid_p, share_classes

from tycktill.statistics import ShareClass, change_p_value


def drawn(positive: int, valid: int, positives: int, everybody: int) -> float:
    """The mid-p value of x when `valid` are drawn from everybody, in whole numbers."""
    return mid_p(positive, _ways(valid, positives, everybody))


def lower(positive: int, valid: int, positives: int, everybody: int) -> float:
    """Its lower tail alone."""
    return lower_tail(positive, _ways(valid, positives, everybody))


def _ways(valid: int, positives: int, everybody: int) -> list[float]:
    return [hypergeometric(k, valid, positives, everybody) for k in range(min(valid, positives) + 1)]


def lower_tail(positive: int, probabilities: Sequence[float]) -> float:
    """The probability of less and half of that of itself."""
    return fsum(probabilities[:positive]) + probabilities[positive] / 2


def is_least_significant(p_value: float, tails: Sequence[float]) -> bool:
    """Whether a p is the largest of all that can be where these lie on one side of chance, and 1 where on both."""
    largest = max(2 * min(tail, 1 - tail) for tail in tails)
    is_on_one_side = max(tails) <= 1 / 2 or min(tails) >= 1 / 2
    return isclose(p_value, largest if is_on_one_side else 1.0, abs_tol=1e-9)


@st.composite
def municipalities(draw: st.DrawFn) -> tuple[ShareClass, ShareClass]:
    """A municipality's interval and that of a nation that has it as a part."""
    own = draw(share_classes(8))
    valid = own.valid + draw(st.integers(0, 9))
    least = draw(st.integers(0, valid))
    return own, ShareClass(valid, least, draw(st.integers(least, valid)))


@given(municipalities())
def test_against_the_rest_is_the_least_significant_of_what_can_be(pair: tuple[ShareClass, ShareClass]) -> None:
    own, nation = pair
    possible = [
        lower(x, own.valid, positives, nation.valid)
        for x in own.numerators
        for positives in nation.numerators
        if x <= positives and own.valid - x <= nation.valid - positives
    ]
    if possible:
        assert is_least_significant(against_rest(own, nation), possible)
    else:
        with pytest.raises(ValueError, match="no part of"):
            against_rest(own, nation)


@given(share_classes(9), share_classes(9))
def test_a_change_is_the_least_significant_of_what_can_be(before: ShareClass, now: ShareClass) -> None:
    possible = [
        lower(new, now.valid, old + new, before.valid + now.valid)
        for old in before.numerators
        for new in now.numerators
    ]
    assert is_least_significant(change_p_value(before, now), possible)
    assert isclose(change_p_value(before, now), change_p_value(now, before), abs_tol=1e-9)


@given(share_classes(12), st.floats(0.01, 0.99))
def test_against_a_reference_is_the_least_significant_of_what_can_be(own: ShareClass, share: float) -> None:
    probabilities = [comb(own.valid, k) * share**k * (1 - share) ** (own.valid - k) for k in range(own.valid + 1)]
    tails = [lower_tail(x, probabilities) for x in own.numerators]
    assert is_least_significant(against_reference(own, share), tails)


def test_what_is_known_of_hundreds_of_thousands_within_hundreds_costs_no_more_than_what_is_exact() -> None:
    own, nation = ShareClass(100_000, 30_000, 60_000), ShareClass(1_000_000, 800_000, 900_000)
    assert against_rest(own, nation) < 1e-9
    assert against_rest(ShareClass(100_000, 30_000, 90_000), nation) == 1


@given(share_classes(), st.sampled_from([0.0, 1.0]))
def test_a_reference_without_exception_is_broken_by_one(own: ShareClass, share: float) -> None:
    assert against_reference(own, share) == (own.share_min <= share <= own.share_max)


@given(municipalities())
def test_knowing_less_never_makes_a_difference_clearer(pair: tuple[ShareClass, ShareClass]) -> None:
    own, nation = pair
    narrow = exact(own.least, own.valid)
    assume(max(nation.least, own.least) <= min(nation.most, nation.valid - own.valid + own.least))
    assert against_rest(own, nation) >= against_rest(narrow, nation)
    assert against_rest(ShareClass(own.valid, 0, own.valid), nation) >= against_rest(own, nation)


def test_a_nation_of_one_municipality_differs_from_nobody() -> None:
    assert against_rest(exact(3, 7), exact(3, 7)) == 1


def test_large_nations_are_exact_to_the_last_decimals() -> None:
    """By whole numbers: 300 of 330 in a nation of 9,020 positive among 11,000."""
    by_hand = drawn(300, 330, 9020, 11000)
    assert isclose(against_rest(exact(300, 330), exact(9020, 11000)), by_hand, rel_tol=1e-9)


def test_a_small_p_is_not_lost_in_rounding() -> None:
    by_hand = drawn(100, 330, 9020, 11000)
    assert by_hand < 1e-80
    assert isclose(against_rest(exact(100, 330), exact(9020, 11000)), by_hand, rel_tol=1e-9)


def test_a_nation_known_badly_is_taken_at_its_least_clear() -> None:
    clear = against_rest(exact(10, 20), exact(900, 1000))
    assert against_rest(exact(10, 20), ShareClass(1000, 0, 1000)) > 0.9 > clear
