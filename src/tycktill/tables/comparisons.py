"""comparisons.csv: how each comparison is written."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tycktill.statistics import Band, MeanRange, RankRange, numerators_of, round_half_away
from tycktill.tables.comparison import Comparison
from tycktill.tables.csv_text import CsvRow, read_written, write_csv
from tycktill.tables.difference import Against, Difference, Judgement
from tycktill.tables.results import ResultRow, share_text
from tycktill.tables.standing import Standing
from tycktill.terms import Cell, GenderGroup, Level, Status

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


def parse_comparisons(content: bytes) -> tuple[Comparison, ...]:
    """The comparisons in comparisons.csv, or in some of its lines; of each row what its line tells of it.

    Tables of earlier methods have fewer columns. Raises Refused where there are lines that cannot be read.
    """
    rows = read_written(content, _is_written, file=COMPARISONS, what="comparison")
    return tuple(_typed(dict.fromkeys(COMPARISON_COLUMNS, "") | dict(row)) for row in rows)


def _is_written(row: CsvRow) -> bool:
    return set(COMPARISON_COLUMNS[:7]) <= set(row) and row["gender"] in set(GenderGroup)


def _typed(line: CsvRow) -> Comparison:
    return Comparison(
        row=_row(line),
        answers_rank=_whole(line["answers_rank"]),
        nation=_difference(line, "nation_", Against(line["test"]), line["round"]) if line["test"] else None,
        standing=_stood(line) if line["rank_best"] else None,
        earlier=_difference(line, "previous_", Against.EARLIER, line["previous_round"])
        if line["previous_round"]
        else None,
    )


def _row(line: CsvRow) -> ResultRow:
    cell = Cell(
        line["round"], line["instrument"], Level.MUNICIPALITY, line["municipality"], "", GenderGroup(line["gender"])
    )
    valid, least, most = int(line["valid"]), float(line["share_min"]), float(line["share_max"])
    numerators = numerators_of(least, valid).start, max(numerators_of(most, valid).stop - 1, 0)
    return ResultRow(
        cell,
        line["question"],
        offered=None,
        answered=_whole(line["answered"]),
        valid=valid,
        positive_min=numerators[0],
        positive_max=numerators[1],
        share=_share(line["share"]),
        share_min=least,
        share_max=most,
        low=None,
        high=None,
        status=Status.SHOWN if line["share"] else Status.BOUNDED,
        reason=None,
    )


def _difference(line: CsvRow, of: str, against: Against, round_: str) -> Difference:
    p_value, verdict = ("p_value", "verdict") if of == "nation_" else ("change_p_value", "change_verdict")
    return Difference(
        against,
        round_,
        _whole(line[f"{of}valid"]),
        float(line[f"{of}share_min"]),
        float(line[f"{of}share_max"]),
        _share(line[p_value]),
        Judgement(line[verdict]) if line[verdict] else None,
    )


def _stood(line: CsvRow) -> Standing:
    mean = line["municipal_mean_min"]
    return Standing(
        of=int(line["municipalities"] or 0),
        mean=MeanRange(float(mean), float(line["municipal_mean_max"]), int(line["municipalities"])) if mean else None,
        rank=RankRange(int(line["rank_best"]), int(line["rank_worst"])),
        band=Band(line["band"]) if line["band"] else None,
        has_highest_figure=False,
    )


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _share(text: str) -> float | None:
    return float(text) if text else None
