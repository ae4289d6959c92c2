"""The pages on which a draft is written: its texts, a question, its languages. What is saved may have faults."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tycktill.instrument import SOURCE_LANGUAGE
from tycktill.terms import LANGUAGES
from tycktill_web.instrument.errors import SavedMeanwhile
from tycktill_web.instrument.fault_words import DraftPart
from tycktill_web.instrument.questions import question_in, questions_of, with_question
from tycktill_web.instrument.words import (
    INFORMATION,
    TEXTS,
    Document,
    with_background,
    with_language,
    with_review,
    with_texts,
    without_language,
)
from tycktill_web.pages.desk.editor.forms import LanguageForm, TextsForm, texts_as_posted
from tycktill_web.pages.desk.editor.question_form import (
    FEWEST_ROWS,
    MORE_ROWS,
    QuestionForm,
    question_as_posted,
    rows_in,
)
from tycktill_web.pages.desk.editor.scope import CONFLICT, Draft, draft_from, draft_of, editor_page, save_own, to_survey
from tycktill_web.pages.desk.editor.surveys import language_lines
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Role


@admit(Role.COORDINATOR)
def survey_texts(request: HttpRequest, survey_id: int) -> HttpResponse:
    """Title, target group, what is told before the questions, and the question on gender."""
    draft, status = draft_of(request, survey_id), 200
    posted = request.POST or texts_as_posted(draft.document, draft.survey.version)
    form = TextsForm(posted, document=draft.document)
    if request.method == "POST" and form.is_valid():
        try:
            saved = draft_from(save_own(request, draft, _with_texts(draft.document, form), _seen_version(form)))
        except SavedMeanwhile as refused:
            form.add_error(None, str(refused))
            status = CONFLICT
        else:
            messages.success(request, _("Texterna är sparade."))
            return to_survey(request, draft.survey, "survey_texts" if saved.faults_in(DraftPart.TEXTS) else "survey")
    elif request.method != "POST":
        form.show_faults(draft.faults_in(DraftPart.TEXTS))
    return editor_page(request, "texts.html", draft, {"form": form}, status=status)


def _with_texts(document: Document, form: TextsForm) -> Document:
    written = with_texts(
        document, {key: form.words(key) for key in TEXTS}, {key: form.words(key) for key in INFORMATION}
    )
    return with_background(written, form.words("gender"), {code: form.words(f"gender_{code}") for code in "KMA"})


@admit(Role.COORDINATOR)
def survey_question(request: HttpRequest, survey_id: int, question: str = "") -> HttpResponse:
    """A question, new or there; a press on more lines shows the form again and saves nothing."""
    draft, status = draft_of(request, survey_id), 200
    there = question_in(draft.document, question) if question else None
    if question and there is None:
        raise Http404
    posted = request.POST or question_as_posted(draft.document, there, draft.survey.version)
    rows = max(rows_in(posted), FEWEST_ROWS) + (MORE_ROWS if "more" in request.POST else 0)
    form = QuestionForm(posted, document=draft.document, question=question or None, rows=rows)
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        try:
            return _save_question(request, draft, form, question)
        except SavedMeanwhile as refused:
            form.add_error(None, str(refused))
            status = CONFLICT
    elif request.method != "POST" and there:
        form.show_faults(draft.faults_in(DraftPart.QUESTION, question))
    number = questions_of(draft.document).index(there) + 1 if there else len(questions_of(draft.document)) + 1
    return editor_page(
        request, "question.html", draft, {"form": form, "question": there, "number": number}, status=status
    )


def _save_question(request: HttpRequest, draft: Draft, form: QuestionForm, question: str) -> HttpResponse:
    """Raises SavedMeanwhile."""
    document, id_ = with_question(draft.document, question or None, form.asked_question())
    saved = draft_from(save_own(request, draft, document, _seen_version(form)))
    if saved.faults_in(DraftPart.QUESTION, id_):
        messages.warning(request, _("Frågan är sparad, men något behöver rättas innan enkäten kan fastställas."))
        return to_survey(request, draft.survey, "survey_question", id_)
    messages.success(request, _("Frågan är sparad."))
    if "next" in request.POST:
        return to_survey(request, draft.survey, "survey_new_question")
    response = to_survey(request, draft.survey)
    response["Location"] += f"#fraga-{id_}"
    return response


@admit(Role.COORDINATOR)
def survey_languages(request: HttpRequest, survey_id: int) -> HttpResponse:
    """The languages of the questionnaire: one more, one fewer, read by somebody who speaks it."""
    draft = draft_of(request, survey_id)
    form = LanguageForm(request.POST or None, document=draft.document)
    if form.is_valid():
        try:
            save_own(request, draft, _with_languages(request, draft.document, form), _seen_version(form))
        except SavedMeanwhile as refused:
            messages.error(request, str(refused))
        return to_survey(request, draft.survey, "survey_texts" if form.cleaned_data["add"] else "survey_languages")
    return editor_page(request, "languages.html", draft, {"form": form, "lines": language_lines(draft.document)})


def _with_languages(request: HttpRequest, document: Document, form: LanguageForm) -> Document:
    asked = form.cleaned_data
    there = document["languages"]
    if asked["add"]:
        sentence = _("%(language)s är tillagd. Skriv texterna bredvid de svenska.")
        messages.success(request, sentence % {"language": LANGUAGES[asked["add"]].name})
        return with_language(document, asked["add"])
    if asked["remove"] in there and asked["remove"] != SOURCE_LANGUAGE:
        messages.success(request, _("Språket och dess texter är borttagna ur utkastet."))
        return without_language(document, asked["remove"])
    for name, is_read in (("read", True), ("unread", False)):
        if asked[name] in there:
            return with_review(document, asked[name], is_read=is_read)
    return document


def _seen_version(form: TextsForm | QuestionForm | LanguageForm) -> int:
    return form.cleaned_data.get("version") or 0
