"""Intervals of a share in a small, known population."""

from bisect import bisect_left
from fractions import Fraction
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from tycktill.statistics.classes import ShareClass
from tycktill.statistics.rounding import file_share

Z = 1.959963984540054
"""Normal quantile of a two-sided 95 % interval."""

_Z_SQUARED = Fraction(Z) ** 2


def wilson(positive: int, valid: int, offered: int | None) -> tuple[float, float]:
    """The 95 % interval (low, high) of the share positive among all `offered`.

    With `offered` unknown (None) it is plain Wilson (Wilson 1927). Otherwise Wilson with finite-population
    correction (O'Neill 2021), n* = n(N-1)/(N-n), snapped to what can be: both ends are whole numbers of people out of
    N, at least those known to be positive and at most all but those known not to be. Low <= share <= high always:
    where no whole number of people lies between a limit and the share, the nearest beyond the share is taken.
    With everybody's answer known (n >= N) both ends are the share. Raises ValueError unless 0 <= x <= n and n > 0.
    """
    if not 0 <= positive <= valid or valid == 0:
        raise ValueError(f"{positive} positive of {valid} valid answers")
    if offered is None:
        return wilson_limits(positive / valid, valid)
    if valid >= offered:
        return positive / valid, positive / valid
    most = offered - _least_positive(valid - positive, valid, offered)
    return _least_positive(positive, valid, offered) / offered, most / offered


def share_interval(known: ShareClass, offered: int | None) -> tuple[float, float]:
    """The widest interval of `wilson` over a class: low at the class's least numerator, high at its most."""
    low, _ = wilson(known.least, known.valid, offered)
    _, high = wilson(known.most, known.valid, offered)
    return low, high


class FileShares(NamedTuple):
    """What the files of a release write of a share: itself if it is known, its limits and the interval; or nothing."""

    share: float | None = None
    share_min: float | None = None
    share_max: float | None = None
    low: float | None = None
    high: float | None = None


@lru_cache(maxsize=10_000)
def file_shares(known: ShareClass, offered: int | None) -> FileShares:
    """Everything that follows of what is known of a numerator, as files write it.

    Remembered: of the thousands of rows of a release most are as many of as many as another one.
    """
    low, high = share_interval(known, offered)
    share = None if known.share is None else file_share(known.share)
    return FileShares(share, *map(file_share, (known.share_min, known.share_max, low, high)))


def wilson_limits(share: float, answers: float) -> tuple[float, float]:
    """Wilson's 95 % limits of a share, with no population to be finite; `answers` need not be a whole number."""
    spread = Z * Z / answers
    centre = (share + spread / 2) / (1 + spread)
    half = sqrt(share * (1 - share) * spread + spread * spread / 4) / (1 + spread)
    # Both limits are exact at the ends and contain the share; floats may miss either by a hair.
    return (
        0.0 if share == 0 else min(max(centre - half, 0.0), share),
        1.0 if share == 1 else max(min(centre + half, 1.0), share),
    )


def _least_positive(positive: int, valid: int, offered: int) -> int:
    """The least number of positive people among all offered; the most follows by counting the others.

    Whole numbers throughout, so that no limit falls on the wrong side of a whole number: k of N lies within Wilson's
    limits exactly when (x/n - k/N)^2 <= z^2 (k/N)(1 - k/N) / n*.
    """
    above = _Z_SQUARED.numerator * valid * (offered - valid)
    below = _Z_SQUARED.denominator * (offered - 1)

    def is_within(people: int) -> bool:
        return below * (positive * offered - people * valid) ** 2 <= above * people * (offered - people)

    nearest = positive * offered // valid
    candidates = range(positive, nearest)
    return positive + bisect_left(candidates, True, key=is_within)  # noqa: FBT003  the value looked for
