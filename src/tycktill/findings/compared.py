"""ChosenSeries municipalities beside each other and beside those like them, from what a release tells of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tycktill.disclosure import ProtectedValue
from tycktill.findings.figures import Figure, Order, ShareRange, figure_of
from tycktill.findings.index import NATION, Index, index_of
from tycktill.findings.places import find_question
from tycktill.instrument import Texts, series_start
from tycktill.statistics import MeanRange, ShareClass, municipal_mean_range, share_of_all
from tycktill.tables import (
    Comparison,
    Difference,
    Groups,
    Judgement,
    Tables,
    Untested,
    from_others,
    is_narrow,
    judge_differences,
)
from tycktill.terms import Cell, GenderGroup, Level, SimilarGroup

FEWEST_SIMILAR = 3
"""Of a group that has fewer figures there is no mean, and nothing is compared with it."""

_FLIPPED = {Judgement.BETTER: Judgement.WORSE, Judgement.WORSE: Judgement.BETTER}


@dataclass(frozen=True, slots=True)
class ChosenSeries:
    """What is asked for: one question in one target group, gender group and round."""

    round: str
    target: str
    gender: GenderGroup
    question: str


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """A municipality's figure. `against_nation` is what the release's test says; `beside_first` what a test against the
    first municipality of the comparison says, None of that one itself; `change` what the release's test against the
    round `changed_since` says, and `change_untested` why it says nothing. `groups` are the target groups that the
    answers are of."""

    municipality: str
    name: str
    row: ProtectedValue | None = field(hash=False)
    own: Figure
    against_nation: Judgement
    beside_first: Judgement | None = None
    untested: Untested | None = None
    change: Judgement = Judgement.UNTESTED
    changed_since: str = ""
    change_untested: Untested | None = None
    groups: tuple[str, ...] = ()
    took_part: bool = True


@dataclass(frozen=True, slots=True)
class SimilarFindings:
    """The others of a group, those that took part with their figures. The means and the test are made of figures that
    are shown, and of nothing else; None where there are too few of these, or where they are too rough.

    `weighted` counts each answer alike and `unweighted` each municipality.
    """

    group: SimilarGroup
    members: tuple[PlaceFigure, ...]
    weighted: ShareRange | None
    unweighted: MeanRange | None
    verdict: Judgement = Judgement.UNTESTED
    untested: Untested | None = None

    @property
    def shown(self) -> tuple[PlaceFigure, ...]:
        """Those whose figure is told."""
        return tuple(each for each in self.members if each.own.share is not None)

    @property
    def withheld(self) -> tuple[PlaceFigure, ...]:
        """Those that took part and whose figure is not."""
        return tuple(each for each in self.members if each.own.share is None)

    @property
    def is_compared(self) -> bool:
        """Whether enough are shown."""
        return len(self.shown) >= FEWEST_SIMILAR

    def ordered(self, own: Figure) -> Mapping[Order, int]:
        """How many of those shown have a figure that looks higher than one's `own`, lower, equal, or neither."""
        orders = [each.own.share.order(own.share) for each in self.shown if each.own.share and own.share]
        return {order: orders.count(order) for order in Order}


@dataclass(frozen=True, slots=True)
class ComparedFindings:
    """One question of a comparison: the chosen municipalities in the order they were chosen, the first compared with
    each of the others and with `similar`. Rounds whose `meaning` differs asked something else, and those before `start`
    were held in another way, for the reason `why_unlike`."""

    chosen: ChosenSeries
    name: Texts = field(hash=False)
    wording: Texts = field(hash=False)
    meaning: int | None
    nation: Figure
    nation_row: ProtectedValue | None = field(hash=False)
    places: tuple[PlaceFigure, ...]
    similar: SimilarFindings | None
    start: str = ""
    why_unlike: Texts = field(hash=False, default_factory=dict)


def compare_places(
    tables: Mapping[str, Tables],
    chosen: Sequence[ChosenSeries],
    places: Mapping[str, str],
    similar: Mapping[str, SimilarGroup],
) -> tuple[ComparedFindings, ...]:
    """The findings of all that is `chosen`, of municipalities by code and name. `tables` and `similar` are by round.

    The tables hold the rows of the places, of the members of their groups and of the nation, in each target group. All
    that is tested is tested together, so that a difference which many comparisons bring forth by chance is no finding.
    """
    surveys = {round_: _Survey.of(each) for round_, each in tables.items()}
    asked = [_Asked(surveys[each.round], each, places, similar.get(each.round)) for each in chosen]
    differences = [list(each.differences()) for each in asked]
    flat = [each for one in differences for each in one]
    verdicts = iter(judge_differences([None] * len(flat), flat))
    return tuple(each.findings([next(verdicts) for _ in own]) for each, own in zip(asked, differences, strict=True))


