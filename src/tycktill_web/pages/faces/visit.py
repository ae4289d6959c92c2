"""Somebody with a code that is good now, and what they have chosen so far; read anew from each request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from tycktill.answers import accept
from tycktill.files import read_municipalities
from tycktill.instrument import SOURCE_LANGUAGE, Instrument, Texts, text_in
from tycktill.terms import Municipalities
from tycktill_web.fieldwork.questionnaires import catalogue_of
from tycktill_web.fieldwork.tickets import Ticket, find_ticket, find_ticket_after
from tycktill_web.pages.faces.posted import CODE, PostedAnswers, read_answers
from tycktill_web.pages.faces.questionnaire import minutes_to_answer
from tycktill_web.participants.network import address_of


@dataclass(frozen=True, slots=True)
class Visit:
    """One request's code, what the code leads to, and the answers that came along."""

    code: str
    ticket: Ticket
    instrument: Instrument
    answered: PostedAnswers

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Codes and own names of the languages that the pages around have and the questionnaire has whole."""
        whole = {code for code, status in self.instrument.languages.items() if status.completeness == "complete"}
        return [(code, name) for code, name in settings.LANGUAGES if code in whole]

    def spoken_language(self, language: str) -> str:
        """This language where the questionnaire has it whole, and Swedish where not."""
        return language if language in dict(self.languages) else SOURCE_LANGUAGE

    @property
    def carried_fields(self) -> list[tuple[str, str]]:
        """Names and values of the hidden fields that carry code and answers on."""
        return [(CODE, self.code), *self.answered.fields()]

    @property
    def words(self) -> Mapping[str, Texts]:
        """What a respondent is told before answering, by what it tells."""
        information = self.instrument.information
        return {
            "target_group": self.instrument.target_group,
            "purpose": information.purpose,
            "voluntary": information.voluntary,
            "readers": information.readers,
            "contact": information.contact,
        }

    def as_sealed(self) -> "Visit":
        """The same with just the answers that would be sealed. Raises Refused for those the questionnaire lacks."""
        return replace(self, answered=as_sealed(self.answered, self.ticket, self.instrument))


def as_sealed(answered: PostedAnswers, ticket: Ticket, instrument: Instrument) -> PostedAnswers:
    """Just those of these answers that would be sealed. Raises Refused for those the questionnaire lacks."""
    sheet = accept(
        instrument,
        round=ticket.round.label,
        municipality=ticket.municipality,
        unit=ticket.unit,
        gender=answered.gender,
        answers=answered.answers,
    )
    return PostedAnswers(dict(sheet.answers), sheet.gender)


def information_of(visit: Visit, language: str) -> Mapping[str, object]:
    """What the page before the questions tells, in a language."""
    municipality = _known_municipalities().get(visit.ticket.municipality)
    return {
        "visit": visit,
        "information": {key: text_in(words, language) for key, words in visit.words.items()},
        "municipality": municipality.name if municipality else "",
        "questions": len(visit.instrument.questions) + 1,
        "minutes": minutes_to_answer(visit.instrument),
    }


@cache
def _known_municipalities() -> Municipalities:
    return read_municipalities()


def read_visit(request: HttpRequest, code: str = "") -> Visit:
    """The visit that a request makes, by the code in its address or else in its form.

    Raises the errors of `fieldwork` for a code that leads nowhere, and Refused for answers that cannot be read.
    """
    return _read_by(request, code, find_ticket)


def read_visit_after(request: HttpRequest, code: str = "") -> Visit:
    """The same of somebody who has answered, and comes to the municipality's own questions."""
    return _read_by(request, code, find_ticket_after)


def _read_by(request: HttpRequest, code: str, find: Callable[..., Ticket]) -> Visit:
    code = code or request.POST.get(CODE, "")
    ticket = find(code, on=timezone.localdate(), address=address_of(request))
    return Visit(code, ticket, catalogue_of(ticket.round)[ticket.instrument], read_answers(request.POST))
