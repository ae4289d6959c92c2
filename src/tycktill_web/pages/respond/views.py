"""From the code to the thanks. Every step carries code and answers in its form: nothing is kept between the steps."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tycktill.files import read_municipalities
from tycktill.instrument import texts
from tycktill.terms import Municipalities
from tycktill_web.fieldwork.errors import WrongCode
from tycktill_web.intake import submit
from tycktill_web.pages.respond import same_for_all
from tycktill_web.pages.respond.addresses import address_of_code, see_other
from tycktill_web.pages.respond.doors import respondents
from tycktill_web.pages.respond.posted import CODE, read_answered
from tycktill_web.pages.respond.questionnaire import items, minutes
from tycktill_web.pages.respond.visit import Visit, read_visit
from tycktill_web.participants.network import address_of


@respondents
def start(request: HttpRequest) -> HttpResponse:
    """Asks for the code; what was typed leads on to the address that a printed link has, so that going back is safe."""
    if request.method == "POST":
        return see_other(address_of_code(request.POST.get(CODE, "")))
    if CODE in request.GET:
        raise WrongCode
    return same_for_all.shared_page("respond/code.html", _language())


@respondents
def link(request: HttpRequest, code: str) -> HttpResponse:
    """Tells what the survey is about."""
    onward = reverse("respond:link_questions", args=[code])
    return _tell(request, read_visit(request, code), here=request.path, onward=onward, method="get")


@respondents
def information(request: HttpRequest) -> HttpResponse:
    """The same, to read once more with answers already chosen, which the form carries on."""
    if request.method != "POST":
        return _from_the_start()
    return _tell(request, read_visit(request), here=request.path, onward=reverse("respond:questions"), method="post")


@respondents
def questions(request: HttpRequest, code: str = "") -> HttpResponse:
    """All questions on one page."""
    if not code and request.method != "POST":
        return _from_the_start()
    visit = read_visit(request, code)
    here = reverse("respond:questions")
    context = {"visit": visit, "here": here, "questions": _questions(visit, _language())}
    return render(request, "respond/questions.html", context)


@respondents
def check(request: HttpRequest) -> HttpResponse:
    """What has been answered, before it is sent; no answer at all is asked about once."""
    if request.method != "POST":
        return _from_the_start()
    visit = read_visit(request).as_sealed()
    given = items(visit.instrument, visit.answered, _language())
    addresses = {"here": reverse("respond:check"), "questions": reverse("respond:questions")}
    return render(request, "respond/check.html", {"visit": visit, "items": given, **addresses})


@respondents
def send(request: HttpRequest) -> HttpResponse:
    """Seals the answers, and only then goes on to the thanks: reloading that page sends nothing."""
    if request.method != "POST":
        return _from_the_start()
    code, answered = request.POST.get(CODE, ""), read_answered(request.POST)
    submit(code, answered.answers, answered.gender, on=timezone.localdate(), address=address_of(request))
    return see_other(reverse("respond:thanks"))


@respondents
def thanks(request: HttpRequest) -> HttpResponse:
    """Thanks; the page knows of nobody, so it may be opened by anybody."""
    return same_for_all.shared_page("respond/thanks.html", _language())


def _tell(request: HttpRequest, visit: Visit, *, here: str, onward: str, method: str) -> HttpResponse:
    place = _municipalities().get(visit.ticket.municipality)
    context = {
        "visit": visit,
        "here": here,
        "onward": onward,
        "method": method,
        "told": {key: texts(words, _language()) for key, words in visit.words.items()},
        "municipality": place.name if place else "",
        "questions": len(visit.instrument.questions) + 1,
        "minutes": minutes(visit.instrument),
    }
    return render(request, "respond/information.html", context)


def _questions(visit: Visit, language: str) -> SafeString:
    if visit.answered.is_empty:
        return same_for_all.unanswered_questions(visit.instrument.id, language)
    return same_for_all.written_questions(items(visit.instrument, visit.answered, language))


def _from_the_start() -> HttpResponse:
    """For an address that only a form leads to, opened by itself."""
    return see_other(reverse("respond:start"))


def _language() -> str:
    return str(get_language())


@cache
def _municipalities() -> Municipalities:
    return read_municipalities()
