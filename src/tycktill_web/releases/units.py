"""A unit's result as its page shows it: beside its municipality, the nation and the other units."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tycktill.findings import Tested, Unstated, response_sentence, sibling_differences, unit_alone, unit_summary
from tycktill.tables import Judgement
from tycktill.terms import GenderGroup, Status
from tycktill_web.releases.lines import FigureCell, QuestionLine, UnitLine, UnitOnQuestion, VerdictCell
from tycktill_web.releases.picture import picture_of
from tycktill_web.releases.place_result import Result


@dataclass(frozen=True, slots=True)
class UnitQuestion:
    """A question that the unit was asked."""

    question: QuestionLine
    own: FigureCell
    beside_rest: VerdictCell | None

    @property
    def picture(self) -> str:
        """The unit's figure with its interval, and the municipality's."""
        return picture_of(self.own.figure, self.question.finding.own)


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another unit; `verdicts` are on which questions this one is better or worse than it."""

    row: UnitOnQuestion
    verdicts: Sequence[tuple[VerdictCell, Sequence[str]]]


@dataclass(frozen=True)
class UnitResult:
    """A unit in the result of its municipality, of all target groups together."""

    result: Result
    line: UnitLine

    @property
    def name(self) -> str:
        """What it is called."""
        return self.line.name

    @property
    def questions(self) -> Sequence[UnitQuestion]:
        """Those that it was asked, in printed order."""
        asked = [(line, self.line.figure(line.finding.id)) for line in self.result.lines]
        return [
            UnitQuestion(line, own, self.line.beside_rest(line.finding.id))
            for line, own in asked
            if own.figure.unstated is not Unstated.NOT_ASKED
        ]

    @property
    def is_compared(self) -> bool:
        """Whether any of its figures is set beside the rest of the municipality."""
        return any(each.beside_rest for each in self.questions)

    @property
    def headline(self) -> Sequence[str]:
        """What is proven of it."""
        return list(unit_summary(self.result.target, self.result.units_apart, self.line.finding, self.result.words))

    @property
    def own_sentences(self) -> Sequence[str]:
        """What is told of it and of nobody else: the sentences that set it beside the others are left out."""
        return list(unit_alone(self.result.target, self.line.finding, self.result.words))

    @property
    def response_sentences(self) -> Sequence[str]:
        """How many were offered and answered."""
        return list(response_sentence(self.line.finding.response, self.result.words))

    @property
    def sibling_differences(self) -> Sequence[str]:
        """Which of the others it differs from significantly."""
        return list(sibling_differences(self._verdicts, self.result.words))

    @cached_property
    def siblings(self) -> Sequence[Sibling]:
        """The other units of which something is shown."""
        others = [row for row in self.result.unit_rows if row.line.name != self.name and row.line.is_shown]
        return [Sibling(row, list(self._verdicts_beside(row.line.name))) for row in others]

    @cached_property
    def _verdicts(self) -> Tested:
        return self.result.units_apart.beside_siblings(self.name)

    def _verdicts_beside(self, other: str) -> Iterator[tuple[VerdictCell, Sequence[str]]]:
        words, verdicts = self.result.words, self._verdicts
        for judgement in (Judgement.BETTER, Judgement.WORSE):
            names = [line.name for line in self.result.lines if verdicts.get((other, line.finding.id)) is judgement]
            if names:
                yield VerdictCell(judgement, words), names
        own = {found for (name, _), found in verdicts.items() if name == other}
        if own == {Judgement.NOT_SIGNIFICANT}:
            yield VerdictCell(Judgement.NOT_SIGNIFICANT, words), ()


def unit_result(result: Result, slug: str) -> UnitResult | None:
    """The unit that an address calls so; None where there is none of which anything is shown."""
    line = next((each for each in result.units if each.slug == slug and each.is_shown), None)
    return UnitResult(result, line) if line else None


def group_showing(result: Result, slug: str) -> str:
    """The target group in which something is shown of a unit of which nothing is in all of them together; empty where
    there is none. What all groups were asked may be withheld, and what one alone was asked be told."""
    named = next((each.name for each in result.units if each.slug == slug), "")
    own = result.release.values.filter(municipality=result.place.municipality, unit=named, gender=GenderGroup.ALL)
    shown = own.exclude(status=Status.WITHHELD).exclude(target=result.target.id).order_by("target")
    return shown.values_list("target", flat=True).first() or "" if named else ""


def unit_called(result: Result, name: str) -> UnitResult | None:
    """The unit of this name, be anything of it shown or not; None where the result knows none."""
    line = next((each for each in result.units if each.name == name), None)
    return UnitResult(result, line) if line else None
