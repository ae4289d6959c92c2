"""comparisons.csv: how each comparison is written."""

from collections.abc import Iterable, Sequence

from tycktill.disclosure import ProtectedValue
from tycktill.statistics import Band, MeanRange, RankRange, Span, numerators_of, round_half_away
from tycktill.tables.comparison import Comparison
from tycktill.tables.csv_text import CsvRow, read_written, write_csv
from tycktill.tables.difference import Against, Difference, Direction, Judgement, Untested
from tycktill.tables.results import count_text
from tycktill.tables.standing import AtEnd, Standing
from tycktill.terms import Cell, GenderGroup, Level, Status

COMPARISONS = "comparisons.csv"

_KEY_COLUMNS = ("round", "instrument", "municipality", "gender", "question")
"""What every method's table has."""


def _end_columns(name: str) -> tuple[str, str, str]:
    return name, f"{name}_min", f"{name}_max"


def _known_columns(prefix: str = "") -> tuple[str, ...]:
    return f"{prefix}valid", *_end_columns(f"{prefix}share")


_STANDING = (
    *_end_columns("standardised_share"),
    *_end_columns("municipal_mean"),
    *("municipalities", "rank_best", "rank_worst", "band", "band_settled", "highest", "lowest", "tied_with"),
)
COMPARISON_COLUMNS = (
    *(*_KEY_COLUMNS, "groups", "answered", "answers_rank"),
    *_known_columns(),
    *("test", *_known_columns("nation_")),
    *("compared_groups", *_known_columns("compared_"), *_end_columns("expected_share")),
    *(*_end_columns("difference"), "p_value", "verdict", "untested", "smallest_difference"),
    *(*_STANDING, "unranked"),
    *("previous_round", "previous_offered", "previous_answered", *_known_columns("previous_")),
    *("change_groups", *_known_columns("change_compared_"), *_end_columns("change_expected_share")),
    *(*_end_columns("change"), "change_p_value", "change_verdict", "change_untested"),
    *("smallest_change", "change_factor"),
    *("wobble", "trend_rounds", "trend_first", "trend_p_value", "trend_verdict", "trend_untested", "trend_factor"),
)


def write_comparisons(comparisons: Iterable[Comparison]) -> bytes:
    """comparisons.csv, a line for each; what there is nothing to say of is empty.

    Whatever is written follows from the shares and intervals as results.csv gives them (docs/method/release.md).
    """
    return write_csv(COMPARISON_COLUMNS, [_line_of(each) for each in comparisons])


def _line_of(each: Comparison) -> Sequence[str]:
    row, nation, earlier = each.row, each.nation, each.earlier
    cell = row.cell
    return (
        *(cell.round, cell.instrument, cell.municipality, cell.gender, row.question, " ".join(each.groups)),
        *(count_text(row.answered), count_text(each.answers_rank)),
        *_known_texts(row.valid, row.share_min, row.share_max),
        *(nation.against or "", *_figure_texts(nation), *_compared_texts(nation), *_judgement_texts(nation)),
        *(_standing_texts(each.standing) if each.standing else ("",) * len(_STANDING)),
        each.unranked or "",
        *(earlier.round, count_text(earlier.offered), count_text(earlier.answered)),
        *(*_figure_texts(earlier), *_compared_texts(earlier), *_judgement_texts(earlier), _number_text(earlier.factor)),
        *(_number_text(each.wobble), *_trend_texts(each.trend)),
    )


def _number_text(value: float | None) -> str:
    """To four decimals, empty for None."""
    return "" if value is None else str(round_half_away(value, 4))


def _range_texts(low: str, high: str) -> tuple[str, str, str]:
    """A value with its least and its most, as results.csv has them: the value itself only where the two are alike."""
    return (low if low == high else ""), low, high


def _known_texts(valid: int | None, low: float | None, high: float | None) -> tuple[str, ...]:
    return count_text(valid), *_range_texts(_number_text(low), _number_text(high))


def _figure_texts(other: Difference) -> tuple[str, ...]:
    return _known_texts(other.valid, *((other.share_min, other.share_max) if other.is_known else (None, None)))


def _compared_texts(each: Difference) -> tuple[str, ...]:
    """What was compared, and the difference of the shares as written, so that everyone gets the same by hand."""
    own, expected = each.compared, each.expected
    if own is None or expected is None:
        return ("",) * 11
    ends = [tuple(round_half_away(end, 4) for end in (span.share_min, span.share_max)) for span in (own, expected)]
    (low, high), (other_low, other_high) = ends
    difference = _range_texts(str(low - other_high), str(high - other_low))
    return " ".join(each.groups), *_span_texts(own, with_valid=True), *_span_texts(expected), *difference


def _span_texts(span: Span, *, with_valid: bool = False) -> tuple[str, ...]:
    known = _known_texts(span.valid, span.share_min, span.share_max)
    return known if with_valid else known[1:]


def _judgement_texts(each: Difference) -> tuple[str, ...]:
    return _number_text(each.p_value), each.verdict, each.untested or "", _number_text(each.smallest)


def _standing_texts(standing: Standing) -> tuple[str, ...]:
    mean, rank = standing.mean, standing.rank
    means = (
        ("",) * 4
        if mean is None
        else (*_range_texts(_number_text(mean.least), _number_text(mean.most)), str(mean.municipalities))
    )
    band = (standing.band, str(int(standing.is_settled))) if standing.band else ("", "")
    ends = (standing.highest or "", standing.lowest or "", " ".join(standing.tied))
    return *_span_texts(standing.share), *means, str(rank.best), str(rank.worst), *band, *ends


