"""The unweighted mean over municipalities (method 2.3); the weighted one is the nation's own share."""

from collections.abc import Iterable
from math import fsum

MEAN_THRESHOLD = 5
"""Valid answers that a municipality needs to count in the mean."""


def municipal_mean(municipalities: Iterable[tuple[float, int]]) -> tuple[float, int] | None:
    """(mean, number of municipalities) of the shares in (share, valid) with at least `MEAN_THRESHOLD` valid answers.

    Every municipality counts alike, however many answered there. None when no municipality has enough.
    """
    shares = [share for share, valid in municipalities if valid >= MEAN_THRESHOLD]
    return (fsum(shares) / len(shares), len(shares)) if shares else None
