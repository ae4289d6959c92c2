"""Makes a questionnaire of an organisation's own, and saves its draft: by the version that its writer saw, or not."""

import datetime
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.timezone import localdate

from tycktill.files import read_catalogue, read_families, read_library, read_xlsform
from tycktill.instrument import (
    SOURCE_LANGUAGE,
    Catalogue,
    Instrument,
    parse_instrument,
    parse_toml,
    plain_id,
    unused_id,
    write_toml,
)
from tycktill.terms import Fault
from tycktill_web.instrument.errors import IdTaken, IdUnfit, SavedMeanwhile
from tycktill_web.instrument.first import first_document
from tycktill_web.instrument.models import LONGEST_FAMILY, LONGEST_ID, OwnSurvey
from tycktill_web.instrument.words import settle_languages
from tycktill_web.journal.facts import Event
from tycktill_web.journal.survey_events import OwnSurveyImported, OwnSurveyMade, OwnSurveySaved
from tycktill_web.journal.writing import record
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.models import Organisation, Person, Role

Document = Mapping[str, Any]

_SLUG = 30
_PARTS = re.compile(r"[^0-9A-Za-z]+")
_LONGEST = {"instrument": LONGEST_ID, "family": LONGEST_FAMILY}


def document_of(survey: OwnSurvey) -> dict[str, Any]:
    return parse_toml(survey.draft, file=f"{survey.instrument}.toml")


def read_draft(survey: OwnSurvey) -> Instrument:
    """The draft as an instrument. Raises Refused with every fault."""
    return parse_instrument(survey.draft, file=f"{survey.instrument}.toml", library=read_library())


@transaction.atomic
def make_survey(
    own: Organisation, *, title: str, target_group: str, person: Person, at: datetime.datetime
) -> OwnSurvey:
    """A draft without questions, with texts of information to begin from."""
    family = _free_family(title, own)
    document = first_document(
        f"{family}-enkat", family, title=title, target_group=target_group, year=localdate(at).year
    )
    survey = _add_survey(own, document, person, at)
    _record_draft(survey, OwnSurveyMade(questionnaire=survey.instrument), person)
    return survey


@transaction.atomic
def import_survey(own: Organisation, text: str, *, person: Person, at: datetime.datetime) -> OwnSurvey:
    """The questionnaire of a file as a draft: a new one, or in place of the draft of the organisation's own of that
    id. Raises Refused with every fault, IdTaken and IdUnfit."""
    parse_instrument(text, file="file.toml", library=read_library())
    return _take_in(own, parse_toml(text, file="file.toml"), person, at)


@transaction.atomic
def import_form(
    own: Organisation, content: bytes, *, file: str, person: Person, at: datetime.datetime
) -> tuple[OwnSurvey, Sequence[Fault]]:
    """The questionnaire of an XLSForm as a draft, which may have faults, and what of the form has no place in it, by
    row. One of another tool gets ids of its own. Raises Refused, IdTaken and IdUnfit."""
    title = file.rpartition(".")[0] or "Enkät"
    family = _free_family(title, own)
    first = first_document(f"{family}-enkat", family, title=title, target_group="", year=localdate(at).year)
    form = read_xlsform(content, file=file, first=first)
    return _take_in(own, form.document, person, at), form.notes


@transaction.atomic
def save_draft(
    survey: OwnSurvey,
    document: Document,
    *,
    seen: int,
    person: Person,
    at: datetime.datetime,
    event: type[OwnSurveySaved] | None = OwnSurveySaved,
) -> OwnSurvey:
    """The draft as this document, if it still is of the version that was `seen`. Raises SavedMeanwhile."""
    fixed = settle_languages({**document, "id": survey.instrument, "family": survey.family})
    changes = {"draft": write_toml(fixed), "title": title_of(fixed), "changed_by": person, "changed_at": at}
    rows = OwnSurvey.objects.filter(pk=survey.pk)
    if not rows.filter(version=seen).update(**changes, version=F("version") + 1):
        raise SavedMeanwhile(rows.select_related("changed_by").get().changed_by)
    saved = rows.select_related("organisation").get()
    if event is not None:
        _record_draft(saved, event(questionnaire=saved.instrument, version=saved.version), person)
    return saved


def title_of(document: Document) -> str:
    """What a draft is called in Swedish."""
    name = document.get("name", {})
    return str(name.get(SOURCE_LANGUAGE, "") if isinstance(name, dict) else "")[:200]


def _take_in(own: Organisation, document: Document, person: Person, at: datetime.datetime) -> OwnSurvey:
    """A file's document as a draft: in place of the draft of the organisation's own of these ids, or a new one.

    Raises IdTaken and IdUnfit.
    """
    ids = {"instrument": document["id"], "family": document["family"]}
    mine = OwnSurvey.objects.filter(organisation=own, **ids).first()
    if mine is not None:
        survey = save_draft(mine, document, seen=mine.version, person=person, at=at, event=None)
    else:
        _check_free(*ids.values())
        _check_fit(own, ids)
        survey = _add_survey(own, document, person, at)
    _record_draft(survey, OwnSurveyImported(questionnaire=survey.instrument, version=survey.version), person)
    return survey


def _add_survey(own: Organisation, document: Document, person: Person, at: datetime.datetime) -> OwnSurvey:
    """Raises IdTaken, also when somebody took it this moment."""
    fixed = settle_languages(document)
    try:
        with transaction.atomic():
            return OwnSurvey.objects.create(
                organisation=own,
                instrument=fixed["id"],
                family=fixed["family"],
                title=title_of(fixed),
                draft=write_toml(fixed),
                changed_by=person,
                changed_at=at,
            )
    except IntegrityError:
        raise IdTaken(str(fixed["id"])) from None


@cache
def _shipped_catalogue() -> Catalogue:
    """The package's own, read once a process."""
    return read_catalogue()[0]


def _free_family(title: str, own: Organisation) -> str:
    slug = plain_id(title, "-")[:_SLUG].strip("-") or "enkat"
    taken = {each.family for each in _shipped_catalogue().values()} | set(
        OwnSurvey.objects.filter(family__startswith=slug[:1]).values_list("family", flat=True)
    )
    return unused_id(f"{slug}-{own.municipality}", taken).replace("_", "-")


def _check_free(*wanted: str) -> None:
    """IdTaken where it is called as one that there is: ids of questionnaires and families stand in one column."""
    shipped = {*_shipped_catalogue(), *read_families()}
    own = OwnSurvey.objects.values_list("instrument", "family")
    taken = shipped | {id_ for pair in own for id_ in pair}
    for id_ in wanted:
        if id_ in taken:
            raise IdTaken(id_)


def _check_fit(own: Organisation, ids: Mapping[str, str]) -> None:
    """IdUnfit where an id does not hold the municipality's code, by which a later questionnaire of somebody else's is
    never called so, or is too long for its column."""
    for column, id_ in ids.items():
        longest = _LONGEST[column]
        if own.municipality not in _PARTS.split(id_) or id_ == own.municipality or len(id_) > longest:
            raise IdUnfit(id_[:longest], code=own.municipality, longest=longest)


def _record_draft(survey: OwnSurvey, event: Event, person: Person) -> None:
    record(event, by=actor_of(person, Role.COORDINATOR), of=survey.organisation)
