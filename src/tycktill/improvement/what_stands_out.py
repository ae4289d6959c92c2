"""What stands out in a release: differences that are told of everything that was looked at, bad news and good."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from tycktill.disclosure import ProtectedValue
from tycktill.findings import FEWEST_SIMILAR, PlaceFindings, figure_of, findings_of_places
from tycktill.statistics import ShareClass, Span, discoveries, part_of_nation, standardised_share, stratified_test
from tycktill.tables import Comparison, Difference, Groups, Judgement, Standing, Tables, from_others, known_class
from tycktill.terms import Cell, GenderGroup, Level, SimilarGroup

AT_END = 1 / 4
"""A figure is at an end where all places that it can have are within this part of all."""


class ComparedWith(StrEnum):
    """What a figure stands out from."""

    NATION = "nation"
    EARLIER = "earlier"
    SIMILAR = "similar"
    """Those of a group that the municipality is like, counted as one."""
    SIBLINGS = "siblings"
    """The municipality's other units."""


@dataclass(frozen=True, slots=True)
class StandsOut:
    """A figure that stands out; `expected` is the other's with the same mix of target groups.

    `is_at_end`: wherever chance may put it among all municipalities, it is in the highest or the lowest quarter.
    """

    target: str
    question: str
    unit: str
    beside: ComparedWith
    round: str
    is_better: bool
    own: Span
    expected: Span
    p_value: float
    is_at_end: bool
    group: SimilarGroup | None = None


class LookedThrough(NamedTuple):
    """What stands out, the clearest first, of so many comparisons that were looked at."""

    found: tuple[StandsOut, ...]
    looked_at: int


def what_stands_out(tables: Tables, municipality: str, similar: SimilarGroup | None = None) -> LookedThrough:
    """What stands out there, of each family and round that the tables have.

    Every figure of all genders is set beside the nation, the latest earlier round and the `similar` municipalities
    that the tables tell of, and every unit's beside the other units of its municipality. One in twenty of what is told
    is expected to be nothing (Benjamini & Hochberg 1995, over everything that was looked at there); and what the
    release itself does not call better or worse is not told.
    """
    found: list[StandsOut] = []
    looked_at = 0
    groups = Groups(tables.rows, tables.manifest.grouping)
    for place in findings_of_places(tables, only=municipality):
        seen = [*_compared_questions(place, tables), *_compared_units(place, tables, groups)]
        if similar is not None:
            seen += _beside_similar(place, groups, similar)
        discovered = discoveries([each.p_value for _, each in seen])
        found += [
            each for (is_claimed, each), is_found in zip(seen, discovered, strict=True) if is_found and is_claimed
        ]
        looked_at += len(seen)
    found.sort(key=lambda each: (each.p_value, each.target, each.question, each.unit))
    return LookedThrough(tuple(found), looked_at)


_Seen = tuple[bool, StandsOut]
"""Whether a release itself claims it, and what it is."""


def _compared_questions(place: PlaceFindings, tables: Tables) -> Iterator[_Seen]:
    comparisons = {
        (each.row.cell.instrument, each.row.question): each
        for each in tables.comparisons
        if each.row.cell.municipality == place.municipality
        and each.row.cell.round == place.round
        and each.row.cell.gender is GenderGroup.ALL
    }
    for target in place.targets:
        for question in target.questions:
            comparison = comparisons.get((target.id, question.id))
            if comparison is not None:
                yield from _of_comparison(comparison)


def _of_comparison(comparison: Comparison) -> Iterator[_Seen]:
    for beside, difference in ((ComparedWith.NATION, comparison.nation), (ComparedWith.EARLIER, comparison.earlier)):
        if difference.p_value is not None and difference.compared is not None and difference.expected is not None:
            found = StandsOut(
                target=comparison.row.cell.instrument,
                question=comparison.row.question,
                unit="",
                beside=beside,
                round=difference.round,
                is_better=difference.verdict is Judgement.BETTER,
                own=difference.compared,
                expected=difference.expected,
                p_value=difference.p_value,
                is_at_end=beside is ComparedWith.NATION and _is_at_end(comparison.standing, difference),
            )
            yield difference.verdict in (Judgement.BETTER, Judgement.WORSE), found


