"""What a release says of the whole nation, question by question, also where a municipality shows nothing beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tycktill.statistics import MeanRange
from tycktill.tables import Comparison, ResultRow, is_narrow
from tycktill.terms import GenderGroup, Level, Reference

Series = tuple[str, str, str]
"""Round, target, question; of all genders."""


@dataclass(frozen=True, slots=True)
class Nation:
    """Shares known from elsewhere, response rates among them, the release's own rows, and the municipalities' means."""

    references: Mapping[Series, float]
    rows: Mapping[Series, ResultRow]
    means: Mapping[Series, MeanRange]


def nation_of(
    rows: Iterable[ResultRow], comparisons: Iterable[Comparison], references: Sequence[Reference], widest: float
) -> Nation:
    """Found in the rows, comparisons and references of one release, but for means wider than `widest`."""
    given = {(each.round, each.instrument, each.question): each.share for each in references if _is_nation(each.level)}
    own = {_series(row): row for row in rows if _is_nation(row.cell.level) and row.cell.gender is GenderGroup.ALL}
    means = {
        _series(each.row): each.standing.mean
        for each in comparisons
        if each.row.cell.gender is GenderGroup.ALL and each.standing is not None and each.standing.mean is not None
    }
    stated = {key: mean for key, mean in means.items() if is_narrow(mean.least, mean.most, widest)}
    return Nation(given, own, stated)


def _is_nation(level: Level) -> bool:
    return level is Level.NATION


def _series(row: ResultRow) -> Series:
    return row.cell.round, row.cell.instrument, row.question
