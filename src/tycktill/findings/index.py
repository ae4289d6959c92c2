"""The tables of a release, found by where their rows stand."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from tycktill.disclosure import ProtectedValue
from tycktill.fieldwork import Offered
from tycktill.findings.facts import Response, TargetFindings
from tycktill.findings.figures import Figure, ShareRange
from tycktill.statistics import MeanRange
from tycktill.tables import Comparison, Manifest, Tables
from tycktill.terms import RESPONSE_RATE, GenderGroup, Level, Targets

NATION = ""
"""The place whose rows have no municipality."""

Spot = tuple[str, str, GenderGroup, str]
"""Where a row stands within a place and round: target, unit (empty for the whole place), gender group, question."""

Section = tuple[str, str, str]
"""Place, family, round."""

_Series = tuple[str, str, str]
"""Round, target, question."""


@dataclass(frozen=True, slots=True)
class Index:
    """`responses` and `earlier`, of all rounds, are by round, target and place; `previous` are rows of earlier rounds,
    and `references` the nation's shares."""

    manifest: Manifest
    sections: Mapping[Section, Mapping[Spot, ProtectedValue]]
    comparisons: Mapping[Section, Mapping[Spot, Comparison]]
    responses: Mapping[tuple[str, str, str], Response]
    earlier: Mapping[tuple[str, str, str], Response]
    previous: Mapping[Section, Mapping[Spot, ProtectedValue]]
    references: Mapping[_Series, ShareRange]
    means: Mapping[_Series, MeanRange]
    rounds: Mapping[tuple[str, str], Sequence[str]]
    municipalities: int | None

    def family_of(self, target: str) -> str:
        """The family of a target group; a family is its own."""
        return family_of(target, self.manifest)

    def earlier_rows(self, place: str, target: str, round: str) -> Mapping[str, ProtectedValue]:
        """Everybody's rows of a target in an earlier round, or one of this release, by question."""
        section = place, self.family_of(target), round
        known = (each.get(section, {}) for each in (self.previous, self.sections))
        everybody = (target, "", GenderGroup.ALL)
        return {spot[3]: row for rows in known for spot, row in rows.items() if spot[:3] == everybody}

    def earlier_row(self, place: str, target: str, round: str, question: str) -> ProtectedValue | None:
        """One of these, without a look at the others."""
        section, spot = (place, self.family_of(target), round), (target, "", GenderGroup.ALL, question)
        here = self.sections.get(section, {}).get(spot)
        return here or self.previous.get(section, {}).get(spot)

    def referenced(self, round: str, target: str) -> frozenset[str]:
        """The questions, or the response rate, of a target that have a reference."""
        return frozenset(question for *key, question in self.references if key == [round, target])

    def beside_family(
        self, whole: TargetFindings, referred_to: str, nation_of: Callable[[str, str], Figure]
    ) -> frozenset[str]:
        """The questions of a place's whole, or the response rate, beside which stands a reference of what it is
        `referred_to` as, for want of one of its own: of an only target group that is its family."""
        above = self.referenced(whole.round, referred_to) - self.referenced(whole.round, whole.id)
        rate = self.references.get((whole.round, referred_to, RESPONSE_RATE))
        questions = {each.id for each in whole.questions if nation_of(whole.id, each.id).share is None}
        has_rate = rate is not None and whole.nation_rate == rate.least
        return above & (questions | {RESPONSE_RATE} if has_rate else questions)

    def is_alone(self, round: str, family: str) -> bool:
        """Whether one municipality is all that took part in a round: then the nation of the release is this one."""
        return (self.municipalities or len(self.places_of(round, family))) < 2

    def places_of(self, round: str, family: str) -> Sequence[str]:
        """The municipalities that have rows in a round."""
        return [place for place, own, then in self.sections if (own, then) == (family, round) and place != NATION]


def family_of(target: str, manifest: Manifest) -> str:
    """The family of a target group; a family is its own."""
    return manifest.grouping.family(target)


