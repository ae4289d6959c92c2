"""Why figures of two rounds cannot be joined, and how that is told."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tycktill.findings import ComparedFindings, Words
from tycktill_web.releases.rounds import Apart

_APART: Mapping[Apart, str | Promise] = {
    Apart.QUESTION: gettext_lazy("Frågan är ändrad: går inte att jämföra med åren före."),
    Apart.HELD: gettext_lazy("Undersökningen gjordes på ett annat sätt: går inte att jämföra med åren före."),
    Apart.GROUPS: gettext_lazy("Andra målgrupper än året före."),
}


def reason_apart(before: ComparedFindings | None, now: ComparedFindings, at: int) -> Apart | None:
    """Why a figure cannot be joined with that of the round before that has one."""
    if before is None or now.places[at].row is None:
        return None
    same = before.places[at].groups == now.places[at].groups
    return held_apart(before, now) or (None if same else Apart.GROUPS)


def held_apart(before: ComparedFindings | None, now: ComparedFindings) -> Apart | None:
    """Why nobody's figures of two rounds can be joined."""
    if before is None:
        return None
    if before.meaning != now.meaning:
        return Apart.QUESTION
    return Apart.HELD if now.start > before.chosen.round else None


def why_apart(found: ComparedFindings, apart: Apart | None, words: Words) -> str:
    """Empty where the figure can be joined with the one before."""
    why = words.text(found.why_unlike) if apart is Apart.HELD else ""
    return f"{_APART[apart]} {why}".strip() if apart else ""