def _is_at_end(standing: Standing | None, difference: Difference) -> bool:
    if standing is None:
        return False
    best, worst = standing.rank
    is_high = difference.verdict is Judgement.BETTER
    return worst <= standing.of * AT_END if is_high else best > standing.of * (1 - AT_END)


def _compared_units(place: PlaceFindings, tables: Tables, groups: Groups) -> Iterator[_Seen]:
    """Each unit's own figures, of all its target groups or the only one."""
    rows: dict[tuple[str, str], ProtectedValue] = {}
    for row in tables.rows:
        cell = row.cell
        is_here = (cell.round, cell.municipality) == (place.round, place.municipality)
        is_unit = cell.level is Level.UNIT and cell.unit and cell.gender is GenderGroup.ALL
        if is_here and is_unit and cell.instrument in (place.family, place.whole.id) and known_class(row):
            rows.setdefault((cell.unit, row.question), row)
    for row in rows.values():
        found = _beside_siblings(row, groups)
        if found is not None:
            own, expected = found.own, found.expected
            yield own.share_min > expected.share_max or own.share_max < expected.share_min, found


def _beside_siblings(row: ProtectedValue, groups: Groups) -> StandsOut | None:
    """A unit beside the rest of its municipality, the least clear of all mixes that it can be of."""
    found = [each for mix in groups.mixes_of(row) if (each := _of_mix(row, mix, groups)) is not None]
    return max(found, key=lambda each: each.p_value, default=None)


def _of_mix(row: ProtectedValue, mix: Mapping[str, ShareClass], groups: Groups) -> StandsOut | None:
    strata = []
    for group, own in mix.items():
        above = Cell(row.cell.round, group, Level.MUNICIPALITY, row.cell.municipality, "", row.cell.gender)
        whole = groups.known_of(above, row.question)
        try:
            stratum = None if whole is None else part_of_nation(own, whole)
        except ValueError:  # no part of it, as the audit says: nothing can be tested
            return None
        if stratum is not None:
            strata.append(stratum)
    if not strata:
        return None
    own_span = _span_of_all([each.own for each in strata])
    expected = standardised_share(
        [(each.own.valid, Span(each.other.valid, each.other.share_min, each.other.share_max)) for each in strata]
    )
    test = stratified_test(strata, sum(each.own.least for each in strata), sum(each.own.most for each in strata))
    figure = (row.cell.instrument, row.question, row.cell.unit, ComparedWith.SIBLINGS, row.cell.round)
    return StandsOut(*figure, test.is_higher, own_span, expected, test.p_value, is_at_end=False)


def _beside_similar(place: PlaceFindings, groups: Groups, similar: SimilarGroup) -> Iterator[_Seen]:
    """The municipality's figures beside the shown figures of its group: of fewer than three nothing is tested."""
    widest = place.manifest.policy.widest
    for target in place.targets:
        for question in target.questions:
            own, *others = (
                groups.row_of(Cell(place.round, target.id, Level.MUNICIPALITY, code, "", GenderGroup.ALL), question.id)
                for code in (place.municipality, *similar.members)
            )
            shown = [each for each in others if each is not None and figure_of(each, widest).share is not None]
            if own is None or figure_of(own, widest).share is None or len(shown) < FEWEST_SIMILAR:
                continue
            found = from_others(groups, own, shown)
            if found.p_value is not None and found.compared is not None and found.expected is not None:
                yield _of_similar(own, found.compared, found.expected, found.p_value, similar)


def _of_similar(row: ProtectedValue, own: Span, expected: Span, p_value: float, similar: SimilarGroup) -> _Seen:
    is_better, is_worse = own.share_min > expected.share_max, own.share_max < expected.share_min
    found = StandsOut(
        target=row.cell.instrument,
        question=row.question,
        unit="",
        beside=ComparedWith.SIMILAR,
        round=row.cell.round,
        is_better=is_better,
        own=own,
        expected=expected,
        p_value=p_value,
        is_at_end=False,
        group=similar,
    )
    return is_better or is_worse, found


def _span_of_all(classes: list[ShareClass]) -> Span:
    valid = sum(each.valid for each in classes)
    return Span(valid, sum(each.least for each in classes) / valid, sum(each.most for each in classes) / valid)