def index_of(tables: Tables) -> Index:
    """The index of these tables, of a whole release or of some of its places."""
    manifest = tables.manifest
    sections, previous = _rows_by_section(tables.rows, manifest), _rows_by_section(tables.previous, manifest)
    comparisons: defaultdict[Section, dict[Spot, Comparison]] = defaultdict(dict)
    for each in tables.comparisons:
        comparisons[_section_of(each.row, manifest)][spot_of(each.row)] = each
    return Index(
        manifest,
        sections,
        dict(comparisons),
        responses_of(tables.rows, manifest.grouping.targets()),
        responses_of([*tables.previous, *tables.rows], manifest.grouping.targets()),
        previous,
        {
            (each.round, each.instrument, each.question): ShareRange(each.share, each.share)
            for each in tables.references
            if each.level is Level.NATION
        },
        _means_by_series(tables.comparisons),
        _rounds_by_place([*tables.previous, *tables.rows], manifest),
        tables.municipalities,
    )


def spot_of(row: ProtectedValue) -> Spot:
    """Where a row stands within its place and round."""
    return row.cell.instrument, row.cell.unit, row.cell.gender, row.question


def _rows_by_section(
    rows: Iterable[ProtectedValue], manifest: Manifest
) -> Mapping[Section, Mapping[Spot, ProtectedValue]]:
    found: defaultdict[Section, dict[Spot, ProtectedValue]] = defaultdict(dict)
    for row in rows:
        if row.cell.level is not Level.UNIT or row.cell.unit:
            found[_section_of(row, manifest)][spot_of(row)] = row
    return dict(found)


def _section_of(row: ProtectedValue, manifest: Manifest) -> Section:
    return row.cell.municipality, family_of(row.cell.instrument, manifest), row.cell.round


def _means_by_series(comparisons: Iterable[Comparison]) -> Mapping[_Series, MeanRange]:
    return {
        (each.row.cell.round, each.row.cell.instrument, each.row.question): each.standing.mean
        for each in comparisons
        if each.row.cell.gender is GenderGroup.ALL and each.standing is not None and each.standing.mean is not None
    }


def _rounds_by_place(rows: Iterable[ProtectedValue], manifest: Manifest) -> Mapping[tuple[str, str], Sequence[str]]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        place, family, round = _section_of(row, manifest)
        found[place, family].add(round)
    return {key: sorted(rounds) for key, rounds in found.items()}


def responses_of(rows: Iterable[ProtectedValue], targets: Targets) -> Mapping[tuple[str, str, str], Response]:
    """Offered and answered by round, target and place: of each instrument, of each group and of each family.

    Their own rows leave out the instruments that lack their question, so instruments are added up.
    """
    responses: defaultdict[tuple[str, str, str], dict[str, Response]] = defaultdict(dict)
    for row in rows:
        cell = row.cell
        if cell.gender is GenderGroup.ALL and cell.level is not Level.UNIT and cell.instrument in targets:
            own = Response(row.offered, row.answered, offered_min=row.offered_min)
            for target in targets[cell.instrument]:
                responses[cell.round, target, cell.municipality].setdefault(cell.instrument, own)
    return {key: responses_together(own.values()) for key, own in responses.items()}


def responses_together(responses: Iterable[Response]) -> Response:
    """Of several instruments; how many were offered is known where it is known of each."""
    each = list(responses)
    answered = _known_sum([one.answered for one in each])
    if answered is None:
        return Response(_known_sum([one.offered for one in each]), None)
    parts = (Offered.from_columns(one.offered, one.offered_min, one.answered or 0) for one in each)
    offered, least = reduce(add, parts, Offered(0)).columns(answered)
    return Response(offered, answered, offered_min=least)


def _known_sum(counts: Sequence[int | None]) -> int | None:
    known = [number for number in counts if number is not None]
    return sum(known) if len(known) == len(counts) else None
