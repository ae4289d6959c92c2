"""Letters without an addressee, one for each code, a page each: to whoever could not be met, or as a reminder."""

from collections.abc import Callable, Iterable, Sequence

import msgspec
from django.utils import translation
from django.utils.translation import gettext as _

from tycktill_web.printing.slips import Slip, draw_slips
from tycktill_web.printing.survey_words import SurveyWords
from tycktill_web.printing.typesetting import Printout

MOST_LETTERS = 250
"""Letters of one PDF."""


class LetterWords(msgspec.Struct, frozen=True, kw_only=True):
    """What a letter says beside what every slip does, in one language."""

    greeting: str
    reason: str
    answered_already: str
    ending: str


class Letters(Printout, frozen=True, kw_only=True):
    """What all letters of a batch say, and the code of each."""

    template = "letters.typ"
    words: Sequence[SurveyWords]
    letter: Sequence[LetterWords]
    sender: str
    unit: str
    address: str
    qr_alternative: str
    qr_size: int
    slips: Sequence[Slip]


def make_letters(
    codes: Iterable[str],
    *,
    words: Sequence[SurveyWords],
    link: Callable[[str], str],
    address: str,
    sender: str,
    unit: str = "",
) -> Letters:
    """The letters with these codes, in their order, from `sender`; `unit` is empty where none is named."""
    slips, size = draw_slips(codes, link)
    return Letters(
        title=_("Brev med koder"),
        language=words[0].language,
        words=words,
        letter=[_letter_words(each.language) for each in words],
        sender=sender,
        unit=unit,
        address=address,
        qr_alternative=_("QR-kod som leder till frågorna"),
        qr_size=size,
        slips=slips,
    )


def _letter_words(language: str) -> LetterWords:
    with translation.override(language):
        return LetterWords(
            greeting=_("Hej!"),
            reason=_(
                "Du får det här brevet för att du har haft kontakt med oss. Vi vill gärna veta hur det var för dig."
            ),
            answered_already=_(
                "Har du redan svarat? Då kan du slänga brevet. Vi vet inte vem som har svarat, så brevet går till alla."
            ),
            ending=_("Tack för att du hjälper oss att bli bättre!"),
        )