def _trend_texts(trend: Direction) -> tuple[str, ...]:
    rounds = (str(trend.rounds), trend.first) if trend.rounds else ("", "")
    return *rounds, _number_text(trend.p_value), trend.verdict, trend.untested or "", _number_text(trend.factor)


def parse_comparisons(content: bytes) -> tuple[Comparison, ...]:
    """The comparisons in comparisons.csv, or in some of its lines; of each row what its line tells of it.

    Tables of earlier methods have fewer columns. Raises Refused where there are lines that cannot be read.
    """
    rows = read_written(content, _is_written, file=COMPARISONS, what="comparison")
    return tuple(_parse_line(dict.fromkeys(COMPARISON_COLUMNS, "") | dict(row)) for row in rows)


def _is_written(row: CsvRow) -> bool:
    return set(_KEY_COLUMNS) <= set(row) and row["gender"] in set(GenderGroup)


def _parse_line(line: CsvRow) -> Comparison:
    return Comparison(
        row=_parse_row(line),
        groups=tuple(line["groups"].split()),
        answers_rank=_parse_whole(line["answers_rank"]),
        nation=_parse_difference(line, "nation_", "", line["round"], Against(line["test"]) if line["test"] else None),
        standing=_parse_standing(line) if line["rank_best"] else None,
        unranked=Untested(line["unranked"]) if line["unranked"] else None,
        earlier=_parse_difference(line, "previous_", "change_", line["previous_round"], Against.EARLIER),
        trend=Direction(
            *_parse_verdict(line, "trend_"),
            rounds=_parse_whole(line["trend_rounds"]) or 0,
            first=line["trend_first"],
            p_value=_parse_share(line["trend_p_value"]),
            factor=_parse_share(line["trend_factor"]),
        ),
        wobble=_parse_share(line["wobble"]),
    )


def _parse_row(line: CsvRow) -> ProtectedValue:
    cell = Cell(
        line["round"], line["instrument"], Level.MUNICIPALITY, line["municipality"], "", GenderGroup(line["gender"])
    )
    valid, least, most = int(line["valid"]), float(line["share_min"]), float(line["share_max"])
    numerators = numerators_of(least, valid).start, max(numerators_of(most, valid).stop - 1, 0)
    return ProtectedValue(
        cell,
        line["question"],
        offered=None,
        answered=_parse_whole(line["answered"]),
        valid=valid,
        positive_min=numerators[0],
        positive_max=numerators[1],
        share=_parse_share(line["share"]),
        share_min=least,
        share_max=most,
        low=None,
        high=None,
        status=Status.SHOWN if line["share"] else Status.BOUNDED,
        reason=None,
    )


def _parse_difference(line: CsvRow, of: str, what: str, round_: str, against: Against | None) -> Difference:
    """The figures of one's own to the nation, or to an earlier round, and what was compared."""
    known, compared, expected = (_parse_span(line, name) for name in (of, f"{what}compared_", f"{what}expected_"))
    return Difference(
        *_parse_verdict(line, what),
        against=against,
        round=round_,
        valid=_parse_whole(line[f"{of}valid"]),
        is_known=known is not None,
        share_min=known.share_min if known else 0.0,
        share_max=known.share_max if known else 1.0,
        offered=_parse_whole(line.get(f"{of}offered", "")),
        answered=_parse_whole(line.get(f"{of}answered", "")),
        groups=tuple(line[f"{what or 'compared_'}groups"].split()),
        compared=compared,
        expected=expected,
        p_value=_parse_share(line[f"{what}p_value"]),
        smallest=_parse_share(line["smallest_change" if what else "smallest_difference"]),
        factor=_parse_share(line.get(f"{what}factor", "")),
    )


def _parse_verdict(line: CsvRow, of: str) -> tuple[Judgement, Untested | None]:
    """Tables of methods 1 to 3 say nothing where nothing was tested."""
    reason = line[f"{of}untested"]
    return Judgement(line[f"{of}verdict"] or Judgement.UNTESTED), Untested(reason) if reason else None


def _parse_span(line: CsvRow, of: str) -> Span | None:
    least, most = (_parse_share(line[f"{of}share_{end}"]) for end in ("min", "max"))
    return None if least is None or most is None else Span(_parse_whole(line.get(f"{of}valid", "")) or 0, least, most)


def _parse_standing(line: CsvRow) -> Standing:
    of, mean = _parse_whole(line["municipalities"]) or 0, line["municipal_mean_min"]
    share = _parse_span(line, "standardised_") or _parse_span(line, "")
    return Standing(
        of=of,
        share=share or Span(0, 0.0, 1.0),
        mean=MeanRange(float(mean), float(line["municipal_mean_max"]), of) if mean else None,
        rank=RankRange(int(line["rank_best"]), int(line["rank_worst"])),
        band=Band(line["band"]) if line["band"] else None,
        is_settled=line["band_settled"] == "1",
        highest=AtEnd(line["highest"]) if line["highest"] else None,
        lowest=AtEnd(line["lowest"]) if line["lowest"] else None,
        tied=tuple(line["tied_with"].split()),
    )


def _parse_whole(text: str) -> int | None:
    return int(text) if text else None


def _parse_share(text: str) -> float | None:
    return float(text) if text else None
