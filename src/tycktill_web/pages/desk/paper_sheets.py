"""Types a form of paper in: code and questions on one page, and the answer is sealed as a respondent's own is."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tycktill.terms import Refused
from tycktill_web.fieldwork.errors import (
    CodeRefused,
    MistypedCode,
    NoLongerOpen,
    NotYetOpen,
    TooManyTries,
    UsedCode,
    VoidCode,
    WrongCode,
)
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import catalogue_of
from tycktill_web.fieldwork.tickets import Ticket, check_open, find_ticket
from tycktill_web.fieldwork.typing_checks import keep_check
from tycktill_web.intake import submit_answers
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.scope import desk_page, registration_to_count
from tycktill_web.pages.desk.sittings import Sitting, one_more
from tycktill_web.pages.desk.typed_twice import TypedSheet, TypingStep, count_differing, typed_questions
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Registration, Role
from tycktill_web.participants.network import address_of

SITTING = "satt"

_OTHER_PILE = _("Koden hör till en annan enhet, enkät eller omgång. Lägg blanketten i rätt hög.")
SENTENCES: dict[type[Exception], Promise] = {
    MistypedCode: _("Något tecken i koden är fel. Jämför med blanketten och rätta det som skiljer."),
    TooManyTries: _("Koden finns inte, och det har kommit många felaktiga koder. Jämför med blanketten."),
    WrongCode: _("Koden finns inte. Jämför den tecken för tecken med blanketten."),
    UsedCode: _(
        "Det finns redan ett svar med den koden: på webben, eller från en blankett som är inskriven. "
        "Den här är inte mottagen. Lägg den åt sidan."
    ),
    VoidCode: _("Koden är makulerad, så svaret kan inte tas emot. Lägg blanketten åt sidan."),
    NotYetOpen: _("Omgången har inte öppnat än."),
    NoLongerOpen: _("Omgången tar inte emot fler svar, varken på webben eller på papper."),
    Refused: _("Något i svaren gick inte att läsa. Ladda om sidan och skriv in blanketten igen."),
}
"""Why a form is not taken, told to whoever types it."""


@admit(Role.STAFF, Role.COORDINATOR)
def type_in(request: HttpRequest, registration_id: int) -> HttpResponse:
    """An empty form; or what comes of one that was typed."""
    person = person_of(request)
    registration, round_ = registration_to_count(person, registration_id)
    sitting = Sitting.read(request.POST.get(SITTING) or request.GET.get(SITTING, ""), person, registration)
    desk = _Desk(request, registration, round_, sitting)
    try:
        check_open(round_, on=timezone.localdate(), is_paper=True)
    except CodeRefused as refused:
        return desk.shut(refused)
    return desk.take() if request.method == "POST" else desk.show(TypedSheet())


class _Desk:
    """One request of somebody who types forms of one unit in."""

    def __init__(self, request: HttpRequest, registration: Registration, round: Round, sitting: Sitting) -> None:
        self.request, self.registration, self.round, self.sitting = request, registration, round, sitting
        self.instrument = catalogue_of(round)[registration.instrument]

    def take(self) -> HttpResponse:
        """Take what was typed, or ask for what is missing."""
        sheet = TypedSheet()
        try:
            sheet = TypedSheet.read(self.request)
            sheet = sheet.as_sealed(self._ticket_here(sheet.code), self.instrument)
            return self._go_on(sheet)
        except (CodeRefused, Refused) as refused:
            return self.show(sheet, refused=_refusal_sentence(refused), status=400)

    def _go_on(self, sheet: TypedSheet) -> HttpResponse:
        step = sheet.next_step()
        if step is TypingStep.TYPE_AGAIN:
            return self.show(TypedSheet(sheet.code, first=sheet.answered), step=step)
        if step is TypingStep.SETTLE:
            return self.show(replace(sheet, second=sheet.answered), step=step)
        if step is TypingStep.ASK_WHETHER_EMPTY:
            return self.show(sheet, step=step)
        return self._seal_sheet(sheet)

    def _seal_sheet(self, sheet: TypedSheet) -> HttpResponse:
        given, address = sheet.final_answers(), address_of(self.request)
        submit_answers(sheet.code, given.answers, given.gender, on=timezone.localdate(), address=address, is_paper=True)
        if sheet.first is not None and not sheet.is_alone:
            questions, other = len(self.instrument.questions) + 1, count_differing(sheet, self.instrument)
            keep_check(self.round, self.registration.unit.organisation, questions=questions, differing=other)
        after = one_more(self.sitting, self.registration, self.round)
        here = in_language(reverse("desk:type_in", args=[self.registration.pk]), self.request)
        return redirect(f"{here}{'&' if '?' in here else '?'}{SITTING}={after.to_text()}")

    def _ticket_here(self, code: str) -> Ticket:
        ticket = find_ticket(code, on=timezone.localdate(), address=address_of(self.request), is_paper=True)
        found = (ticket.round.pk, ticket.unit_id, ticket.instrument)
        if found != (self.round.pk, self.registration.unit_id, self.registration.instrument):
            raise _OtherPile
        return ticket

    def show(
        self, sheet: TypedSheet, *, step: TypingStep | None = None, refused: Promise | None = None, status: int = 200
    ) -> HttpResponse:
        """The form with what has been typed of it."""
        context = {
            "round": self.round,
            "registration": self.registration,
            "sheet": sheet,
            "questions": typed_questions(sheet, self.instrument, str(get_language())),
            "step": step.name if step else "",
            "refused": refused,
            "sitting": self.sitting,
        }
        return desk_page(self.request, "desk/type_in.html", context, status=status)

    def shut(self, refused: CodeRefused) -> HttpResponse:
        """Why nothing is taken now."""
        context = {"round": self.round, "registration": self.registration, "shut": _refusal_sentence(refused)}
        return desk_page(self.request, "desk/type_in.html", context)


class _OtherPile(CodeRefused):
    """The code is not of this unit, questionnaire and round."""

    sentence = _OTHER_PILE


def _refusal_sentence(refused: Exception) -> Promise:
    found = (SENTENCES[kind] for kind in type(refused).__mro__ if kind in SENTENCES)
    return next(found, _OTHER_PILE)
