"""The sentences at the top of a page, made of released values alone."""

from collections.abc import Iterator, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tycktill_web.releases.extremes import extremes
from tycktill_web.releases.figures import Figure
from tycktill_web.releases.tables import QuestionLine, Shelf

OVERALL: dict[str, Promise] = {
    "helhet": gettext_lazy("%(share)s är sammantaget nöjda med stödet."),
    "trivs": gettext_lazy("%(share)s trivs."),
}
"""The questions that sum the others up, the first that was asked being the one to tell, and how to tell it."""


def headline(shelf: Shelf, target: str) -> Sequence[str]:
    """One to three sentences, or one that says that nothing is shown."""
    lines = dict(zip(shelf.questions(target), shelf.lines(target), strict=True))
    if not any(line.own.is_shown for line in lines.values()):
        return [_("Resultatet visas inte, för att ingen ska kunna räkna ut vad en enskild person har svarat.")]
    return [*_overall(lines), *extremes(list(lines.values()))]


def _overall(lines: dict[str, QuestionLine]) -> Iterator[str]:
    for question, sentence in OVERALL.items():
        line = lines.get(question)
        if line and line.own.is_shown:
            yield str(sentence) % {"share": line.own.text}
            if line.nation.is_shown and line.nation.row != line.own.row:
                yield beside_nation(line.own, line.nation)
            return


def beside_nation(own: Figure, nation: Figure) -> str:
    """The nation's figure, and whether one's own can be told apart from it (method 2.6: as a rule it cannot)."""
    if _can_be_told_apart(own, nation):
        return _("I riket är det %(nation)s. Skillnaden är större än osäkerheten.") % {"nation": nation.text}
    return _("Det kan inte skiljas från riket, där det är %(nation)s.") % {"nation": nation.text}


def _can_be_told_apart(own: Figure, nation: Figure) -> bool:
    row, centre = own.row, nation.centre
    if row is None or row.low is None or row.high is None or centre is None:
        return False
    return not row.low <= centre <= row.high