@dataclass(frozen=True, slots=True)
class _Survey:
    """A release's tables, found by where rows stand."""

    index: Index
    groups: Groups
    comparisons: Mapping[tuple[str, str, GenderGroup, str], Comparison]

    @classmethod
    def of(cls, tables: Tables) -> "_Survey":
        comparisons = {
            (each.row.cell.municipality, each.row.cell.instrument, each.row.cell.gender, each.row.question): each
            for each in tables.comparisons
        }
        return cls(index_of(tables), Groups(tables.rows, tables.manifest.grouping), comparisons)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One of the questions of a comparison."""

    survey: _Survey
    chosen: ChosenSeries
    names: Mapping[str, str]
    group: SimilarGroup | None

    @property
    def places(self) -> Sequence[str]:
        """The chosen municipalities, by code."""
        return list(self.names)

    def row(self, place: str) -> ProtectedValue | None:
        """A municipality's row, or the nation's."""
        level = Level.NATION if place == NATION else Level.MUNICIPALITY
        cell = Cell(self.chosen.round, self.chosen.target, level, place, "", self.chosen.gender)
        return self.survey.groups.row_of(cell, self.chosen.question)

    def differences(self) -> Iterator[Difference]:
        """The first place beside each of the others, and beside its group where that is compared."""
        for other in self.places[1:]:
            yield self._difference_from([other])
        shown = self._shown
        if len(shown) >= FEWEST_SIMILAR:
            yield self._difference_from(shown)

    def _difference_from(self, others: Sequence[str]) -> Difference:
        own, *beside = (self.row(place) for place in (self.places[0], *others))
        stated = [row for row in beside if row is not None and self._figure_of(row).share is not None]
        if own is None or self._figure_of(own).share is None or len(stated) < len(others):
            return Difference(untested=Untested.HIDDEN)
        found = from_others(self.survey.groups, own, stated)
        is_mixed = found.untested is Untested.HIDDEN  # the figures are told, but not those of each target group
        return replace(found, untested=Untested.MIX_UNKNOWN) if is_mixed else found

    @property
    def _members(self) -> Sequence[str]:
        """The members of the group that took part, by code."""
        return [place for place in (self.group.members if self.group else ()) if self.row(place) is not None]

    @property
    def _shown(self) -> Sequence[str]:
        return [place for place in self._members if self._figure_of(self.row(place)).share is not None]

    @property
    def _widest(self) -> float:
        return self.survey.index.manifest.policy.widest

    def _figure_of(self, row: ProtectedValue | None) -> Figure:
        return figure_of(row, self._widest)

    def findings(self, differences: Sequence[Difference]) -> ComparedFindings:
        """What is told, with the verdicts on `differences`."""
        beside = dict(zip(self.places[1:], differences, strict=False))
        of_group = differences[len(beside) :]
        names = self.survey.index.manifest.names
        target, question = self.chosen.target, self.chosen.question
        index = self.survey.index
        start, why = series_start(index.manifest.facts, index.family_of(target), until=self.chosen.round)
        return ComparedFindings(
            self.chosen,
            name=names.questions.get(target, {}).get(question, {"sv": question}),
            wording=names.wordings.get(target, {}).get(question, {}),
            meaning=self.survey.index.manifest.meanings.get(target, {}).get(question),
            nation=self._nation_figure(),
            nation_row=self.row(NATION),
            places=tuple(self._place_figure(place, beside.get(place)) for place in self.places),
            similar=self._similar_findings(of_group[0] if of_group else None) if self.group else None,
            start=start,
            why_unlike=why,
        )

    def _nation_figure(self) -> Figure:
        if self.chosen.gender is not GenderGroup.ALL:
            return self._figure_of(self.row(NATION))
        index = self.survey.index
        section = NATION, index.family_of(self.chosen.target), self.chosen.round
        found = find_question(index, section, self.chosen.target, self.chosen.question)
        return found.nation if found.nation.share else found.own

    def _place_figure(self, place: str, difference: Difference | None) -> PlaceFigure:
        row, names = self.row(place), {**self.survey.index.manifest.names.municipalities, **self.names}
        own = self._figure_of(row)
        spot = place, self.chosen.target, self.chosen.gender, self.chosen.question
        compared = self.survey.comparisons.get(spot) if own.share is not None else None
        return PlaceFigure(
            place,
            names.get(place, place),
            row,
            own,
            against_nation=compared.nation.verdict if compared else Judgement.UNTESTED,
            beside_first=_FLIPPED.get(difference.verdict, difference.verdict) if difference else None,
            untested=difference.untested if difference else None,
            change=compared.earlier.verdict if compared else Judgement.UNTESTED,
            changed_since=compared.earlier.round if compared else "",
            change_untested=compared.earlier.untested if compared else None,
            groups=self._present_groups(place),
            took_part=place in self.survey.index.manifest.names.municipalities,
        )

    def _present_groups(self, place: str) -> tuple[str, ...]:
        """The target groups of which the place has a row."""
        groups, row = self.survey.groups, self.row(place)
        members = groups.members_of(self.chosen.target)
        if row is None:
            return ()
        cells = {each: replace(row.cell, instrument=each) for each in members}
        return tuple(each for each, cell in cells.items() if groups.row_of(cell, self.chosen.question))

    def _similar_findings(self, difference: Difference | None) -> SimilarFindings | None:
        if self.group is None:
            return None
        members = tuple(self._place_figure(place, None) for place in self._members)
        known = [each.own.known for each in members if each.own.share is not None and each.own.known is not None]
        if len(known) < FEWEST_SIMILAR:
            return SimilarFindings(self.group, members, None, None)
        return SimilarFindings(
            self.group,
            members,
            self._weighted_mean(known),
            self._unweighted_mean(known),
            verdict=difference.verdict if difference else Judgement.UNTESTED,
            untested=difference.untested if difference else None,
        )

    def _weighted_mean(self, known: Sequence[ShareClass]) -> ShareRange | None:
        every = share_of_all(known)
        is_stated = is_narrow(every.share_min, every.share_max, self._widest)
        return ShareRange(every.share_min, every.share_max) if is_stated else None

    def _unweighted_mean(self, known: Sequence[ShareClass]) -> MeanRange | None:
        mean = municipal_mean_range(known)
        return mean if mean and is_narrow(mean.least, mean.most, self._widest) else None
