"""Slips to hand out, one for each code: where it is answered, until when, and why, in the languages chosen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import segno
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tycktill.fieldwork import group_code
from tycktill.instrument import SOURCE_LANGUAGE
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import catalogue


@dataclass(frozen=True, slots=True)
class Slip:
    """A code as it is printed, and the QR code of its link as SVG.

    It names neither unit nor questionnaire, unless that was asked for: whoever finds a slip at home or in the street
    must not learn from it which support somebody receives.
    """

    code: str
    picture: SafeString


def make_slips(codes: Iterable[str], link: Callable[[str], str]) -> Sequence[Slip]:
    """A slip for each code; `link` gives the address that a code is answered at."""
    links = [(code, link(code)) for code in codes]
    # The best mask takes four fifths of the time to find. Links of one batch differ in ten characters, so that what
    # is best for the first is good for all.
    mask = _qr(links[0][1]).mask if links else None
    return [Slip(group_code(code), _draw(_qr(address, mask))) for code, address in links]


def _qr(address: str, mask: int | None = None) -> segno.QRCode:
    """The QR code of an address; a seventh of it may be smudged or torn and it still leads there."""
    return segno.make_qr(address, error="m", mask=mask)


def _draw(qr: segno.QRCode) -> SafeString:
    """The QR code with the quiet margin that the standard asks for; the sheet decides how large it is."""
    drawn = qr.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(drawn)  # noqa: S308  lines alone: nothing of the address stands in the drawing as text


@dataclass(frozen=True, slots=True)
class SlipText:
    """What a slip says in one language, the same on all of a batch."""

    language: str
    title: str
    survey: str
    why: Sequence[str]
    how: str
    valid: str


def slip_languages(questionnaire: str) -> Sequence[tuple[str, str]]:
    """Codes and own names of the languages that a slip can be in: those that its questions can be read in."""
    known = catalogue()[questionnaire].languages
    whole = {code for code, status in known.items() if status.completeness == "complete"}
    return [(code, name) for code, name in settings.LANGUAGES if code in whole]


def slip_texts(round: Round, languages: Iterable[str]) -> Sequence[SlipText]:
    """What the slips say, Swedish first."""
    chosen = sorted(languages, key=lambda code: code != SOURCE_LANGUAGE)
    return [_text(round, code) for code in chosen]


def _text(round: Round, language: str) -> SlipText:
    with translation.override(language):
        day = date_format(round.closes_on, "DATE_FORMAT")
        return SlipText(
            language=language,
            title=_("Vad tycker du?"),
            survey=_("Brukarundersökning %(round)s") % {"round": round.label},
            why=(
                _("Dina svar visar vad som är bra och vad som behöver bli bättre."),
                _("Det är frivilligt, och ingen får veta vad just du har svarat."),
            ),
            how=_("Rikta telefonens kamera mot rutan, eller gå till adressen under rutan och skriv koden."),
            valid=_("Koden gäller en gång, till och med %(day)s.") % {"day": day},
        )
