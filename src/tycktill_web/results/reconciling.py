"""Holds the opened answers against the used codes: a count is exact, or refused with where it is not."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tycktill.answers import Sheet, from_bytes
from tycktill.terms import Refused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import registrations_of
from tycktill_web.fieldwork.unused_codes import redeemed_codes
from tycktill_web.participants.models import Registration
from tycktill_web.results.errors import NotExact
from tycktill_web.vault.sealing import OpenedAnswer

_Place = tuple[str, str, str]
"""Municipality, unit and questionnaire, as they stand in a sheet."""


def reconcile_sheets(round: Round, opened: Sequence[OpenedAnswer | None]) -> list[Sheet]:
    """The sheets of all answers. Raises NotExact unless they are exactly one for each used code, unit by unit.

    A number that stands twice is a copy; a tag that is wrong was not made by this service, which alone has its key.
    """
    whole = [answer for answer in opened if answer is not None]
    numbers = Counter(answer.number for answer in whole)
    read = [_read_sheet(answer, round) for answer in whole if answer.is_authentic]
    sheets = [sheet for sheet in read if sheet is not None]
    faults = [
        *_unreadable_sentences(len(opened) - len(whole) + len(read) - len(sheets)),
        *_foreign_sentences(sum(not answer.is_authentic for answer in whole)),
        *_copied_sentences(sum(times - 1 for times in numbers.values())),
        *_by_unit(round, Counter((sheet.municipality, sheet.unit, sheet.instrument) for sheet in sheets)),
    ]
    if faults:
        raise NotExact(faults)
    return sheets


def _read_sheet(answer: OpenedAnswer, round: Round) -> Sheet | None:
    """The sheet, or None when the bytes are no sheet of this round."""
    try:
        sheet = from_bytes(answer.sheet)
    except Refused:
        return None
    return sheet if sheet.round == round.label else None


def _unreadable_sentences(number: int) -> Iterator[str]:
    if number:
        yield ngettext("%(number)s svar går inte att läsa.", "%(number)s svar går inte att läsa.", number) % {
            "number": number
        }


def _foreign_sentences(number: int) -> Iterator[str]:
    if number:
        yield ngettext(
            "%(number)s svar har inte kommit in genom tjänsten.",
            "%(number)s svar har inte kommit in genom tjänsten.",
            number,
        ) % {"number": number}


def _copied_sentences(number: int) -> Iterator[str]:
    if number:
        yield ngettext("%(number)s svar är en kopia av ett annat.", "%(number)s svar är kopior av andra.", number) % {
            "number": number
        }


def _by_unit(round: Round, answers: Mapping[_Place, int]) -> Iterator[str]:
    """A sentence for each unit and questionnaire whose answers are not as many as its used codes."""
    used, known = redeemed_codes(round), registrations_of(round).select_related("unit__organisation")
    places = {_place_of(each): each for each in known}
    for place, registration in places.items():
        codes, found = used[registration.pk], answers.get(place, 0)
        if codes != found:
            yield _("%(unit)s i %(municipality)s, %(questionnaire)s: %(codes)s använda koder men %(answers)s svar.") % {
                "unit": registration.unit.name,
                "municipality": registration.unit.organisation.name,
                "questionnaire": registration.instrument,
                "codes": codes,
                "answers": found,
            }
    strangers = sum(number for place, number in answers.items() if place not in places)
    if strangers:
        yield ngettext(
            "%(number)s svar hör till en enhet som inte är med i omgången.",
            "%(number)s svar hör till enheter som inte är med i omgången.",
            strangers,
        ) % {"number": strangers}


def _place_of(registration: Registration) -> _Place:
    unit = registration.unit
    return unit.organisation.municipality, unit.name, registration.instrument
