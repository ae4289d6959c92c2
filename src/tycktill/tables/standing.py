"""Where a municipality stands among all those of one series: their mean, Kolada's bands, the ranks it can have."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tycktill.disclosure import ProtectedValue
from tycktill.statistics import (
    Band,
    MeanRange,
    RankRange,
    ShareClass,
    Span,
    bands_settled,
    file_share,
    municipal_bands,
    municipal_mean_range,
    rank_ranges,
    standardised_share,
)
from tycktill.tables.beside import nation_of
from tycktill.tables.difference import Untested
from tycktill.tables.known import known_class
from tycktill.tables.mixes import Groups, Mix

FEWEST_FOR_BANDS = 4
"""Fewer municipalities than this have no quarters."""


class AtEnd(StrEnum):
    """Whether a figure is at an end of all that are told, by itself or with others that have the same figure."""

    ALONE = "alone"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Standing:
    """One municipality among `of` that are ranked by the same measure.

    `share` is what they are ranked by: their own share, or, of several target groups, the nation's share and what the
    municipality's lies above that of the nation with the same mix of groups (direct standardisation). `mean` is of
    these, unweighted. `rank` is a 90 % confidence set. `band` is None where the intervals leave it open and where the
    municipalities are too few; `is_settled` says whether chance and the rounds' wobble leave it. `highest` and `lowest`
    are facts of figures as files give them, by chance perhaps, and `tied` are the municipalities that share the figure
    at that end.
    """

    of: int
    share: Span
    mean: MeanRange | None
    rank: RankRange
    band: Band | None
    is_settled: bool
    highest: AtEnd | None = None
    lowest: AtEnd | None = None
    tied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """A municipality as it is ranked."""

    row: ProtectedValue
    share: Span
    groups: Mix


def standings_in_series(rows: Sequence[ProtectedValue], groups: Groups, rho: float) -> tuple[Standing | Untested, ...]:
    """The standing of each of these, in the order given, or why it has none: rows of one series that are told, whose
    rounds vary by `rho` beyond chance."""
    mixes = [groups.mixes_of(row) for row in rows]
    everywhere = {group for each in mixes for mix in each for group in mix}
    plain = len(everywhere) == 1 and all(len(each) == 1 for each in mixes)
    measured = [_place_of(row, each, groups, plain=plain) for row, each in zip(rows, mixes, strict=True)]
    places = [each for each in measured if isinstance(each, _Place)]
    if len(places) < 2:
        return tuple(Untested.ALONE if isinstance(each, _Place) else each for each in measured)
    found = iter(_ranked_standings(places, rho))
    return tuple(next(found) if isinstance(each, _Place) else each for each in measured)


def _place_of(row: ProtectedValue, mixes: Sequence[Mix], groups: Groups, *, plain: bool) -> _Place | Untested:
    own = known_class(row)
    if own is None or not mixes:
        return Untested.MIX_UNKNOWN
    if plain:
        return _Place(row, Span(own.valid, own.share_min, own.share_max), mixes[0])
    nation = groups.shares_of(nation_of(row.cell), row.question)
    whole = nation.get(row.cell.instrument)
    expected = [each for mix in mixes if (each := _expected_span(mix, nation)) is not None]
    if whole is None or len(expected) < len(mixes):
        return Untested.HIDDEN
    return _Place(row, _standardised_span(own, whole, expected), mixes[0] if len(mixes) == 1 else {})


def _standardised_span(own: ShareClass, nation: ShareClass, expected: Sequence[Span]) -> Span:
    least, most = min(each.share_min for each in expected), max(each.share_max for each in expected)
    return Span(own.valid, nation.share_min + own.share_min - most, nation.share_max + own.share_max - least)


def _expected_span(mix: Mix, nation: Mix) -> Span | None:
    nations = [(own.valid, nation[group]) for group, own in mix.items() if group in nation]
    spans = [(number, Span(each.valid, each.share_min, each.share_max)) for number, each in nations]
    return standardised_share(spans) if len(spans) == len(mix) else None


def _ranked_standings(places: Sequence[_Place], rho: float) -> Sequence[Standing]:
    shares = [each.share for each in places]
    mean, ranks = municipal_mean_range(shares), rank_ranges([each.groups for each in places], shares)
    coloured = municipal_bands(shares) if len(places) >= FEWEST_FOR_BANDS else (None,) * len(places)
    stands = bands_settled(shares, rho)
    high, low = _surely_at_end(places, sign=1), _surely_at_end(places, sign=-1)
    return [
        Standing(
            of=len(places),
            share=each.share,
            mean=mean,
            rank=rank,
            band=band,
            is_settled=band is not None and is_settled,
            highest=_end_of_place(each, high),
            lowest=_end_of_place(each, low),
            tied=_tied_places(each, high, low),
        )
        for each, rank, band, is_settled in zip(places, ranks, coloured, stands, strict=True)
    ]


def _surely_at_end(places: Sequence[_Place], *, sign: int) -> Sequence[str]:
    """The municipalities that surely have the highest figure, or the lowest where the sign is -1: one or several that
    have the same; none where intervals leave it open, or all have it."""
    ends = [sorted(sign * file_share(end) for end in each.share[1:]) for each in places]
    best = max(low for low, _ in ends)
    at_end = [each for each, (low, high) in zip(places, ends, strict=True) if high >= best]
    is_clear = all(low == high == best for low, high in ends if high >= best) or len(at_end) == 1
    return [each.row.cell.municipality for each in at_end] if is_clear and len(at_end) < len(places) else []


def _end_of_place(place: _Place, end: Sequence[str]) -> AtEnd | None:
    if place.row.cell.municipality not in end:
        return None
    return AtEnd.ALONE if len(end) == 1 else AtEnd.SHARED


def _tied_places(place: _Place, *ends: Sequence[str]) -> tuple[str, ...]:
    own = place.row.cell.municipality
    return tuple(sorted({other for end in ends if own in end for other in end if other != own}))
