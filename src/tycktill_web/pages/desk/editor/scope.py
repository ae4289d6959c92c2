"""Whose questionnaires the signed-in coordinator edits, and what every page of one has around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from tycktill.terms import Refused
from tycktill_web.instrument.drafts import Document, document_of, read_draft, save_draft
from tycktill_web.instrument.fault_words import DraftPart, FaultInWords, faults_in_words
from tycktill_web.instrument.models import OwnSurvey
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.scope import desk_page
from tycktill_web.participants.access import person_of
from tycktill_web.participants.models import Organisation, Role
from tycktill_web.participants.scope import organisations_of

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Draft:
    """A questionnaire's draft as its pages have it: the document, and what the reader finds wrong with it."""

    survey: OwnSurvey
    document: Document
    faults: Sequence[FaultInWords]

    def faults_in(self, part: DraftPart, question: str = "") -> Sequence[FaultInWords]:
        """Those of a page."""
        return [each for each in self.faults if each.part is part and each.question == question]


def owners_of(request: HttpRequest) -> Sequence[Organisation]:
    """The organisations that the person coordinates."""
    return list(organisations_of(person_of(request), Role.COORDINATOR).exclude(kind=Organisation.Kind.NATIONAL))


def draft_of(request: HttpRequest, survey_id: int) -> Draft:
    """The draft of a questionnaire of an organisation that the person coordinates. Http404 for everybody else's."""
    own = organisations_of(person_of(request), Role.COORDINATOR)
    found = OwnSurvey.objects.filter(organisation__in=own).select_related("organisation", "changed_by")
    survey = found.filter(pk=survey_id).first()
    if survey is None:
        raise Http404
    return draft_from(survey)


def draft_from(survey: OwnSurvey) -> Draft:
    """The draft as it lies."""
    document = document_of(survey)
    try:
        read_draft(survey)
    except Refused as refused:
        return Draft(survey, document, faults_in_words(refused.faults, document))
    return Draft(survey, document, ())


def save_own(request: HttpRequest, draft: Draft, document: Document, seen: int) -> OwnSurvey:
    """Save the draft as the person who asks. Raises SavedMeanwhile."""
    return save_draft(draft.survey, document, seen=seen, person=person_of(request), at=timezone.now())


def editor_page(
    request: HttpRequest, template: str, draft: Draft, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    around = {"draft": draft, "survey": draft.survey, "organisation": draft.survey.organisation}
    return desk_page(request, f"desk/editor/{template}", {**around, **context}, status=status)


def to_survey(request: HttpRequest, survey: OwnSurvey, name: str = "survey", *args: object) -> HttpResponse:
    """On to a page of the questionnaire, its first unless another is named."""
    return redirect(in_language(reverse(f"desk:{name}", args=[survey.pk, *args]), request))
