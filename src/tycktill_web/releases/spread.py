"""How a place's answers lie over the options of each question, where a release tells that."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import mark_safe

from tycktill.charts import options_picture
from tycktill.findings import ShareRange, Words, share_text
from tycktill_web.releases.lines import QuestionLine
from tycktill_web.releases.manifests import options_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.wordings import Asked, Labelled, OptionKind


@dataclass(frozen=True, slots=True)
class QuestionSpread:
    """A question's options with how many chose each."""

    name: str
    chosen: Sequence[tuple[Labelled, int]]
    words: Words

    @property
    def valid(self) -> int:
        """How many answers there are."""
        return sum(number for _, number in self.chosen)

    @property
    def options(self) -> Sequence[str]:
        """`Mycket nöjd 47 %`, of each option."""
        return [f"{option.label} {self._share_text(number)}" for option, number in self.chosen]

    @property
    def picture(self) -> str:
        """All options in a line."""
        parts = [(number / self.valid, option.kind is OptionKind.POSITIVE) for option, number in self.chosen]
        return mark_safe(options_picture(parts))  # noqa: S308  numbers alone

    def _share_text(self, number: int) -> str:
        share = number / self.valid
        return share_text(ShareRange(share, share), self.words, sign=True)


def spreads_of(
    release: PublicRelease,
    municipality: str,
    target: str,
    asked: Sequence[tuple[QuestionLine, Sequence[Asked]]],
    words: Words,
) -> Sequence[QuestionSpread]:
    """Of those questions whose options are called the same in all target groups."""
    chosen_by = options_of(release).chose.get((municipality, target), {})
    found = []
    for line, wordings in asked:
        options, numbers = {each.options for each in wordings}, chosen_by.get(line.finding.id)
        if numbers and len(options) == 1:
            chosen = [(option, numbers[option.code]) for option in options.pop() if option.code in numbers]
            found.append(QuestionSpread(line.name, chosen, words))
    return found
