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

_PLACE = ("round", "instrument", "municipality", "gender", "question")
"""What every method's table has."""


def _ends(name: str) -> tuple[str, str, str]:
    return name, f"{name}_min", f"{name}_max"


def _known(prefix: str = "") -> tuple[str, ...]:
    return f"{prefix}valid", *_ends(f"{prefix}share")


_STANDING = (
    *_ends("standardised_share"),
    *_ends("municipal_mean"),
    *("municipalities", "rank_best", "rank_worst", "band", "band_settled", "highest", "lowest", "tied_with"),
)
COMPARISON_COLUMNS = (
    *(*_PLACE, "groups", "answered", "answers_rank"),
    *_known(),
    *("test", *_known("nation_"), "compared_groups", *_known("compared_"), *_ends("expected_share")),
    *(*_ends("difference"), "p_value", "verdict", "untested", "smallest_difference"),
    *(*_STANDING, "unranked"),
    *("previous_round", "previous_offered", "previous_answered", *_known("previous_")),
    *("change_groups", *_known("change_compared_"), *_ends("change_expected_share")),
    *(*_ends("change"), "change_p_value", "change_verdict", "change_untested", "smallest_change", "change_factor"),
    *("wobble", "trend_rounds", "trend_first", "trend_p_value", "trend_verdict", "trend_untested", "trend_factor"),
)


def write_comparisons(comparisons: Iterable[Comparison]) -> bytes:
    """comparisons.csv, a line for each; what there is nothing to say of is empty.

    Whatever is written follows from the shares and intervals as results.csv gives them (docs/method/release.md).
    """
    return write_csv(COMPARISON_COLUMNS, [_line(each) for each in comparisons])


def _line(each: Comparison) -> Sequence[str]:
    row, nation, earlier = each.row, each.nation, each.earlier
    cell = row.cell
    return (
        *(cell.round, cell.instrument, cell.municipality, cell.gender, row.question, " ".join(each.groups)),
        *(count_text(row.answered), count_text(each.answers_rank)),
        *_known_texts(row.valid, row.share_min, row.share_max),
        *(nation.against or "", *_figure(nation), *_compared(nation), *_judgement(nation)),
        *(_standing(each.standing) if each.standing else ("",) * len(_STANDING)),
        each.unranked or "",
        *(earlier.round, count_text(earlier.offered), count_text(earlier.answered)),
        *(*_figure(earlier), *_compared(earlier), *_judgement(earlier), _number(earlier.factor)),
        *(_number(each.wobble), *_trend(each.trend)),
    )


def _number(value: float | None) -> str:
    """To four decimals, empty for None."""
    return "" if value is None else str(round_half_away(value, 4))


def _range(low: str, high: str) -> tuple[str, str, str]:
    """A value with its least and its most, as results.csv has them: the value itself only where the two are alike."""
    return (low if low == high else ""), low, high


def _known_texts(valid: int | None, low: float | None, high: float | None) -> tuple[str, ...]:
    return count_text(valid), *_range(_number(low), _number(high))


def _figure(other: Difference) -> tuple[str, ...]:
    return _known_texts(other.valid, *((other.share_min, other.share_max) if other.is_known else (None, None)))


def _compared(each: Difference) -> tuple[str, ...]:
    """What was compared, and the difference of the shares as written, so that everyone gets the same by hand."""
    own, expected = each.compared, each.expected
    if own is None or expected is None:
        return ("",) * 11
    ends = [tuple(round_half_away(end, 4) for end in (span.share_min, span.share_max)) for span in (own, expected)]
    (low, high), (other_low, other_high) = ends
    difference = _range(str(low - other_high), str(high - other_low))
    return " ".join(each.groups), *_span(own, with_valid=True), *_span(expected), *difference


def _span(span: Span, *, with_valid: bool = False) -> tuple[str, ...]:
    known = _known_texts(span.valid, span.share_min, span.share_max)
    return known if with_valid else known[1:]


def _judgement(each: Difference) -> tuple[str, ...]:
    return _number(each.p_value), each.verdict, each.untested or "", _number(each.smallest)


