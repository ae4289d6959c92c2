"""How little a rank says: the places that each municipality can have."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tycktill.statistics.classes import ShareClass
from tycktill.statistics.intervals import exact_interval

RANK_CONFIDENCE = 0.90
"""With this probability all rank ranges are right at once."""


class RankRange(NamedTuple):
    """The best and the worst place that a municipality can have; 1 is the highest share."""

    best: int
    worst: int


def rank_ranges(classes: Sequence[ShareClass], confidence: float = RANK_CONFIDENCE) -> tuple[RankRange, ...]:
    """Joint confidence sets for the ranks of all municipalities, in the order given (Klein, Wright & Wieczorek 2020).

    Intervals that all hold at once with `confidence`, each at 1 - gamma with gamma = 1 - confidence^(1/M); then the
    best place is 1 + the number of municipalities surely higher and the worst M - the number surely lower. No
    finite-population correction: places are compared, not who happened to be asked. For a class the widest interval.
    """
    if not classes:
        return ()
    each = confidence ** (1 / len(classes))
    limits = np.array([exact_interval(known, each) for known in classes])
    low, high = limits[:, 0], limits[:, 1]
    surely_higher = len(classes) - np.searchsorted(np.sort(low), high, side="right")
    surely_lower = np.searchsorted(np.sort(high), low, side="left")
    return tuple(
        RankRange(int(1 + higher), int(len(classes) - lower))
        for higher, lower in zip(surely_higher, surely_lower, strict=True)
    )
