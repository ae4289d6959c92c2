"""How far out in a distribution a count of positive answers lies."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Tails(NamedTuple):
    """The mid-p tails of x: the probability of less (or more) than x and half of that of x itself."""

    lower: float
    upper: float

    @property
    def two_sided(self) -> float:
        """2 min(F(x) - f(x)/2, 1 - F(x) + f(x)/2), at most 1 (Lancaster 1961)."""
        return min(1.0, 2 * min(self))


def hypergeometric_tails(positive: int, valid: int, positives: int, everybody: int) -> Tails:
    """Of x when `valid` answers are drawn from `everybody`, among whom there are `positives`.

    f(k+1)/f(k) = (X-k)(n-k) / ((k+1)(N-X-n+k+1)), summed as logarithms: neither factorials nor overflow.
    """
    first = max(0, valid + positives - everybody)
    k = np.arange(first, min(valid, positives), dtype=np.float64)
    ratios = (positives - k) * (valid - k) / ((k + 1) * (everybody - positives - valid + k + 1))
    return _tails(ratios, positive - first)


def binomial_tails(positive: int, valid: int, share: float) -> Tails:
    """Of x among `valid` independent answers that are positive with probability `share`, 0 < share < 1.

    f(k+1)/f(k) = (n-k)/(k+1) p/(1-p).
    """
    k = np.arange(valid, dtype=np.float64)
    return _tails((valid - k) / (k + 1) * (share / (1 - share)), positive)


def _tails(ratios: NDArray[np.float64], place: int) -> Tails:
    """The tails at a place in a distribution known by the ratios between neighbours."""
    logarithms = np.concatenate(([0.0], np.cumsum(np.log(ratios))))
    masses = np.exp(logarithms - logarithms.max())
    half, whole = masses[place] / 2, masses.sum()
    return Tails(float((masses[:place].sum() + half) / whole), float((masses[place + 1 :].sum() + half) / whole))