def _standing(standing: Standing) -> tuple[str, ...]:
    mean, rank = standing.mean, standing.rank
    means = ("",) * 4 if mean is None else (*_range(_number(mean.least), _number(mean.most)), str(mean.municipalities))
    band = (standing.band, str(int(standing.is_settled))) if standing.band else ("", "")
    ends = (standing.highest or "", standing.lowest or "", " ".join(standing.tied))
    return *_span(standing.share), *means, str(rank.best), str(rank.worst), *band, *ends


def _trend(trend: Direction) -> tuple[str, ...]:
    rounds = (str(trend.rounds), trend.first) if trend.rounds else ("", "")
    return *rounds, _number(trend.p_value), trend.verdict, trend.untested or "", _number(trend.factor)


def parse_comparisons(content: bytes) -> tuple[Comparison, ...]:
    """The comparisons in comparisons.csv, or in some of its lines; of each row what its line tells of it.

    Tables of earlier methods have fewer columns. Raises Refused where there are lines that cannot be read.
    """
    rows = read_written(content, _is_written, file=COMPARISONS, what="comparison")
    return tuple(_typed(dict.fromkeys(COMPARISON_COLUMNS, "") | dict(row)) for row in rows)


def _is_written(row: CsvRow) -> bool:
    return set(_PLACE) <= set(row) and row["gender"] in set(GenderGroup)


def _typed(line: CsvRow) -> Comparison:
    return Comparison(
        row=_row(line),
        groups=tuple(line["groups"].split()),
        answers_rank=_whole(line["answers_rank"]),
        nation=_difference(line, "nation_", "", line["round"], Against(line["test"]) if line["test"] else None),
        standing=_stood(line) if line["rank_best"] else None,
        unranked=Untested(line["unranked"]) if line["unranked"] else None,
        earlier=_difference(line, "previous_", "change_", line["previous_round"], Against.EARLIER),
        trend=Direction(
            *_verdict(line, "trend_"),
            rounds=_whole(line["trend_rounds"]) or 0,
            first=line["trend_first"],
            p_value=_share(line["trend_p_value"]),
            factor=_share(line["trend_factor"]),
        ),
        wobble=_share(line["wobble"]),
    )


def _row(line: CsvRow) -> ProtectedValue:
    cell = Cell(
        line["round"], line["instrument"], Level.MUNICIPALITY, line["municipality"], "", GenderGroup(line["gender"])
    )
    valid, least, most = int(line["valid"]), float(line["share_min"]), float(line["share_max"])
    numerators = numerators_of(least, valid).start, max(numerators_of(most, valid).stop - 1, 0)
    return ProtectedValue(
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


def _difference(line: CsvRow, of: str, what: str, round_: str, against: Against | None) -> Difference:
    """The figures of one's own to the nation, or to an earlier round, and what was compared."""
    known, compared, expected = (_spanned(line, name) for name in (of, f"{what}compared_", f"{what}expected_"))
    return Difference(
        *_verdict(line, what),
        against=against,
        round=round_,
        valid=_whole(line[f"{of}valid"]),
        is_known=known is not None,
        share_min=known.share_min if known else 0.0,
        share_max=known.share_max if known else 1.0,
        offered=_whole(line.get(f"{of}offered", "")),
        answered=_whole(line.get(f"{of}answered", "")),
        groups=tuple(line[f"{what or 'compared_'}groups"].split()),
        compared=compared,
        expected=expected,
        p_value=_share(line[f"{what}p_value"]),
        smallest=_share(line["smallest_change" if what else "smallest_difference"]),
        factor=_share(line.get(f"{what}factor", "")),
    )


def _verdict(line: CsvRow, of: str) -> tuple[Judgement, Untested | None]:
    """Tables of methods 1 to 3 say nothing where nothing was tested."""
    reason = line[f"{of}untested"]
    return Judgement(line[f"{of}verdict"] or Judgement.UNTESTED), Untested(reason) if reason else None


def _spanned(line: CsvRow, of: str) -> Span | None:
    least, most = (_share(line[f"{of}share_{end}"]) for end in ("min", "max"))
    return None if least is None or most is None else Span(_whole(line.get(f"{of}valid", "")) or 0, least, most)


def _stood(line: CsvRow) -> Standing:
    of, mean = _whole(line["municipalities"]) or 0, line["municipal_mean_min"]
    share = _spanned(line, "standardised_") or _spanned(line, "")
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


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _share(text: str) -> float | None:
    return float(text) if text else None
