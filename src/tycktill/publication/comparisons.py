"""comparisons.csv: each municipality's shown share beside the nation's and the municipalities' mean."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from tycktill.publication.csv_text import write_csv
from tycktill.publication.results import ResultRow, share_text
from tycktill.statistics import municipal_mean, round_half_away
from tycktill.terms import Level

COMPARISONS = "comparisons.csv"
COMPARISON_COLUMNS = (
    "round",
    "instrument",
    "municipality",
    "gender",
    "question",
    "valid",
    "share",
    "nation_valid",
    "nation_share",
    "difference",
    "municipal_mean",
    "municipalities",
)

_Series = tuple[str, str, str, str]


def write_comparisons(rows: Iterable[ResultRow]) -> bytes:
    """comparisons.csv, made from nothing but the rows of results.csv.

    `nation_share` is weighted, over all answers; `difference` is share - nation_share; both are empty where the
    nation's share is not shown. `municipal_mean` is the unweighted mean of the municipalities whose share is shown,
    `municipalities` how many they are (method 2.3). Says nothing of what could be chance.

    Where fewer than two municipalities are shown there is nothing to compare and no line: a municipality that is the
    nation of its file would be compared with itself.
    """
    shown = [row for row in rows if row.share is not None]
    nation = {_series(row): row for row in shown if row.cell.level is Level.NATION}
    municipal = sorted(
        (row for row in shown if row.cell.level is Level.MUNICIPALITY), key=lambda row: (row.cell, row.question)
    )
    several = {series for series, times in Counter(map(_series, municipal)).items() if times > 1}
    compared = [row for row in municipal if _series(row) in several]
    means = _means(compared)
    return write_csv(COMPARISON_COLUMNS, [_line(row, nation.get(_series(row)), means) for row in compared])


def _series(row: ResultRow) -> _Series:
    return row.cell.round, row.cell.instrument, row.cell.gender, row.question


def _means(rows: Sequence[ResultRow]) -> Mapping[_Series, tuple[float, int] | None]:
    shares: defaultdict[_Series, list[tuple[float, int]]] = defaultdict(list)
    for row in rows:
        shares[_series(row)].append((row.share or 0.0, row.valid or 0))
    return {series: municipal_mean(values) for series, values in shares.items()}


def _line(row: ResultRow, nation: ResultRow | None, means: Mapping[_Series, tuple[float, int] | None]) -> list[str]:
    cell = row.cell
    mean = means[_series(row)]
    return [
        *(cell.round, cell.instrument, cell.municipality, cell.gender, row.question),
        *(str(row.valid), share_text(row.share)),
        *(("", "", "") if nation is None else (str(nation.valid), share_text(nation.share), _difference(row, nation))),
        *(("", "") if mean is None else (str(round_half_away(mean[0], 4)), str(mean[1]))),
    ]


def _difference(row: ResultRow, nation: ResultRow) -> str:
    """Of the shares as the file gives them, so that everyone gets the same by hand."""
    return str(Decimal(share_text(row.share)) - Decimal(share_text(nation.share)))
