"""comparisons.csv: how each comparison is written."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tycktill.statistics import round_half_away
from tycktill.tables.comparison import Comparison
from tycktill.tables.csv_text import write_csv
from tycktill.tables.difference import Difference
from tycktill.tables.results import ResultRow, share_text
from tycktill.tables.standing import Standing

COMPARISONS = "comparisons.csv"

_OTHER = ("valid", "share", "share_min", "share_max")
_DIFFERENCE = ("difference", "difference_min", "difference_max")
_STANDING = (
    *("municipal_mean", "municipal_mean_min", "municipal_mean_max", "municipalities"),
    *("rank_best", "rank_worst", "band"),
)
COMPARISON_COLUMNS = (
    *("round", "instrument", "municipality", "gender", "question", "answered", "answers_rank"),
    *_OTHER,
    *(f"nation_{column}" for column in _OTHER),
    *_DIFFERENCE,
    *("test", "p_value", "verdict"),
    *_STANDING,
    "previous_round",
    *(f"previous_{column}" for column in _OTHER),
    *("change", "change_min", "change_max", "change_p_value", "change_verdict"),
)


def write_comparisons(comparisons: Iterable[Comparison]) -> bytes:
    """comparisons.csv, a line for each; what there is nothing to say of is empty.

    Whatever is written follows from the shares and classes as results.csv gives them (docs/method/release.md).
    """
    return write_csv(COMPARISON_COLUMNS, [_line(each) for each in comparisons])


def _line(each: Comparison) -> Sequence[str]:
    row, nation, earlier = each.row, each.nation, each.earlier
    cell = row.cell
    return (
        *(
            cell.round,
            cell.instrument,
            cell.municipality,
            cell.gender,
            row.question,
            _count(row.answered),
            _count(each.answers_rank),
        ),
        *_shares(row.valid, row.share_min or 0.0, row.share_max or 0.0),
        *(_others(row, nation) if nation else ("",) * 7),
        *((nation.against, *_judgement(nation)) if nation else ("",) * 3),
        *(_standing(each.standing) if each.standing else ("",) * len(_STANDING)),
        *((earlier.round, *_others(row, earlier), *_judgement(earlier)) if earlier else ("",) * 10),
    )


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _range(low: str, high: str) -> tuple[str, str, str]:
    """A value with its least and its most, as results.csv has them: the value itself only where the two are alike."""
    return (low if low == high else ""), low, high


def _shares(valid: int | None, low: float, high: float) -> tuple[str, ...]:
    return _count(valid), *_range(share_text(low), share_text(high))


def _others(row: ResultRow, other: Difference) -> tuple[str, ...]:
    """The other share and the difference, of the shares as files give them, so that everyone gets the same by hand."""
    low, high = (Decimal(share_text(share or 0.0)) for share in (row.share_min, row.share_max))
    other_low, other_high = (Decimal(share_text(share)) for share in (other.share_min, other.share_max))
    return (
        *_shares(other.valid, other.share_min, other.share_max),
        *_range(str(low - other_high), str(high - other_low)),
    )


def _judgement(other: Difference) -> tuple[str, str]:
    p_value = "" if other.p_value is None else str(round_half_away(other.p_value, 4))
    return p_value, other.verdict or ""


def _standing(standing: Standing) -> tuple[str, ...]:
    mean = standing.mean
    means = (
        ("", "", "", "")
        if mean is None
        else (
            *_range(*(str(round_half_away(end, 4)) for end in (mean.least, mean.most))),
            str(mean.municipalities),
        )
    )
    return *means, str(standing.rank.best), str(standing.rank.worst), standing.band or ""
