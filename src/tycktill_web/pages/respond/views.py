"""From the code to the thanks. Every step carries code and answers in its form: nothing is kept between the steps."""

from collections.abc import Mapping
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tycktill.fieldwork import parse_code
from tycktill.terms import Refused
from tycktill_web.fieldwork.errors import WrongCode
from tycktill_web.intake import submit_answers
from tycktill_web.pages.faces.posted import CODE, read_answers
from tycktill_web.pages.faces.questionnaire import (
    question_fields,
    shared_page,
    unanswered_questions,
    written_questions,
)
from tycktill_web.pages.faces.visit import Visit, information_of, read_visit
from tycktill_web.pages.respond.decorators import respondents_page
from tycktill_web.pages.respond.moving import from_the_start, see_other
from tycktill_web.participants.network import address_of

LONGEST_TYPED = 60
"""Characters of what was typed that are worth showing again."""


@respondents_page
def code_page(request: HttpRequest) -> HttpResponse:
    """Asks for the code; what was typed leads on to the address that a printed link has, so that going back is safe."""
    if request.method == "POST":
        return see_other(code_address(request.POST.get(CODE, "")))
    if CODE in request.GET:
        raise WrongCode
    return shared_page("respond/code.html", _page_language())


@respondents_page
def about_page(request: HttpRequest, code: str) -> HttpResponse:
    """Tells what the survey is about."""
    onward = reverse("respond:link_questions", args=[code])
    return _show_information(request, read_visit(request, code), here=request.path, onward=onward, method="get")


@respondents_page
def information_page(request: HttpRequest) -> HttpResponse:
    """The same, to read once more with answers already chosen, which the form carries on."""
    if request.method != "POST":
        return from_the_start()
    return _show_information(
        request, read_visit(request), here=request.path, onward=reverse("respond:questions"), method="post"
    )


@respondents_page
def question_page(request: HttpRequest, code: str = "") -> HttpResponse:
    """All questions on one page."""
    if not code and request.method != "POST":
        return from_the_start()
    visit = read_visit(request, code)
    here = reverse("respond:questions")
    context = {
        "visit": visit,
        "here": here,
        "questions": _written_questions(visit, _page_language()),
        "addresses": _form_addresses(),
    }
    return render(request, "respond/questions.html", context)


@respondents_page
def check_answers(request: HttpRequest) -> HttpResponse:
    """What has been answered, before it is sent; no answer at all is asked about once."""
    if request.method != "POST":
        return from_the_start()
    visit = read_visit(request).as_sealed()
    given = question_fields(visit.instrument, visit.answered, _page_language())
    around = {"here": reverse("respond:check"), "addresses": _form_addresses()}
    return render(request, "respond/check.html", {"visit": visit, "items": given, **around})


@respondents_page
def send_answers(request: HttpRequest) -> HttpResponse:
    """Seals the answers, and only then goes on to the thanks: reloading that page sends nothing."""
    if request.method != "POST":
        return from_the_start()
    code, answered = request.POST.get(CODE, ""), read_answers(request.POST)
    today = timezone.localdate()
    is_followed = submit_answers(code, answered.answers, answered.gender, on=today, address=address_of(request))
    return see_other(reverse("respond:after", args=[parse_code(code)]) if is_followed else reverse("respond:thanks"))


@respondents_page
def thanks_page(request: HttpRequest) -> HttpResponse:
    """Thanks; the page knows of nobody, so it may be opened by anybody."""
    return shared_page("respond/thanks.html", _page_language())


def _show_information(request: HttpRequest, visit: Visit, *, here: str, onward: str, method: str) -> HttpResponse:
    context = {"here": here, "onward": onward, "method": method, **information_of(visit, _page_language())}
    return render(request, "respond/information.html", context)


def _written_questions(visit: Visit, language: str) -> SafeString:
    if visit.answered.is_empty:
        return unanswered_questions(visit.instrument.id, visit.ticket.round.edition_id, language)
    return written_questions(question_fields(visit.instrument, visit.answered, language))


def _page_language() -> str:
    return str(get_language())


@cache
def _form_addresses() -> Mapping[str, str]:
    """Where the forms of the steps lead."""
    return {name: reverse(f"respond:{name}") for name in ("information", "questions", "check", "send")}


def code_address(typed: str) -> str:
    """The address of a printed link with this code; for an empty box, one that says that it is empty.

    A wrong code keeps its letters, digits, blanks and hyphens, to be shown again: other signs mean something in an
    address, and no code has them.
    """
    try:
        code = parse_code(typed)
    except Refused:
        kept = (each if each.isalnum() or each in "- " else " " for each in typed[:LONGEST_TYPED])
        code = " ".join("".join(kept).split())
    return reverse("respond:link", args=[code]) if code else f"{reverse('respond:start')}?{CODE}="
