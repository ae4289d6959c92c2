"""The sentences at the top of a page, made of released values alone."""

from collections.abc import Iterator, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tycktill.tables import Judgement
from tycktill_web.releases.extremes import extremes
from tycktill_web.releases.tables import QuestionLine, Shelf
from tycktill_web.releases.words import overall_question, overall_words

_BESIDE: dict[Judgement, Promise] = {
    Judgement.BETTER: gettext_lazy(
        "Det är bättre än riket, där det är %(nation)s: skillnaden är större än slumpen brukar ge."
    ),
    Judgement.WORSE: gettext_lazy(
        "Det är sämre än riket, där det är %(nation)s: skillnaden är större än slumpen brukar ge."
    ),
    Judgement.CANNOT_TELL: gettext_lazy("Det kan inte skiljas från riket, där det är %(nation)s."),
}


def headline(shelf: Shelf, target: str) -> Sequence[str]:
    """One to three sentences, or one that says that nothing is shown."""
    lines = dict(zip(shelf.questions(target), shelf.lines(target), strict=True))
    if not any(line.own.is_shown for line in lines.values()):
        return [_("Resultatet visas inte, för att ingen ska kunna räkna ut vad en enskild person har svarat.")]
    return [*_overall(target, lines), *extremes(list(lines.values()))]


def _overall(target: str, lines: dict[str, QuestionLine]) -> Iterator[str]:
    overall = overall_question(target)
    line = lines.get(overall.question) if overall else None
    if overall and line and line.own.is_shown:
        yield f"{overall_words(overall, line.own.text)}."
        if line.nation.is_shown and line.nation.row != line.own.row:
            yield beside_nation(line)


def beside_nation(line: QuestionLine) -> str:
    """The nation's figure, and what the release's own test says (method 2.6: as a rule nothing)."""
    return str(_BESIDE[line.verdict]) % {"nation": line.nation.text}
