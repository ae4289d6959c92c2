"""The three bands that Kolada colours municipalities by; they say nothing about certainty."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tycktill.statistics.classes import ShareClass


class Band(StrEnum):
    """A quarter at each end and the half between; which end is the good one is for the question to say."""

    UPPER = "upper"
    MIDDLE = "middle"
    LOWER = "lower"


def bands(classes: Sequence[ShareClass]) -> tuple[Band | None, ...]:
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
    return tuple((Band.UPPER, Band.LOWER, Band.MIDDLE, None)[place] for place in chosen)


def _few_above(least: NDArray[np.float64], most: NDArray[np.float64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether fewer than a quarter are above each: surely, and at all possibly."""
    quarter = len(least) / 4
    at_most = len(most) - np.searchsorted(np.sort(most), least, side="right") - (most > least)
    at_least = len(least) - np.searchsorted(np.sort(least), most, side="right")
    return at_most < quarter, at_least < quarter
