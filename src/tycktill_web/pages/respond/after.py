"""A municipality's own questions, for whoever has just answered: offered beside the thanks, sent by themselves.

What was answered before is not here: it is sent, and these pages know of it no more than that.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from tycktill_web.fieldwork.after_errors import NotAnsweredYet, NothingAfter
from tycktill_web.fieldwork.errors import NoLongerOpen, NotYetOpen, UsedCode
from tycktill_web.intake import submit_after
from tycktill_web.pages.faces.posted import CODE, read_answers
from tycktill_web.pages.faces.questionnaire import question_fields, unanswered_questions, written_questions
from tycktill_web.pages.faces.visit import Visit, information_of, read_visit_after
from tycktill_web.pages.respond.decorators import respondents_page
from tycktill_web.pages.respond.moving import from_the_start, see_other
from tycktill_web.participants.network import address_of

_NOTHING_TO_ASK = (NothingAfter, UsedCode, NotYetOpen, NoLongerOpen)


@respondents_page
def after_page(request: HttpRequest, code: str) -> HttpResponse:
    """Thanks, and what the municipality asks besides; where it asks nothing, thanks alone."""
    try:
        visit = read_visit_after(request, code)
    except NotAnsweredYet:
        return see_other(reverse("respond:link", args=[code]))
    except _NOTHING_TO_ASK:
        return see_other(reverse("respond:thanks"))
    onward = reverse("respond:link_after_questions", args=[code])
    context = {**information_of(visit, visit.spoken_language(_page_language())), "here": request.path, "onward": onward}
    return render(request, "respond/after.html", {**context, **_page_around(visit)})


@respondents_page
def own_questions(request: HttpRequest, code: str = "") -> HttpResponse:
    """The own questions, all on one page."""
    if not code and request.method != "POST":
        return from_the_start()
    visit = read_visit_after(request, code)
    language = visit.spoken_language(_page_language())
    if visit.answered.is_empty:
        asked = unanswered_questions(visit.instrument.id, visit.ticket.round.edition_id, language)
    else:
        asked = written_questions(question_fields(visit.instrument, visit.answered, language))
    context = {"visit": visit, "questions": asked, "here": _form_addresses()["questions"], **_page_around(visit)}
    return render(request, "respond/questions.html", context)


@respondents_page
def check_own(request: HttpRequest) -> HttpResponse:
    """What has been answered of them, before it is sent."""
    if request.method != "POST":
        return from_the_start()
    visit = read_visit_after(request).as_sealed()
    given = question_fields(visit.instrument, visit.answered, visit.spoken_language(_page_language()))
    context = {"visit": visit, "items": given, "here": _form_addresses()["check"], **_page_around(visit)}
    return render(request, "respond/check.html", context)


@respondents_page
def send_own(request: HttpRequest) -> HttpResponse:
    """Seals the own answers, and goes on to the thanks."""
    if request.method != "POST":
        return from_the_start()
    code, answered = request.POST.get(CODE, ""), read_answers(request.POST)
    submit_after(code, answered.answers, answered.gender, on=timezone.localdate(), address=address_of(request))
    return see_other(reverse("respond:thanks"))


def _page_around(visit: Visit) -> Mapping[str, Any]:
    """That these are the own questions, where they lead, and in which other language they are where this is lacking."""
    language = _page_language()
    spoken = visit.spoken_language(language)
    return {"is_after": True, "addresses": _form_addresses(), "other_language": spoken if spoken != language else ""}


def _page_language() -> str:
    return str(get_language())


@cache
def _form_addresses() -> Mapping[str, str]:
    return {name: reverse(f"respond:after_{name}") for name in ("questions", "check", "send")}
