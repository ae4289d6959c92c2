"""The three bands that Kolada colours municipalities by, which say nothing about certainty, and which are settled."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import StrEnum
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from tycktill.statistics.classes import Spanning
from tycktill.statistics.intervals import Z


class Band(StrEnum):
    """A quarter at each end and the half between; which end is the good one is for the question to say."""

    UPPER = "upper"
    MIDDLE = "middle"
    LOWER = "lower"


def municipal_bands(classes: Sequence[Spanning]) -> tuple[Band | None, ...]:
    """The band of each municipality, in the order given; None where its class or the others' may leave it open.

    Upper: fewer than a quarter of all have a higher share. Lower: fewer than a quarter have a lower one. Equal shares
    stand in the same band; where so many are equal that both hold, it is the middle one.
    """
    least = np.array([known.share_min for known in classes])
    most = np.array([known.share_max for known in classes])
    surely_high, maybe_high = _few_above(least, most)
    surely_low, maybe_low = _few_above(-most, -least)
    chosen = np.select(
        [surely_high & ~maybe_low, surely_low & ~maybe_high, (surely_high & surely_low) | ~(maybe_high | maybe_low)],
        [0, 1, 2],
        default=3,
    )
    return tuple((Band.UPPER, Band.LOWER, Band.MIDDLE, None)[index] for index in chosen)


def _few_above(least: NDArray[np.float64], most: NDArray[np.float64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether fewer than a quarter are above each: surely, and at all possibly."""
    quarter = len(least) / 4
    at_most = len(most) - np.searchsorted(np.sort(most), least, side="right") - (most > least)
    at_least = len(least) - np.searchsorted(np.sort(least), most, side="right")
    return at_most < quarter, at_least < quarter


def bands_settled(shares: Sequence[Spanning], rho: float = 0.0) -> tuple[bool, ...]:
    """Whether each municipality's band would stand wherever chance, and the rounds' wobble `rho`, may move its share.

    That is by 1.96 sqrt(phi P(1-P)/n), P the mean of all and phi = 1 + (n-1) rho. False where there is no band.
    """
    middle = sum(known.share_min + known.share_max for known in shares) / (2 * max(len(shares), 1))
    variance = min(max(middle, 0.0), 1.0) * (1 - min(max(middle, 0.0), 1.0))
    least, most = (sorted(getattr(known, end) for known in shares) for end in ("share_min", "share_max"))

    def band_stands(known: Spanning, band: Band | None) -> bool:
        moved = Z * sqrt(variance * (1 + (known.valid - 1) * rho) / known.valid)
        low, high = known.share_min - moved, known.share_max + moved
        above, below = len(most) - bisect_right(most, low) - 1, bisect_left(least, high) - 1  # but for itself
        if band is Band.MIDDLE:
            above, below = len(least) - bisect_right(least, high), bisect_left(most, low)
            return min(above, below) >= len(shares) / 4
        return band is not None and (above if band is Band.UPPER else below) < len(shares) / 4

    return tuple(band_stands(known, band) for known, band in zip(shares, municipal_bands(shares), strict=True))
