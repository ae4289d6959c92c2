"""How far out in a distribution a count of positive answers lies."""

from collections.abc import Iterable
from functools import lru_cache, reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_NOTHING = 1e-60
"""Of the likeliest count's probability: what is less is left out of sums of many groups."""


class Tails(NamedTuple):
    """The mid-p tails of x: the probability of less (or more) than x and half of that of x itself."""

    lower: float
    upper: float

    @property
    def two_sided(self) -> float:
        """2 min(F(x) - f(x)/2, 1 - F(x) + f(x)/2), at most 1 (Lancaster 1961)."""
        return min(1.0, 2 * min(self))


class Masses(NamedTuple):
    """A distribution of counts: each probability, but for a factor, from the count `first` on."""

    first: int
    weights: NDArray[np.float64]

    def tails_of(self, positive: int) -> Tails:
        """Of a count; one that cannot be lies beyond all that can."""
        index, whole = positive - self.first, float(self.weights.sum())
        if not 0 <= index < len(self.weights):
            return Tails(0.0, 1.0) if index < 0 else Tails(1.0, 0.0)
        half = self.weights[index] / 2
        lower, upper = self.weights[:index].sum() + half, self.weights[index + 1 :].sum() + half
        return Tails(float(lower / whole), float(upper / whole))


@lru_cache(maxsize=4096)
def hypergeometric(valid: int, positives: int, everybody: int) -> Masses:
    """Of the positive ones when `valid` answers are drawn from `everybody`, among whom there are `positives`.

    f(k+1)/f(k) = (X-k)(n-k) / ((k+1)(N-X-n+k+1)), summed as logarithms: neither factorials nor overflow.
    """
    first = max(0, valid + positives - everybody)
    k = np.arange(first, min(valid, positives), dtype=np.float64)
    return _masses_of(first, (positives - k) * (valid - k) / ((k + 1) * (everybody - positives - valid + k + 1)))


def binomial(valid: int, share: float) -> Masses:
    """Of `valid` independent answers that are positive with probability `share`.

    f(k+1)/f(k) = (n-k)/(k+1) p/(1-p).
    """
    if share in (0, 1):
        return Masses(round(valid * share), np.ones(1))
    k = np.arange(valid, dtype=np.float64)
    return _masses_of(0, (valid - k) / (k + 1) * (share / (1 - share)))


def beta_binomial(valid: int, mean: float, weight: float) -> Masses:
    """Of `valid` answers that are positive with a probability that is itself Beta(a, b) distributed, with this mean and
    a+b the `weight`; without end it is the mean itself.

    f(k+1)/f(k) = (n-k)(k+a) / ((k+1)(n-k-1+b)).
    """
    if weight == float("inf"):
        return binomial(valid, mean)
    k = np.arange(valid, dtype=np.float64)
    a, b = weight * mean, weight * (1 - mean)
    return _masses_of(0, (valid - k) * (k + a) / ((k + 1) * (valid - k - 1 + b)))


def total_masses(groups: Iterable[Masses]) -> Masses:
    """Of the sum over groups that are drawn apart: their convolution."""
    return reduce(_sum_of, groups)


class DrawnAnswers(NamedTuple):
    """So many answers drawn from everybody's, of which so many are positive."""

    valid: int
    positives: int
    everybody: int


@lru_cache(maxsize=4096)
def total_drawn(*groups: DrawnAnswers) -> Masses:
    """Of the positive ones of several draws: `total_masses` of their hypergeometric distributions.

    Remembered from the first group on: the mixes that a row may be of have the groups that are told in common.
    """
    *before, last = groups
    return _sum_of(total_drawn(*before), hypergeometric(*last)) if before else hypergeometric(*last)


def _sum_of(one: Masses, other: Masses) -> Masses:
    shorter, longer = _trim_ends(one), _trim_ends(other)
    weights = np.convolve(shorter.weights, longer.weights)
    return Masses(shorter.first + longer.first, weights / weights.max())


def _masses_of(first: int, ratios: NDArray[np.float64]) -> Masses:
    """A distribution known by the ratios between neighbours."""
    logarithms = np.concatenate(([0.0], np.cumsum(np.log(ratios))))
    return Masses(first, np.exp(logarithms - logarithms.max()))


def _trim_ends(masses: Masses) -> Masses:
    """Without the ends of next to no probability, so that thousands of answers cost no more than hundreds."""
    if masses.weights[0] > _NOTHING and masses.weights[-1] > _NOTHING:
        return masses
    kept = np.flatnonzero(masses.weights > _NOTHING)
    return Masses(masses.first + int(kept[0]), masses.weights[kept[0] : kept[-1] + 1])
