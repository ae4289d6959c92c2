"""The unweighted mean over municipalities (the weighted one is the nation's own share), and a share of all answers."""

from collections.abc import Iterable, Sequence
from math import fsum
from typing import NamedTuple

from tycktill.statistics.classes import ShareClass, Spanning

MEAN_THRESHOLD = 5
"""Valid answers that a municipality needs to count in the mean."""


class MeanRange(NamedTuple):
    """Between what limits the mean of so many municipalities' shares lies; the same twice where all are exact."""

    least: float
    most: float
    municipalities: int


def municipal_mean_range(classes: Iterable[Spanning]) -> MeanRange | None:
    """The mean of all shares of which classes are known: the mean of their least, and of their most.

    Every municipality with at least `MEAN_THRESHOLD` valid answers counts alike. None when none has enough.
    """
    enough = [known for known in classes if known.valid >= MEAN_THRESHOLD]
    if not enough:
        return None
    least, most = (fsum(shares) / len(enough) for shares in _share_ends(enough))
    return MeanRange(least, most, len(enough))


def _share_ends(classes: Iterable[Spanning]) -> Iterable[tuple[float, ...]]:
    """All least shares, and all most."""
    return zip(*((known.share_min, known.share_max) for known in classes), strict=True)


def share_of_all(classes: Sequence[ShareClass]) -> ShareClass:
    """Positive answers to several questions, or of several municipalities, of all valid: sum of x over sum of n.

    It describes, no more, and has no interval: one respondent's answers to several questions resemble each other, and
    how much cannot be known of counts, where nobody's answers to two questions stand together. Raises
    ValueError of none.
    """
    return ShareClass(
        valid=sum(known.valid for known in classes),
        least=sum(known.least for known in classes),
        most=sum(known.most for known in classes),
    )
