"""The cells and lines of a result's tables, in the words of the page's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tycktill.findings import (
    SIGNS,
    Contrast,
    Figure,
    QuestionFinding,
    TargetFindings,
    Tested,
    UnitFinding,
    Unstated,
    Words,
    mean_text,
    rough_text,
    share_text,
)
from tycktill.tables import Judgement
from tycktill_web.releases.picture import picture_of


@dataclass(frozen=True, slots=True)
class FigureCell:
    """What a table's cell says of one figure."""

    figure: Figure
    words: Words

    @property
    def is_shown(self) -> bool:
        """Whether there is a share to write."""
        return self.figure.share is not None

    @property
    def is_class(self) -> bool:
        """Whether it is written as an interval of shares."""
        return self.figure.share is not None and not self.figure.share.is_exact

    @property
    def text(self) -> str:
        """`84 %`, `minst 92 %`, `70–75 %`; empty when nothing is shown."""
        return share_text(self.figure.share, self.words, sign=True) if self.figure.share else ""

    @property
    def rough(self) -> str:
        """In one number where that is true: `84 %`, `ca 95 %`, `minst 92 %`; empty when nothing is shown."""
        return rough_text(self.figure.share, self.figure.valid, self.words) if self.figure.share else ""

    @property
    def picture(self) -> str:
        """The same with its interval, on a line from 0 to 100 per cent."""
        return picture_of(self.figure, None)

    @property
    def interval(self) -> str:
        """The 95 % interval, `79–88 %`; empty when there is none."""
        interval = self.figure.interval
        if interval is None:
            return ""
        low, high = interval.whole
        number = str(low) if low == high else f"{low}–{high}"
        return self.words.figures.sign.format(number=number)

    @property
    def why_not(self) -> str:
        """Why nothing is shown, in a few words."""
        return self.words.reason_in_cell[self.figure.unstated].capitalize() if self.figure.unstated else ""

    @property
    def why_not_short(self) -> str:
        """The same where many figures stand side by side."""
        return self.words.reason_brief[self.figure.unstated] if self.figure.unstated else ""

    @property
    def valid(self) -> int | None:
        """How many answers the share is of."""
        return self.figure.valid


@dataclass(frozen=True, slots=True)
class VerdictCell:
    """What a test says of a difference: a sign, and always the word beside it."""

    judgement: Judgement
    words: Words

    @classmethod
    def of(cls, contrast: Contrast | None, words: Words) -> "VerdictCell | None":
        """None where there is nothing to compare with."""
        return cls(contrast.verdict, words) if contrast else None

    @property
    def sign(self) -> str:
        """`▲`, `▼`, `●`, `○`."""
        return SIGNS[self.judgement]

    @property
    def text(self) -> str:
        """`bättre`, `ingen säkerställd skillnad`."""
        return self.words.verdicts[self.judgement]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question of the page."""

    finding: QuestionFinding
    words: Words

    @property
    def name(self) -> str:
        return self.words.text(self.finding.name)

    @property
    def asked(self) -> str:
        """The question as it was asked; empty where target groups were asked in different words."""
        return self.words.text(self.finding.wording)

    @property
    def own(self) -> FigureCell:
        return FigureCell(self.finding.own, self.words)

    @property
    def women(self) -> FigureCell:
        return FigureCell(self.finding.women, self.words)

    @property
    def men(self) -> FigureCell:
        return FigureCell(self.finding.men, self.words)

    @property
    def nation(self) -> FigureCell:
        return FigureCell(self.finding.nation, self.words)

    @property
    def beside_nation(self) -> VerdictCell | None:
        """What a test against the nation says."""
        return VerdictCell.of(self.finding.against_nation, self.words)

    @property
    def change_cell(self) -> VerdictCell | None:
        """What a test against last time says."""
        return VerdictCell.of(self.finding.change, self.words)

    @property
    def figure_before(self) -> str:
        """Last time's figure; empty where there is none, or the question has been changed since."""
        change = self.finding.change
        return share_text(change.share, self.words, sign=True) if change and change.share else ""

    @property
    def before_round(self) -> str:
        """When last time was: the latest round that told it, which need not be the same for every question."""
        return self.finding.change.round if self.finding.change else ""

    @property
    def change(self) -> str:
        """What the release's own test against last time says."""
        return self.words.verdicts[self.finding.change.verdict] if self.finding.change else ""

    @property
    def mean(self) -> str:
        """The unweighted municipal mean; empty when there is none."""
        return mean_text(self.finding.mean, self.words) if self.finding.mean else ""

    @property
    def verdict(self) -> str:
        """What the release's own test against the nation says; empty where there is nothing to compare with."""
        contrast = self.finding.against_nation
        return self.words.verdicts[contrast.verdict] if contrast else ""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit: how many answered, and its figure for each question."""

    finding: UnitFinding
    questions: Sequence[QuestionLine]
    words: Words
    slug: str
    verdicts: Tested

    @property
    def name(self) -> str:
        """What it is called."""
        return self.finding.name

    def figure(self, question: str) -> FigureCell:
        return FigureCell(self.finding.figures.get(question, Figure(None, Unstated.NOT_ASKED)), self.words)

    def beside_rest(self, question: str) -> VerdictCell | None:
        """What a test against the rest of the municipality says; None where none was made."""
        verdict = self.verdicts.get((self.name, question))
        return VerdictCell(verdict, self.words) if verdict else None

    @property
    def cells(self) -> Sequence[tuple[str, FigureCell]]:
        """Each question's name and the unit's figure."""
        return [(line.name, self.figure(line.finding.id)) for line in self.questions]

    @property
    def is_shown(self) -> bool:
        """Whether anything at all is shown of the unit."""
        return any(cell.is_shown for _, cell in self.cells)

    @property
    def why_not(self) -> str:
        """Why nothing is: said once when it is the same for all questions."""
        reasons = {cell.why_not for _, cell in self.cells}
        return reasons.pop() if len(reasons) == 1 else _("Visas inte: för få svar, eller skyddar andras svar")


@dataclass(frozen=True, slots=True)
class UnitOnQuestion:
    """A unit on one question, beside the rest of the municipality."""

    line: UnitLine
    question: QuestionLine

    @property
    def own(self) -> FigureCell:
        return self.line.figure(self.question.finding.id)

    @property
    def picture(self) -> str:
        """The same with its interval, and the municipality's."""
        return picture_of(self.own.figure, self.question.finding.own)

    @property
    def beside_rest(self) -> VerdictCell | None:
        """What a test against the rest of the municipality says."""
        return self.line.beside_rest(self.question.finding.id)


@dataclass(frozen=True, slots=True)
class GroupOnQuestion:
    """A target group on one question, beside the same group of the nation."""

    group: TargetFindings
    line: QuestionLine
    words: Words

    @property
    def name(self) -> str:
        """What it is called."""
        return self.words.text(self.group.name)

    @property
    def answered(self) -> int | None:
        """How many answered."""
        return self.group.response.answered

    @property
    def picture(self) -> str:
        """Its figure with the interval, and the nation's."""
        return picture_of(self.line.finding.own, self.line.finding.nation)
