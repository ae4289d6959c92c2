"""Whether targets are reached, and how often chance has them missed: against scipy's binomial."""

from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from tycktill.improvement import TargetStatus, chance_to_miss, chances_to_miss, response_status, target_status
from tycktill.statistics import ShareClass, share_interval


@given(st.integers(0, 100), st.integers(0, 100), st.integers(1, 300))
def test_the_chance_to_miss_is_scipys(target: int, level: int, valid: int) -> None:
    needed = ceil(target * valid / 100 - 1e-9)
    missed = chance_to_miss(target / 100, level / 100, valid)
    assert missed == pytest.approx(float(binom(valid, level / 100).cdf(needed - 1)), abs=1e-9)


def test_a_service_truly_above_its_target_misses_it_one_year_in_four() -> None:
    assert chance_to_miss(0.85, 0.87, 40) == pytest.approx(0.26, abs=0.01)
    assert chance_to_miss(0.85, 0.90, 40) == pytest.approx(0.10, abs=0.01)
    assert chance_to_miss(0.90, 0.90, 30) == pytest.approx(0.35, abs=0.01)


@given(st.floats(0.02, 0.99), st.integers(5, 400))
def test_the_further_above_the_target_the_seldomer_it_is_missed(target: float, valid: int) -> None:
    missed = [each.missed for each in chances_to_miss(target, valid)]
    assert missed == sorted(missed, reverse=True)
    assert all(each.level <= 1 for each in chances_to_miss(target, valid))


@given(st.integers(5, 60), st.floats(0, 1), st.data())
def test_a_target_is_reached_or_not_only_where_all_that_is_told_lies_on_one_side(
    valid: int, target: float, data: st.DataObject
) -> None:
    least = data.draw(st.integers(0, valid))
    known = ShareClass(valid, least, data.draw(st.integers(least, valid)))
    low, high = share_interval(known, offered=valid + 20)
    found = target_status(known, low, high, target)
    assert (found is TargetStatus.REACHED) == (low >= target)
    assert (found is TargetStatus.NOT_REACHED) == (high < target)


def test_a_response_rate_is_counted_and_has_no_chance_in_it() -> None:
    assert response_status(60, 100, 0.6) is TargetStatus.REACHED
    assert response_status(59, 100, 0.6) is TargetStatus.NOT_REACHED
