"""Makes the findings of each place of a release from its tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from tycktill.disclosure import ProtectedValue
from tycktill.findings.answered import Answered
from tycktill.findings.facts import (
    Change,
    ComparedPart,
    Contrast,
    PlaceFindings,
    QuestionApart,
    QuestionFinding,
    Response,
    SteadyTrend,
    TargetFindings,
    Total,
    UnitFinding,
)
from tycktill.findings.figures import NOT_ASKED, Figure, ShareRange, figure_of, shown_order
from tycktill.findings.index import NATION, Index, Section, Spot, index_of, responses_together
from tycktill.instrument import Texts, series_start
from tycktill.statistics import MeanRange, file_share
from tycktill.tables import Against, Comparison, Difference, Tables, all_answers, is_narrow, meanings_apart
from tycktill.terms import GenderGroup


def findings_of_places(tables: Tables, *, only: str | None = None) -> Iterator[PlaceFindings]:
    """Each municipality's findings, and the nation's, by place, family and round; or those of one place alone."""
    index = index_of(tables)
    for place, family, round in sorted(index.sections):
        if only is None or place == only:
            yield _Place(index, place, family, round).findings()


def find_question(index: Index, section: Section, target: str, question: str) -> QuestionFinding:
    """One question of a target group in one place and round; its figure is NOT_ASKED where there is no such row."""
    return _Place(index, *section).question(target, question)


@dataclass(frozen=True)
class _Place:
    """One place in one round of a family, among the rows of the release. What each question asks is remembered."""

    index: Index
    place: str
    family: str
    round: str

    @cached_property
    def _rows(self) -> Mapping[Spot, ProtectedValue]:
        return self.index.sections.get((self.place, self.family, self.round), {})

    @property
    def _widest(self) -> float:
        return self.index.manifest.policy.widest

    @cached_property
    def _is_alone(self) -> bool:
        return self.index.is_alone(self.round, self.family)

    @cached_property
    def _instruments(self) -> set[str]:
        """The target groups that were asked here."""
        return {spot[0] for spot in self._rows} & self.index.manifest.families.keys()

    @cached_property
    def _unit_rows(self) -> Mapping[str, Mapping[str, Mapping[str, ProtectedValue]]]:
        """Everybody's rows by target, unit and question."""
        found: dict[str, dict[str, dict[str, ProtectedValue]]] = {}
        for (target, unit, gender, question), row in self._rows.items():
            if unit and gender is GenderGroup.ALL:
                found.setdefault(target, {}).setdefault(unit, {})[question] = row
        return found

    @property
    def _combined(self) -> Sequence[str]:
        """Groups of these that are combined, where there are two of them or more and others too."""
        here, known = self._instruments, {spot[0] for spot in self._rows}
        groups = {id_: here.intersection(each) for id_, each in self.index.manifest.together.items() if id_ in known}
        return [id_ for id_, members in sorted(groups.items()) if 1 < len(members) < len(here)]

    def findings(self) -> PlaceFindings:
        manifest = self.index.manifest
        targets = sorted(self._instruments)
        whole = self._target_findings(targets[0] if len(targets) == 1 else self.family)
        rounds = tuple(self.index.rounds.get((self.place, self.family), (self.round,)))
        until = tuple(each for each in rounds if each <= self.round)
        return PlaceFindings(
            municipality=self.place,
            name=manifest.names.municipalities.get(self.place, self.place),
            round=self.round,
            family=self.family,
            family_name=self._target_name(self.family),
            manifest=manifest,
            whole=whole,
            groups=tuple(map(self._target_findings, targets)) if len(targets) > 1 else (),
            combined=tuple(map(self._target_findings, self._combined)),
            rounds=until,
            is_alone=self._is_alone,
            has_reference=any(
                self.index.referenced(self.round, target) for target in (*targets, *self._combined, self.family)
            ),
            of_family=self.index.beside_family(whole, self._referred_to(whole.id), self._nation_of),
        )

    def _target_findings(self, target: str) -> TargetFindings:
        manifest, answered = self.index.manifest, Answered(self.index, self.place, self.family, self.round)
        asked = {spot[3] for spot in self._rows if spot[0] == target}
        questions = tuple(
            self.question(target, question) for question in manifest.questions.get(target, ()) if question in asked
        )
        return TargetFindings(
            id=target,
            name=self._target_name(target),
            description=manifest.names.descriptions.get(target, {}),
            response=answered.response_of(target),
            nation_rate=answered.nation_rate(target, referred_to=self._referred_to(target)),
            earlier_response=answered.earlier_response(target),
            answers_rank=answered.answers_rank(target),
            by_gender=answered.by_gender(target, asked),
            questions=questions,
            overall=self._overall_of(target, questions),
            all_answers=self._all_answers(target),
            units=tuple(self._unit_findings(target)),
            apart=tuple(self._questions_apart(target)),
            round=self.round,
        )

    def question(self, target: str, question: str) -> QuestionFinding:
        compared = self.index.comparisons.get((self.place, self.family, self.round), {})
        comparison = compared.get((target, "", GenderGroup.ALL, question))
        above = compared.get((self._referred_to(target), "", GenderGroup.ALL, question))
        if comparison and not comparison.nation.is_known and above and above.nation.against is Against.REFERENCE:
            comparison = replace(comparison, nation=above.nation)
        names, own = self.index.manifest.names, self._figure_at(target, question)
        broken, unlike = self._series_break(target, question)
        is_stated = own.share is not None
        return QuestionFinding(
            id=question,
            name=names.questions.get(target, {}).get(question, {"sv": question}),
            wording=names.wordings.get(target, {}).get(question, {}),
            own=own,
            women=self._figure_at(target, question, GenderGroup.WOMEN),
            men=self._figure_at(target, question, GenderGroup.MEN),
            nation=self._nation_figure(target, question),
            against_nation=self._contrast_with(own, comparison.nation if comparison else None),
            mean=self._municipal_mean(target, question),
            standing=comparison.standing if comparison and is_stated else None,
            change=self._change_since(own, comparison.earlier if comparison else None),
            trend=_steady_trend(comparison) if comparison and is_stated else None,
            broken=broken,
            unlike=unlike,
            before=self._earlier_figures(target, question),
        )

    def _series_break(self, target: str, question: str) -> tuple[str, str]:
        """The latest earlier round that a question cannot be compared with, and the round since which that is so where
        it was held in another way."""
        changed = self.index.manifest.breaks.get(target, {}).get(question, "")
        rounds = self.index.rounds.get((self.place, self.family), ())
        start = self._start
        broken = max((changed, *(each for each in rounds if each < start)))
        return broken, start if broken and broken < start else ""

    @cached_property
    def _start(self) -> str:
        """Since when the rounds can be compared with this one."""
        return series_start(self.index.manifest.facts, self.family, until=self.round)[0]

    def _figure_at(self, target: str, question: str, gender: GenderGroup = GenderGroup.ALL, unit: str = "") -> Figure:
        return figure_of(self._rows.get((target, unit, gender, question)), self._widest)

    def _earlier_figures(self, target: str, question: str) -> Mapping[str, Figure]:
        rounds = self.index.rounds.get((self.place, self.family), ())
        start = self._start
        earlier = (
            (each, self.index.earlier_row(self.place, target, each, question))
            for each in rounds
            if start <= each < self.round
        )
        return {round_: figure_of(row, self._widest) for round_, row in earlier if row}

    def _referred_to(self, target: str) -> str:
        """By what others may know a target: the only one of a place is all of its family here."""
        return self.family if self._instruments == {target} else target

    def _nation_figure(self, target: str, question: str) -> Figure:
        """A reference, or the row of the nation, unless the nation of this release is this place."""
        own = self._nation_of(target, question)
        above = self.index.references.get((self.round, self._referred_to(target), question))
        return Figure(above, None) if own.share is None and above is not None else own

    def _nation_of(self, target: str, question: str) -> Figure:
        reference = self.index.references.get((self.round, target, question))
        if reference is not None:
            return Figure(reference, None)
        if self._is_alone or self.place == NATION:
            return NOT_ASKED
        spot = target, "", GenderGroup.ALL, question
        row, own = self.index.sections.get((NATION, self.family, self.round), {}).get(spot), self._rows.get(spot)
        if row and own and own.valid is not None and row.valid == own.valid:
            return NOT_ASKED  # nobody else has answered: a place is not set beside itself
        return figure_of(row, self._widest)

    def _municipal_mean(self, target: str, question: str) -> MeanRange | None:
        mean = self.index.means.get((self.round, target, question))
        if mean is None or not is_narrow(mean.least, mean.most, self._widest):
            return None  # what is standardised may lie outside 0-1
        return mean._replace(least=min(max(mean.least, 0.0), 1.0), most=min(max(mean.most, 0.0), 1.0))

    def _contrast_with(self, own: Figure, other: Difference | None) -> Contrast | None:
        """None where nothing is known of the other."""
        if own.share is None or other is None or not (other.is_known or other.compared):
            return None
        share = self._stated_range(other.share_min, other.share_max) if other.is_known else None
        compared, expected = (
            span and self._stated_range(max(span.share_min, 0.0), min(span.share_max, 1.0))
            for span in (other.compared, other.expected)
        )
        if share is None and expected is None:
            return None
        shown = expected if share is None or (expected and expected.whole != share.whole) else None
        beside = shown or share
        return Contrast(
            share,
            expected=shown,
            order=shown_order(compared.order(expected), own.share.order(beside))
            if compared and expected and beside
            else None,
            verdict=other.verdict,
            untested=other.untested,
            detectable=None if other.smallest is None else file_share(other.smallest),
            part=self._compared_part(own, other, compared),
        )

    def _compared_part(self, own: Figure, other: Difference, share: ShareRange | None) -> ComparedPart | None:
        """None where all answers are compared."""
        if other.compared is None or own.valid is None or other.compared.valid == own.valid:
            return None
        return ComparedPart(tuple(map(self._target_name, other.groups)), other.compared.valid, own.valid, share)

    def _stated_range(self, least: float, most: float) -> ShareRange | None:
        """As files write it, so that whoever reads them says the same."""
        return ShareRange(file_share(least), file_share(most)) if is_narrow(least, most, self._widest) else None

    def _change_since(self, own: Figure, earlier: Difference | None) -> Change | None:
        found = self._contrast_with(own, earlier)
        if earlier is None or found is None or found.share is None:
            return None
        parts = (found.share, found.expected, found.order, found.verdict, found.untested, found.detectable, found.part)
        return Change(*parts, earlier.round, is_of_both=earlier.is_of_both)

    def _all_answers(self, target: str) -> Total | None:
        rows = (row for spot, row in self._rows.items() if not spot[1] and spot[2] is GenderGroup.ALL)
        found = all_answers(rows, self.index.manifest, target)
        share = self._stated_range(found.known.share_min, found.known.share_max) if found else None
        return Total(share, len(found.questions), not found.left_out) if found and share else None

    def _questions_apart(self, target: str) -> Iterator[QuestionApart]:
        for question, alike in meanings_apart(self.index.manifest, target).items():
            here = sorted(self._instruments.intersection(chain.from_iterable(alike)))
            own = [(self._target_name(id_), self.question(id_, question)) for id_ in here]
            if own:
                yield QuestionApart(tuple(own))

    def _overall_of(self, target: str, questions: tuple[QuestionFinding, ...]) -> tuple[QuestionFinding, Texts] | None:
        overall = self.index.manifest.overall.get(target)
        found = [each for each in questions if overall and each.id == overall.question]
        return (found[0], overall.words) if overall and found else None

    def _unit_findings(self, target: str) -> Iterator[UnitFinding]:
        for name, rows in sorted(self._unit_rows.get(target, {}).items()):
            figures = {question: figure_of(row, self._widest) for question, row in rows.items()}
            yield UnitFinding(name, self._unit_response(target, name), figures)

    def _unit_response(self, target: str, unit: str) -> Response:
        """A row of all target groups leaves out those that lack its question, so they are added up."""
        asked = self.index.manifest.grouping.instruments(target)
        units = (self._unit_rows.get(instrument, {}) for instrument in asked)
        rows = (next(iter(each[unit].values())) for each in units if unit in each)
        return responses_together(Response(row.offered, row.answered, offered_min=row.offered_min) for row in rows)

    def _target_name(self, target: str) -> Texts:
        return self.index.manifest.names.targets.get(target, {"sv": target})


def _steady_trend(comparison: Comparison) -> SteadyTrend | None:
    trend = comparison.trend
    return SteadyTrend(trend.verdict, trend.first, trend.rounds) if trend.rounds else None
