"""How far places' true levels lie apart, and how much of that a place still has in the next round."""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tycktill.statistics.classes import ShareClass
from tycktill.statistics.intervals import Z

FEWEST_PLACES = 30
"""From fewer other places it is not known how far levels lie apart (policy)."""

WIDEST = 0.1
"""A share that is known less closely than this does not tell how levels spread (policy)."""

EDGE = 0.005
"""No place is expected to have nearer none, or nearer all, positive answers than this."""

_HALVINGS = 40

Numbers = NDArray[np.float64]


class PlaceShare(NamedTuple):
    """What is known of a place's share, and what it would be if each of its target groups answered as elsewhere."""

    known: ShareClass
    expected: float


class Spread(NamedTuple):
    """How true levels of places lie about what is expected of each.

    They are Beta distributed about the expected share and `offset`, which is how far the typical place lies above it.
    `alike` is the correlation of two answers of one place: 0 where all levels are as expected, else 1/(a+b+1).
    """

    offset: float
    alike: float

    def level(self, expected: float) -> float:
        """The mean level of places of which so much is expected."""
        return min(max(expected + self.offset, EDGE), 1 - EDGE)

    @property
    def weight(self) -> float:
        """a+b: how many answers it takes to outweigh what is known beforehand; without end where all are alike."""
        return 1 / self.alike - 1 if self.alike else float("inf")

    def reliability(self, valid: int) -> float:
        """How much of what shares of so many answers differ is real: n/(n+a+b)."""
        return valid * self.alike / (1 + (valid - 1) * self.alike)


class CarryOver(NamedTuple):
    """Between what limits it lies how much of a place's own level it keeps until the next round: 0 nothing, 1 all."""

    least: float
    most: float


UNKNOWN_CARRY_OVER = CarryOver(0.5, 1.0)
"""Where no two earlier rounds tell it (policy): whatever is said must hold at both ends."""


def estimate_spread(places: Sequence[PlaceShare]) -> Spread | None:
    """How far levels of places lie apart in one round, of one question and target; None for fewer than `FEWEST_PLACES`.

    The variance of a share of n answers about its level m is m(1-m)/n (1 + (n-1) alike) (Williams 1982). `alike` is
    that for which chi-square about the weighted offset is its degrees of freedom (Paule & Mandel 1982), never less than
    0. Shares told by an interval count as its middle, with the variance of what may be anywhere in it, and not at all
    where it is wider than `WIDEST`.
    """
    known = [each for each in places if is_near(each.known)]
    if len(known) < FEWEST_PLACES:
        return None
    sums = _Shares.of(known)
    if sums.excess_chi_square(0.0) <= 0:
        return Spread(sums.offset_at(0.0), 0.0)
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if sums.excess_chi_square(middle) > 0 else (low, middle)
    return Spread(sums.offset_at(high), high)


def carry_over(questions: Sequence[Mapping[str, tuple[PlaceShare, PlaceShare]]]) -> CarryOver | None:
    """How much of what sets a place apart it keeps from one round to the next, pooled over the `questions` of a target.

    Each question has, by place, its share in the one round and in the next. Sum w d1 d2 / sum w var1, d how far a share
    lies from its level and var1 the variance of true levels, w the reliabilities of both over m(1-m): the slope of
    errors-in-variables regression (Fuller 1987, 1.2), with two jackknife standard errors over places to each side
    (Tukey 1958), kept within 0 and 1. None where fewer than `FEWEST_PLACES` are in both rounds, or all levels alike.
    """
    sums: dict[str, list[float]] = {}
    for question in questions:
        pairs = {place: each for place, each in question.items() if all(is_near(share.known) for share in each)}
        before, now = (estimate_spread([each[number] for each in pairs.values()]) for number in (0, 1))
        if before is not None and now is not None:
            for place, pair in pairs.items():
                product, variance = _pair_products(pair, before, now)
                own = sums.setdefault(place, [0.0, 0.0])
                own[0], own[1] = own[0] + product, own[1] + variance
    return _carry_over(np.array([*sums.values()])) if len(sums) >= FEWEST_PLACES else None


def is_near(known: ShareClass) -> bool:
    """Whether a share is known nearly enough to tell how levels spread."""
    return known.share_max - known.share_min <= WIDEST + 1e-9


def _pair_products(pair: tuple[PlaceShare, PlaceShare], before: Spread, now: Spread) -> tuple[float, float]:
    """A place's part of the sums: of the product of both distances, and of the variance of levels in the first."""
    weight, distances = 1.0, 1.0
    for share, how in zip(pair, (before, now), strict=True):
        level = how.level(share.expected)
        distances *= _middle_share(share.known) - level
        weight *= how.reliability(share.known.valid)
    level = before.level(pair[0].expected)
    variance = level * (1 - level)
    return weight / variance * distances, weight * before.alike


def _carry_over(sums: Numbers) -> CarryOver | None:
    product, variance = (float(each) for each in sums.sum(axis=0))
    if variance <= 0:
        return None
    number = len(sums)
    without = (product - sums[:, 0]) / (variance - sums[:, 1])
    error = sqrt((number - 1) / number * float(((without - without.mean()) ** 2).sum()))
    least, most = (min(max(product / variance + side * Z * error, 0.0), 1.0) for side in (-1, 1))
    return CarryOver(least, most)


def _middle_share(known: ShareClass) -> float:
    return (known.share_min + known.share_max) / 2


def _interval_variance(known: ShareClass) -> float:
    """The variance of a share that may be anywhere within its interval."""
    return (known.share_max - known.share_min) ** 2 / 12


class _Shares(NamedTuple):
    """Of all places: answers, middles of shares, their variances within what is told, expected shares."""

    valid: Numbers
    shares: Numbers
    loose: Numbers
    expected: Numbers

    @classmethod
    def of(cls, places: Sequence[PlaceShare]) -> "_Shares":
        rows = [
            (each.known.valid, _middle_share(each.known), _interval_variance(each.known), each.expected)
            for each in places
        ]
        return cls(*np.array(rows, dtype=np.float64).T)

    def offset_at(self, alike: float) -> float:
        """The mean distance from what is expected, each place weighing what it tells."""
        weights = self.valid / (1 + (self.valid - 1) * alike)
        return float(np.average(self.shares - self.expected, weights=weights))

    def excess_chi_square(self, alike: float) -> float:
        """Chi-square beyond its degrees of freedom, if answers of one place were so much alike."""
        levels = np.clip(self.expected + self.offset_at(alike), EDGE, 1 - EDGE)
        variances = levels * (1 - levels) / self.valid * (1 + (self.valid - 1) * alike) + self.loose
        return float(((self.shares - levels) ** 2 / variances).sum()) - (len(self.valid) - 1)
