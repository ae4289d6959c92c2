"""How much lies between units: what was put in comes out, and nothing where too little is told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tycktill.statistics import FEWEST_UNITS, BetweenUnits, ShareClass, between_units

SIZES = st.lists(st.integers(5, 80), min_size=FEWEST_UNITS, max_size=20)
MIXED = [10, 20, 30, 40, 60, 80] * 2


def drawn(rng: np.random.Generator, rho: float, share: float, sizes: list[int]) -> list[ShareClass]:
    """Units whose true shares vary so that answers within one are correlated by rho."""
    shares = rng.beta(share * (1 / rho - 1), (1 - share) * (1 / rho - 1), len(sizes)) if rho else [share] * len(sizes)
    return [ShareClass(n, x := int(rng.binomial(n, p)), x) for n, p in zip(sizes, shares, strict=True)]


def known(found: BetweenUnits | None) -> BetweenUnits:
    assert found is not None
    return found


@pytest.mark.parametrize("rho", [0.0, 0.02, 0.05, 0.15])
@pytest.mark.parametrize("sizes", [[10, 15, 20, 30, 40], [20] * 20, MIXED], ids=["few", "alike", "mixed"])
def test_what_was_put_in_comes_out_and_the_interval_holds_it(rho: float, sizes: list[int]) -> None:
    rng = np.random.default_rng(7)
    found = [each for _ in range(400) if (each := between_units([drawn(rng, rho, 0.8, sizes)])) is not None]
    holds = np.mean([each.low <= rho <= each.high for each in found])
    assert holds >= 0.92
    assert np.mean([each.share for each in found]) == pytest.approx(rho, abs=0.03)


@given(SIZES, st.integers(0, 100))
def test_units_of_several_groups_are_each_set_beside_their_own(sizes: list[int], seed: int) -> None:
    """Groups that differ are no difference between units: every unit here answers as its group does."""
    content = [ShareClass(10 * n, 9 * n, 9 * n) for n in sizes]
    unhappy = [ShareClass(10 * n, 4 * n, 4 * n) for n in sizes]
    found = known(between_units([content, unhappy]))
    assert found.share == found.low == 0
    assert found.units == 2 * len(sizes)


@given(SIZES)
def test_units_that_share_nothing_differ_in_all(sizes: list[int]) -> None:
    extreme = [ShareClass(n, n * (place % 2), n * (place % 2)) for place, n in enumerate(sizes)]
    assert known(between_units([extreme])).share > 0.5


def test_too_few_units_or_too_rough_shares_tell_nothing() -> None:
    four = [ShareClass(20, 10 + each, 10 + each) for each in range(FEWEST_UNITS - 1)]
    assert between_units([four]) is None
    assert between_units([[*four, ShareClass(20, 5, 15)]]) is None
    assert between_units([[ShareClass(20, 20, 20)] * 8]) is None
    assert between_units([]) is None
    assert between_units([[*four, ShareClass(20, 15, 15)]]) is not None
