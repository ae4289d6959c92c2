"""What is the same for everybody in a language, written once a process: most of what an answer costs is templates.

Nothing that anybody chose is here, nor any code: what is kept is what somebody sees who has answered nothing yet.
"""

from functools import cache

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.pages.respond.posted import Answered
from tycktill_web.pages.respond.questionnaire import Item, items


def shared_page(template: str, language: str) -> HttpResponse:
    """A page that knows of nobody."""
    return HttpResponse(_written(template, language))


@cache
def unanswered_questions(questionnaire: str, language: str) -> SafeString:
    """The questions of a questionnaire, nothing chosen."""
    nothing = Answered({})
    with translation.override(language):
        return written_questions(items(catalogue()[questionnaire], nothing, language))


def written_questions(asked: tuple[Item, ...]) -> SafeString:
    """The questions as they stand in the form."""
    return render_to_string("respond/items.html", {"items": asked})


@cache
def _written(template: str, language: str) -> bytes:
    with translation.override(language):
        return render_to_string(template).encode()
