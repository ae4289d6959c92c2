"""What a slip, a letter and a poster say of a survey: what it is, why, how and until when, in the languages chosen.

None of them names the questionnaire or the unit unless that is asked for: whoever finds a slip at home or in the street
must not learn from it which support somebody receives.
"""

import datetime
from collections.abc import Iterable, Sequence

import msgspec
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tycktill.instrument import SOURCE_LANGUAGE
from tycktill.terms import LANGUAGES


class SurveyWords(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody is told who is asked to answer, in one language."""

    language: str
    right_to_left: bool
    title: str
    survey: str
    why: str
    how: str
    valid: str


def survey_words(*, label: str, until: datetime.date, languages: Iterable[str]) -> Sequence[SurveyWords]:
    """To the round with this label, which can be answered until that day; Swedish first."""
    chosen = sorted(languages, key=lambda code: code != SOURCE_LANGUAGE)
    return [_words_in(code, label, until) for code in chosen]


def _words_in(language: str, label: str, until: datetime.date) -> SurveyWords:
    with translation.override(language):
        why = (
            _("Dina svar visar vad som är bra och vad som behöver bli bättre."),
            _("Det är frivilligt, och ingen får veta vad just du har svarat."),
        )
        day = date_format(until, "DATE_FORMAT")
        return SurveyWords(
            language=language,
            right_to_left=LANGUAGES[language].right_to_left,
            title=_("Vad tycker du?"),
            survey=_("Brukarundersökning %(round)s") % {"round": label},
            why=" ".join(why),
            how=_("Rikta telefonens kamera mot rutan, eller gå till adressen under rutan och skriv koden."),
            valid=_("Koden gäller en gång, till och med %(day)s.") % {"day": day},
        )
