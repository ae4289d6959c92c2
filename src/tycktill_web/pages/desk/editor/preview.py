"""Shows a draft as whoever answers will meet it: the very pages, with nobody's code and nothing kept."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from tycktill.terms import Refused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.tickets import Ticket
from tycktill_web.instrument.drafts import read_draft
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.editor.scope import Draft, draft_of, to_survey
from tycktill_web.pages.faces.posted import read_answers
from tycktill_web.pages.faces.questionnaire import question_fields, written_questions
from tycktill_web.pages.faces.visit import Visit, information_of
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Role

_STEPS = {"om": "respond/information.html", "fragor": "respond/questions.html", "kontroll": "respond/check.html"}
_SENT = "skicka"
TRIED = "provad"
"""In the address of the questionnaire's page: whoever comes has just tried it."""


@csrf_exempt  # nothing is kept of what is sent, and respondents' pages carry no proof of their origin
@admit(Role.COORDINATOR)
def survey_preview(request: HttpRequest, survey_id: int, step: str = "om") -> HttpResponse:
    """The information, the questions, or the look back; what is sent at the end goes nowhere."""
    draft = draft_of(request, survey_id)
    if step not in (*_STEPS, _SENT):
        raise Http404
    if draft.faults:
        messages.error(request, _("Rätta det som är fel först. Sedan går enkäten att prova."))
        return to_survey(request, draft.survey)
    if step == _SENT:
        # No message: the script of these pages fetches this address before it leads there, and would use it up.
        return redirect(in_language(f"{reverse('desk:survey', args=[survey_id])}?{TRIED}=1", request))
    try:
        visit = _preview_visit(request, draft)
        context = _step_context(visit.as_sealed() if step == "kontroll" else visit, step)
    except Refused:
        return to_survey(request, draft.survey, "survey_preview", "om")
    addresses = {name: _step_address(draft, each) for name, each in _NAMES.items()}
    around = {"addresses": addresses, "here": _step_address(draft, step), "preview_of": draft.survey}
    around |= {"onward": addresses["questions"], "method": "post" if request.method == "POST" else "get"}
    return render(request, _STEPS[step], {**around, **context})


_NAMES = {"information": "om", "questions": "fragor", "check": "kontroll", "send": _SENT}


def _step_address(draft: Draft, step: str) -> str:
    return reverse("desk:survey_preview", args=[draft.survey.pk, step])


def _preview_visit(request: HttpRequest, draft: Draft) -> Visit:
    """Somebody who has come to a unit of the municipality, without a code. Raises Refused."""
    own, instrument = draft.survey.organisation, read_draft(draft.survey)
    ticket = Ticket(
        Round(label=str(instrument.rounds.first)), draft.survey.instrument, own.municipality, _("Enhetens namn"), 0
    )
    return Visit("", ticket, instrument, read_answers(request.POST))


def _step_context(visit: Visit, step: str) -> dict[str, Any]:
    language = str(get_language())
    if step == "om":
        return dict(information_of(visit, language))
    fields = question_fields(visit.instrument, visit.answered, language)
    return {"visit": visit, "items": fields, "questions": written_questions(fields)}
