"""Turns every reason why a code does not lead to the questions into one calm page; statuses stand here alone."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tycktill.terms import Refused
from tycktill_web.fieldwork.after_errors import NotAnsweredYet, NothingAfter
from tycktill_web.fieldwork.errors import (
    CodeRefused,
    NoLongerOpen,
    NotYetOpen,
    TooManyTries,
    UsedCode,
    VoidCode,
    WrongCode,
)
from tycktill_web.pages.faces.posted import CODE


@dataclass(frozen=True, slots=True)
class Refusal:
    """The status that machines read and the heading that people read; what to do stands in the error itself."""

    status: int
    heading: Promise


WRONG = Refusal(404, _("Koden stämmer inte"))
REFUSALS: dict[type[CodeRefused], Refusal] = {
    UsedCode: Refusal(410, _("Det finns redan ett svar")),
    VoidCode: Refusal(410, _("Koden gäller inte längre")),
    NotYetOpen: Refusal(403, _("Du är lite tidig")),
    NoLongerOpen: Refusal(410, _("Tiden för att svara är slut")),
    TooManyTries: Refusal(429, WRONG.heading),
    NotAnsweredYet: Refusal(403, _("Svara på enkäten först")),
    NothingAfter: Refusal(410, _("Det finns inga fler frågor")),
}
MISSING = Refusal(400, _("Skriv din kod först"))
MISSING_SENTENCE = _("Rutan är tom. Koden står på lappen du fick.")
UNREADABLE = Refusal(400, _("Något i svaren gick inte att läsa"))
UNREADABLE_SENTENCE = _("Det kan hända om sidan har ändrats på vägen. Inga svar har skickats. Börja om med samma kod.")


def refusal_page(request: HttpRequest, error: CodeRefused | Refused) -> HttpResponse:
    """The page for `error`: a wrong code is asked for again, anything else is explained."""
    if isinstance(error, Refused):
        return _show_refusal(request, UNREADABLE, UNREADABLE_SENTENCE)
    if isinstance(error, WrongCode):
        return _ask_again(request, error)
    refusal = next(refusal for kind, refusal in REFUSALS.items() if isinstance(error, kind))
    return _show_refusal(request, refusal, error.sentence)


def _ask_again(request: HttpRequest, error: WrongCode) -> HttpResponse:
    in_address = request.resolver_match.kwargs.get("code", "") if request.resolver_match else ""
    typed = in_address or request.POST.get(CODE, "").strip()
    refusal, sentence = (WRONG, error.sentence) if typed else (MISSING, MISSING_SENTENCE)
    context = {"refusal": refusal, "sentence": sentence, "typed": typed}
    return render(request, "respond/code.html", context, status=refusal.status)


def _show_refusal(request: HttpRequest, refusal: Refusal, sentence: Promise | str) -> HttpResponse:
    context = {"refusal": refusal, "sentence": sentence}
    return render(request, "respond/refused.html", context, status=refusal.status)
