"""Posters for a waiting room: that there is a survey, whom it asks and until when. No code is on them."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tycktill.instrument import SOURCE_LANGUAGE, Instrument, text_in
from tycktill.terms import LANGUAGES
from tycktill_web.printing.typesetting import Printout

PosterSize = Literal["a4", "a3"]


class PosterWords(msgspec.Struct, frozen=True, kw_only=True):
    """A poster in one language."""

    language: str
    right_to_left: bool
    title: str
    survey: str
    whom: str
    ask: str
    voluntary: str
    when: str


class Poster(Printout, frozen=True, kw_only=True):
    """A poster in some languages, from `sender`."""

    template = "poster.typ"
    size: PosterSize
    words: Sequence[PosterWords]
    sender: str


def make_poster(
    instrument: Instrument,
    *,
    label: str,
    days: tuple[datetime.date, datetime.date],
    languages: Iterable[str],
    sender: str,
    size: PosterSize = "a4",
) -> Poster:
    """The poster of a round with this label, held from the first of these days to the second; Swedish first."""
    chosen = sorted(languages, key=lambda code: code != SOURCE_LANGUAGE)
    words = [_poster_words(code, instrument, label, days) for code in chosen]
    return Poster(
        title=f"{words[0].title} {words[0].survey}", language=chosen[0], size=size, words=words, sender=sender
    )


def _poster_words(
    language: str, instrument: Instrument, label: str, days: tuple[datetime.date, datetime.date]
) -> PosterWords:
    with translation.override(language):
        first, last = (date_format(day, "DATE_FORMAT") for day in days)
        return PosterWords(
            language=language,
            right_to_left=LANGUAGES[language].right_to_left,
            title=_("Vad tycker du?"),
            survey=_("Brukarundersökning %(round)s") % {"round": label},
            whom=text_in(instrument.target_group, language),
            ask=_("Be oss om en lapp med en kod. Du svarar i din telefon eller på en dator."),
            voluntary=_("Det är frivilligt, och ingen får veta vad just du har svarat."),
            when=_("Du kan svara från %(first)s till och med %(last)s.") % {"first": first, "last": last},
        )
