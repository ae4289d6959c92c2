"""By how much shares move between rounds beyond chance."""

from math import isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.statistics.shares import exact

from tycktill.statistics import FEWEST_SERIES, RoundShare, ShareClass, change_factor, estimate_wobble, widened_p_value

Series = list[list[RoundShare]]


def drawn(seed: int, sizes: list[int], rounds: int, rho: float, lift: float = 0.0) -> Series:
    """Municipalities of 80 %, whose true shares move so much between rounds; in the last all are lifted alike."""
    random = np.random.default_rng(seed)
    spread = 1 / rho - 1 if rho else 0.0
    found: Series = []
    for valid in sizes:
        true = random.beta(0.8 * spread, 0.2 * spread, rounds) if rho else np.full(rounds, 0.8)
        true[-1] = min(true[-1] + lift, 1.0)
        found.append([RoundShare(2015 + t, exact(int(random.binomial(valid, p)), valid)) for t, p in enumerate(true)])
    return found


@pytest.mark.parametrize("rounds", [2, 3, 6])
@pytest.mark.parametrize("rho", [0.0, 0.006, 0.03])
def test_what_was_put_in_is_found(rounds: int, rho: float) -> None:
    found = [estimate_wobble(drawn(seed, [20, 60, 120, 250, 400] * 30, rounds, rho)) or 0.0 for seed in range(6)]
    assert abs(np.mean(found) - rho) < 0.15 * rho + 0.0008


def test_what_moves_all_alike_is_no_wobble() -> None:
    assert (estimate_wobble(drawn(1, [250] * 120, 2, 0.0, lift=0.1)) or 0.0) < 0.001


def test_a_steady_rise_of_one_is_no_wobble() -> None:
    rising = [RoundShare(2015 + year, exact(150 + 15 * year, 250)) for year in range(6)]
    assert (estimate_wobble([rising, *drawn(2, [250] * 60, 6, 0.0)]) or 0.0) < 0.002


def test_a_few_municipalities_tell_nothing() -> None:
    series = drawn(3, [100] * FEWEST_SERIES, 3, 0.01)
    assert estimate_wobble(series) is not None
    assert estimate_wobble(series[1:]) is None
    assert estimate_wobble([*series[1:], series[0][:1]]) is None
    blurred = [[RoundShare(time, ShareClass(known.valid, 0, known.valid)) for time, known in series[0]]]
    assert estimate_wobble([*series[1:], *blurred]) is None


def test_where_all_answer_alike_nothing_varies() -> None:
    assert estimate_wobble([[RoundShare(2020 + t, exact(20, 20)) for t in range(3)]] * 12) is None


@given(st.floats(0, 0.5), st.integers(1, 500), st.integers(1, 500))
def test_a_change_is_never_made_clearer(rho: float, before: int, now: int) -> None:
    assert change_factor(rho, before, now) >= 1


def test_the_factor_is_that_of_the_variances() -> None:
    rho, before, now = 0.01, 100, 300
    variance = sum((1 + (n - 1) * rho) / n for n in (before, now))
    assert isclose(change_factor(rho, before, now), variance / (1 / before + 1 / now))


@given(st.floats(1e-12, 1), st.floats(1, 10))
def test_a_p_value_is_widened_on_the_normal_scale(p_value: float, factor: float) -> None:
    assert widened_p_value(p_value, factor) >= p_value * (1 - 1e-9)
    assert widened_p_value(p_value, 1) == p_value
    assert isclose(widened_p_value(0.0455002638963584, 4), 0.3173105078629141, rel_tol=1e-6)
