"""Where a municipality stands among all those of one series: their mean, Kolada's bands, the ranks it can have."""

from collections.abc import Sequence
from dataclasses import dataclass

from tycktill.statistics import Band, MeanRange, RankRange, ShareClass, bands, municipal_mean_range, rank_ranges
from tycktill.tables.known import known_class
from tycktill.tables.results import ResultRow

FEWEST_FOR_BANDS = 4
"""Fewer municipalities than this have no quarters."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One municipality among `of` whose share is released.

    `mean` is theirs, unweighted. `rank` is out of a joint 90 % confidence set. `band` is None where the classes leave
    it open and where the municipalities are too few. `has_highest_figure`: every other share is lower, by chance
    perhaps.
    """

    of: int
    mean: MeanRange | None
    rank: RankRange
    band: Band | None
    has_highest_figure: bool


def standings(rows: Sequence[ResultRow]) -> tuple[Standing, ...]:
    """The standing of each of these, in the order given: rows of municipalities, one series, none withheld."""
    classes = [known for row in rows if (known := known_class(row)) is not None]
    mean, ranks = municipal_mean_range(classes), rank_ranges(classes)
    coloured = bands(classes) if len(rows) >= FEWEST_FOR_BANDS else (None,) * len(rows)
    highest = _alone_above(classes)
    return tuple(
        Standing(len(rows), mean, rank, band, has_highest_figure=place == highest)
        for place, (rank, band) in enumerate(zip(ranks, coloured, strict=True))
    )


def _alone_above(classes: Sequence[ShareClass]) -> int | None:
    """The place of the one whose share is surely higher than every other; None where no one's is."""
    best = max(range(len(classes)), key=lambda place: classes[place].share_min)
    others = (known.share_max for place, known in enumerate(classes) if place != best)
    return best if classes[best].share_min > max(others, default=1.0) else None
