"""A questionnaire to practise on, as it stands on a phone: no code, no form, nothing sent and nothing kept.

A code for practice could be mistaken for one that counts, and the other way round. Here there is nothing to mistake:
what is chosen never leaves the browser.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from tycktill.instrument import Instrument, text_in
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.pages.faces.questionnaire import minutes_to_answer, unanswered_questions
from tycktill_web.pages.respond.decorators import respondents_page


@respondents_page
def practice_page(request: HttpRequest, questionnaire: str) -> HttpResponse:
    """What is told before the questions, and the questions."""
    known, language = _questionnaire_or_404(questionnaire), str(get_language())
    whole = {code for code, status in known.languages.items() if status.completeness == "complete"}
    information = known.information
    words = {"target_group": known.target_group, "purpose": information.purpose, "voluntary": information.voluntary}
    words |= {"readers": information.readers, "contact": information.contact}
    context = {
        "questionnaire": questionnaire,
        "name": text_in(known.name, language),
        "languages": [(code, name) for code, name in settings.LANGUAGES if code in whole],
        "language": language,
        "information": {key: text_in(each, language) for key, each in words.items()},
        "questions": unanswered_questions(questionnaire, None, language),
        "number": len(known.questions) + 1,
        "minutes": minutes_to_answer(known),
    }
    return render(request, "respond/practice.html", context)


@respondents_page
def practice_end(request: HttpRequest, questionnaire: str) -> HttpResponse:
    """What it would say at the end, and that nothing has been sent."""
    known = _questionnaire_or_404(questionnaire)
    context = {"questionnaire": questionnaire, "name": text_in(known.name, str(get_language()))}
    return render(request, "respond/practised.html", context)


def _questionnaire_or_404(questionnaire: str) -> Instrument:
    known = catalogue().get(questionnaire)
    if known is None:
        raise Http404
    return known
