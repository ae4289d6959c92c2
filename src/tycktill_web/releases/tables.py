"""What a release says of one municipality, or the nation, for one target group: the rows of a page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tycktill.fieldwork import ResponseRate
from tycktill.tables import Judgement, ResultRow, parse_results
from tycktill.terms import GenderGroup, Level
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.releases.compared import means, verdicts
from tycktill_web.releases.figures import Between, Figure
from tycktill_web.releases.models import MunicipalityExcerpt
from tycktill_web.releases.words import group_name, in_printed_order, question_name, question_text

_Key = tuple[str, str, Level, str, GenderGroup]
"""Where a value stands within an excerpt: target group, question, level, unit, gender."""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question: one's own figure beside the nation's, both means named."""

    name: str
    text: str
    own: Figure
    women: Figure
    men: Figure
    nation: Figure
    mean: Between | None
    verdict: Judgement = Judgement.CANNOT_TELL

    @property
    def mean_text(self) -> str:
        """The unweighted municipal mean; empty when fewer than two municipalities' figures are shown."""
        return self.mean.text if self.mean else ""

    @property
    def has_rough_mean(self) -> bool:
        """Whether the mean is two figures on the page because shares in it are classes: no interval of chance."""
        return self.mean is not None and self.mean.text != Between(self.mean.least, self.mean.least).text

    @property
    def verdict_text(self) -> str:
        """What the release's own test says; empty when the two cannot be told apart."""
        words = {Judgement.BETTER: _("bättre än riket"), Judgement.WORSE: _("sämre än riket")}
        return words.get(self.verdict, "")


@dataclass(frozen=True, slots=True)
class UnitCell:
    """A unit's figure for one question."""

    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit: how many answered, and its figure for each question."""

    name: str
    rate: ResponseRate | None
    answered: int | None
    cells: Sequence[UnitCell]

    @property
    def is_shown(self) -> bool:
        """Whether anything at all is shown of the unit."""
        return any(cell.figure.is_shown for cell in self.cells)

    @property
    def why_not(self) -> str:
        """Why nothing is: said once when it is the same for all questions."""
        reasons = {cell.figure.why_not for cell in self.cells}
        return reasons.pop() if len(reasons) == 1 else _("Visas inte: för få svar, eller skulle kunna avslöja svar")


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """A target group that has results here, or all of them together."""

    id: str
    name: str


class Shelf:
    """The rows of a municipality and of the nation, found by where they stand."""

    def __init__(self, own: MunicipalityExcerpt, nation: MunicipalityExcerpt) -> None:
        self._own = _by_key(parse_results(bytes(own.results)))
        self._nation = _by_key(parse_results(bytes(nation.results)))
        self._means = means(bytes(nation.comparisons))
        self._verdicts = verdicts(bytes(own.comparisons)) if own.municipality else {}
        self.level = Level.MUNICIPALITY if own.municipality else Level.NATION

    @property
    def rows(self) -> Sequence[ResultRow]:
        """All rows of one's own."""
        return tuple(self._own.values())

    def targets(self, family: str) -> Sequence[TargetGroup]:
        """The family first, then each target group that was offered here; alone, a group needs no family."""
        groups = sorted({key[0] for key in self._own if key[0] in catalogue()})
        ids = [family, *groups] if len(groups) != 1 else groups
        return [TargetGroup(id_, group_name(id_)) for id_ in ids]

    def questions(self, target: str) -> Sequence[str]:
        """Ids of the questions asked in a target group, in printed order."""
        return in_printed_order(target, {key[1] for key in self._own if key[0] == target})

    def lines(self, target: str) -> Sequence[QuestionLine]:
        """A line for each question."""
        return [self._line(target, question) for question in self.questions(target)]

    def units(self, target: str) -> Sequence[UnitLine]:
        """A line for each unit, by name; none for the nation."""
        names = sorted({key[3] for key in self._own if key[0] == target and key[2] is Level.UNIT})
        return [self._unit_line(target, name) for name in names]

    def own_rate(self, target: str) -> ResponseRate | None:
        """The response rate here."""
        return _rate(self._own, target, self.level)

    def nation_rate(self, target: str) -> ResponseRate | None:
        """The response rate of the nation."""
        return _rate(self._nation, target, Level.NATION)

    def _line(self, target: str, question: str) -> QuestionLine:
        def own(gender: GenderGroup) -> Figure:
            return Figure(self._own.get((target, question, self.level, "", gender)))

        return QuestionLine(
            name=question_name(target, question),
            text=question_text(target, question),
            own=own(GenderGroup.ALL),
            women=own(GenderGroup.WOMEN),
            men=own(GenderGroup.MEN),
            nation=Figure(self._nation.get((target, question, Level.NATION, "", GenderGroup.ALL))),
            mean=self._means.get((target, question)),
            verdict=self._verdicts.get((target, question), Judgement.CANNOT_TELL),
        )

    def _unit_line(self, target: str, name: str) -> UnitLine:
        cells = [
            UnitCell(
                question_name(target, question),
                Figure(self._own.get((target, question, Level.UNIT, name, GenderGroup.ALL))),
            )
            for question in self.questions(target)
        ]
        first = next(cell.figure.row for cell in cells if cell.figure.row is not None)
        return UnitLine(name, _rate_of(first), first.answered, cells)


def _by_key(rows: Iterable[ResultRow]) -> Mapping[_Key, ResultRow]:
    return {(row.cell.instrument, row.question, row.cell.level, row.cell.unit, row.cell.gender): row for row in rows}


def _rate(rows: Mapping[_Key, ResultRow], target: str, level: Level) -> ResponseRate | None:
    """The rate in a target group, or in all of them together: a family's own rows leave out who was not asked."""
    groups = {target} if target in catalogue() else {key[0] for key in rows if key[0] in catalogue()}
    firsts = {
        key[0]: row for key, row in rows.items() if key[0] in groups and key[2] is level and key[4] is GenderGroup.ALL
    }
    rates = [_rate_of(row) for row in firsts.values()]
    known = [rate for rate in rates if rate is not None]
    if not known or len(known) < len(rates):
        return None
    return ResponseRate(sum(rate.offered for rate in known), sum(rate.answered for rate in known))


def _rate_of(row: ResultRow) -> ResponseRate | None:
    return None if row.offered is None or row.answered is None else ResponseRate(row.offered, row.answered)
