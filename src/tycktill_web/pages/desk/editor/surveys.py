"""The questionnaires of one's own: the list, a new one, and one with its questions in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill.instrument import SOURCE_LANGUAGE
from tycktill.terms import LANGUAGES, Language
from tycktill_web.instrument.drafts import make_survey
from tycktill_web.instrument.errors import SavedMeanwhile
from tycktill_web.instrument.fault_words import DraftPart
from tycktill_web.instrument.freezing import editions_of, has_news
from tycktill_web.instrument.models import OwnSurvey
from tycktill_web.instrument.questions import SEVERAL, move_question, questions_of, scale_in, without_question
from tycktill_web.instrument.words import Document, languages_of
from tycktill_web.pages.desk.editor.forms import ImportForm, NewSurveyForm
from tycktill_web.pages.desk.editor.question_form import scale_words
from tycktill_web.pages.desk.editor.scope import Draft, draft_of, editor_page, owners_of, save_own, to_survey
from tycktill_web.pages.desk.scope import desk_page
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Role

QUESTIONS_A_MINUTE = 3
"""So many questions a minute, as respondents are told."""


@dataclass(frozen=True, slots=True)
class QuestionInDraft:
    """A question in the list: how it is answered, and whether something is wrong with it."""

    id: str
    text: str
    answers: str
    asked_of_some: bool
    faults: int
    meaning: int


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """A language of the questionnaire and how far it has come."""

    language: Language
    is_whole: bool
    is_read: bool


@admit(Role.COORDINATOR)
def surveys_page(request: HttpRequest) -> HttpResponse:
    """Those of one's organisations, and a form for a new one."""
    own = owners_of(request)
    form = NewSurveyForm(request.POST or None, owners=own)
    if form.is_valid():
        made = make_survey(
            form.cleaned_data["organisation"],
            title=form.cleaned_data["title"],
            target_group=form.cleaned_data["target_group"],
            person=person_of(request),
            at=timezone.now(),
        )
        messages.success(request, _("Utkastet är sparat. Lägg till frågorna."))
        return to_survey(request, made)
    found = OwnSurvey.objects.filter(organisation__in=own).select_related("organisation")
    listed = found.annotate(frozen=Count("editions"), last=Max("editions__number"))
    context = {
        "surveys": list(listed),
        "form": form,
        "import_form": ImportForm(owners=own),
        "has_several": len(own) > 1,
    }
    return desk_page(request, "desk/editor/surveys.html", context, status=400 if form.errors else 200)


@admit(Role.COORDINATOR)
def survey_page(request: HttpRequest, survey_id: int) -> HttpResponse:
    """One questionnaire: what is left to do, its questions in order; a post moves one or takes it away."""
    draft = draft_of(request, survey_id)
    if request.method == "POST":
        return _change_draft(request, draft)
    editions = editions_of(draft.survey)
    context = {
        "lines": list(_question_lines(draft)),
        "languages": language_lines(draft.document),
        "editions": editions,
        "has_news": has_news(draft.survey, editions),
        "text_faults": draft.faults_in(DraftPart.TEXTS),
        "whole_faults": draft.faults_in(DraftPart.SURVEY),
        "minutes": _minutes_to_answer(draft.document),
    }
    return editor_page(request, "survey.html", draft, context)


def _minutes_to_answer(document: Document) -> int:
    asked = sum(len(each.get("choices", [])) or 1 for each in questions_of(document))
    return max(1, round((asked + 1) / QUESTIONS_A_MINUTE))


def _change_draft(request: HttpRequest, draft: Draft) -> HttpResponse:
    document, fragment = _changed_document(request, draft.document)
    try:
        save_own(request, draft, document, _seen_version(request))
    except SavedMeanwhile as refused:
        messages.error(request, str(refused))
        response = to_survey(request, draft.survey)
    else:
        response = to_survey(request, draft.survey)
        response["Location"] += fragment
    return response


def _changed_document(request: HttpRequest, document: Document) -> tuple[Document, str]:
    """The document after a press, and the place on the page where it was pressed."""
    if gone := request.POST.get("remove"):
        messages.success(request, _("Frågan är borttagen."))
        return without_question(document, gone), "#fragor"
    for name, step in (("up", -1), ("down", 1)):
        if id_ := request.POST.get(name):
            return move_question(document, id_, step), f"#fraga-{id_}"
    return document, ""


def _seen_version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _question_lines(draft: Draft) -> Sequence[QuestionInDraft]:
    return [
        QuestionInDraft(
            id=question["id"],
            text=question.get("text", {}).get(SOURCE_LANGUAGE, ""),
            answers=_answers_text(draft.document, question),
            asked_of_some="when" in question,
            faults=len(draft.faults_in(DraftPart.QUESTION, question["id"])),
            meaning=question["meaning"],
        )
        for question in questions_of(draft.document)
    ]


def _answers_text(document: Document, question: dict[str, Any]) -> str:
    if question.get("kind") == "several":
        words = " · ".join(each["text"].get(SOURCE_LANGUAGE, "") for each in question.get("choices", []))
        return _("Flera får väljas: %(answers)s") % {"answers": words}
    scale = scale_in(document, str(question.get("scale", SEVERAL)))
    return scale_words(scale) if scale else ""


def language_lines(document: Document) -> Sequence[LanguageLine]:
    """The languages, Swedish first."""
    status = document["languages"]
    return [
        LanguageLine(
            LANGUAGES[code], status[code]["completeness"] == "complete", status[code]["review"] != "unreviewed"
        )
        for code in languages_of(document)
    ]
