"""The cells and lines of a result's tables, in the words of the page's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tycktill.findings import Figure, QuestionFinding, UnitFinding, Unstated, Words, mean_text, share_text


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
class QuestionLine:
    """One question of the page."""

    finding: QuestionFinding
    words: Words

    @property
    def name(self) -> str:
        """Its short name."""
        return self.words.text(self.finding.name)

    @property
    def asked(self) -> str:
        """The question as it was asked; empty where target groups were asked in different words."""
        return self.words.text(self.finding.wording)

    @property
    def own(self) -> FigureCell:
        """The place's own figure."""
        return FigureCell(self.finding.own, self.words)

    @property
    def women(self) -> FigureCell:
        """Women's figure."""
        return FigureCell(self.finding.women, self.words)

    @property
    def men(self) -> FigureCell:
        """Men's figure."""
        return FigureCell(self.finding.men, self.words)

    @property
    def nation(self) -> FigureCell:
        """The nation's figure."""
        return FigureCell(self.finding.nation, self.words)

    @property
    def before(self) -> str:
        """Last time's figure; empty where there is none, or the question has been changed since."""
        change = self.finding.change
        return share_text(change.share, self.words, sign=True) if change and change.share else ""

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

    @property
    def name(self) -> str:
        """What it is called."""
        return self.finding.name

    @property
    def cells(self) -> Sequence[tuple[str, FigureCell]]:
        """Each question's name and the unit's figure."""
        figures = self.finding.figures
        return [
            (line.name, FigureCell(figures.get(line.finding.id, Figure(None, Unstated.NOT_ASKED)), self.words))
            for line in self.questions
        ]

    @property
    def is_shown(self) -> bool:
        """Whether anything at all is shown of the unit."""
        return any(cell.is_shown for _, cell in self.cells)

    @property
    def why_not(self) -> str:
        """Why nothing is: said once when it is the same for all questions."""
        reasons = {cell.why_not for _, cell in self.cells}
        return reasons.pop() if len(reasons) == 1 else _("Visas inte: för få svar, eller skyddar andras svar")
