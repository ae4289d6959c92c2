"""How much of what answers differ in lies between units, and how much between people at the same unit."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tycktill.statistics.classes import ShareClass
from tycktill.statistics.wobble import NARROW

FEWEST_UNITS = 5
"""Fewer units than this beside each other say too little of how units differ."""


class BetweenUnits(NamedTuple):
    """The share of all variation that lies between units, with its 95 % interval, of so many units."""

    share: float
    low: float
    high: float
    units: int


def between_units(groups: Iterable[Sequence[ShareClass]]) -> BetweenUnits | None:
    """The correlation of answers within a unit, over target groups of which each has units of its own.

    The variance of a share of n answers at a unit is P(1-P)/n (1 + (n-1) rho) (Williams 1982), P of the target group:
    rho is how much of the variance of an answer lies between units. Within each group X^2 = sum n (p-P)^2 / (P(1-P)) is
    on average k-1 + rho S, S = sum (n-1)(1 - n/N); summed over groups and solved for rho, at least 0. The interval
    takes X^2 / (1 + rho S/(k-1)) to be chi-square. Shares told by an interval count as its middle, and not at all where
    it is wider than `NARROW`. None where fewer than `FEWEST_UNITS` units are left to compare, or all answers are alike.
    """
    found = [each for group in groups if (each := _Spread.of(group)) is not None]
    square, freedom, slope = (sum(each[index] for each in found) for index in range(3))
    if freedom < FEWEST_UNITS - 1 or slope <= 0:
        return None
    from scipy.special import chdtri  # noqa: PLC0415  half a second to load, and hardly any process needs it

    low, high = (float(square / chdtri(freedom, tail)) for tail in (0.025, 0.975))
    share, least, most = (_rho_of(ratio, freedom, slope) for ratio in (square / freedom, low, high))
    return BetweenUnits(share, least, most, sum(each.units for each in found))


class _Spread(NamedTuple):
    """Of a target group: X^2, what it would be by chance, what each unit of rho adds, and of how many units."""

    square: float
    freedom: int
    slope: float
    units: int

    @classmethod
    def of(cls, group: Sequence[ShareClass]) -> "_Spread | None":
        """None where there is nothing to compare."""
        narrow = [each for each in group if each.share_max - each.share_min <= NARROW]
        everybody = sum(each.valid for each in narrow)
        positive = [(each.least + each.most) / 2 for each in narrow]
        share = sum(positive) / everybody if everybody else 0.0
        if len(narrow) < 2 or not 0 < share < 1:
            return None
        square = sum((x - share * each.valid) ** 2 / each.valid for x, each in zip(positive, narrow, strict=True))
        slope = sum((each.valid - 1) * (1 - each.valid / everybody) for each in narrow)
        return cls(square / (share * (1 - share)), len(narrow) - 1, slope, len(narrow))


def _rho_of(ratio: float, freedom: float, slope: float) -> float:
    """The rho by which X^2 is so many times what chance would leave."""
    return min(max((ratio - 1) * freedom / slope, 0.0), 1.0)
