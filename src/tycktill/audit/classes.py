"""Numbers of positive answers as a release gives them: exact, one of the two ends, or one of a fixed grid of pairs.

Written from the method alone; the protection has its own, and a test compares the two.
"""

from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple

from tycktill.audit.requirements import Requirements

HALF_DECIMAL = 0.00005
_HAIR = 1e-7


class NumeratorClass(NamedTuple):
    """From how few to how many are positive, both ends included."""

    least: int
    most: int

    @property
    def is_exact(self) -> bool:
        """Whether it tells the number itself."""
        return self.least == self.most


def end_class(positive: int, valid: int, width: int) -> NumeratorClass | None:
    """The end that so many positive of so many valid answers are in; None between the ends, or without ends."""
    if width and positive <= width:
        return NumeratorClass(0, width)
    if width and positive >= valid - width:
        return NumeratorClass(valid - width, valid)
    return None


def finest_class(positive: int, valid: int, width: int) -> NumeratorClass:
    """What is told where nothing is coarsened: the number itself, but for the ends."""
    return end_class(positive, valid, width) or NumeratorClass(positive, positive)


def pair_class(positive: int, valid: int, width: int) -> NumeratorClass:
    """What is told where the number is coarsened: two neighbours of the grid, or three where one is left over."""
    end = end_class(positive, valid, width)
    if end or not width <= positive - 1 < valid - width - 1:
        return end or NumeratorClass(positive, positive)
    first, last = width + 1, valid - width - 1
    least = positive - (positive - first) % 2
    if least == last and least > first:
        least -= 2
    most = last if last - least == 2 else min(least + 1, last)
    return NumeratorClass(least, most)


@lru_cache(maxsize=1 << 16)
def numerators(share: float, valid: int) -> range:
    """Every number of positive answers that a share, written with four decimals, may stand for."""
    first = max(0, ceil((share - HALF_DECIMAL) * valid - _HAIR))
    return range(first, min(valid, floor((share + HALF_DECIMAL) * valid + _HAIR)) + 1)


@lru_cache(maxsize=1 << 16)
def classes_written(least: float, most: float, valid: int, requirements: Requirements) -> tuple[NumeratorClass, ...]:
    """Every class with more than one number that these limits may stand for, under these requirements."""
    width = requirements.end_width
    found: set[NumeratorClass | None] = set()
    for positive in numerators(least, valid):
        found.add(end_class(positive, valid, width))
        if requirements.pairs:
            found.add(pair_class(positive, valid, width))
    return tuple(
        each
        for each in sorted(filter(None, found))
        if not each.is_exact and each.least in numerators(least, valid) and each.most in numerators(most, valid)
    )
