"""Freezes a draft as an edition, which nothing changes afterwards.

It is read by the one reader and numbered, and meaning is raised where a question measures something else than before.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction

from tycktill.files import read_library
from tycktill.instrument import (
    ChangedQuestion,
    Instrument,
    catalogue_faults,
    changed_questions,
    fingerprint,
    last_meanings,
    parse_instrument,
    undescribed_families,
    write_toml,
)
from tycktill.terms import Refused
from tycktill_web.instrument.drafts import document_of, read_draft
from tycktill_web.instrument.editions import instrument_of
from tycktill_web.instrument.errors import MeaningUnsaid, NothingNew, NotSound, SavedMeanwhile
from tycktill_web.instrument.models import Edition, OwnSurvey
from tycktill_web.journal.survey_events import EditionFrozen
from tycktill_web.journal.writing import record
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.models import Person, Role


def editions_of(survey: OwnSurvey) -> Sequence[Edition]:
    """Its editions, first to last."""
    return list(survey.editions.order_by("number").select_related("frozen_by"))


def asked_about(survey: OwnSurvey, before: Sequence[Edition]) -> Sequence[ChangedQuestion]:
    """The questions of which somebody must say whether they measure the same as before. Raises NotSound."""
    try:
        return changed_questions(_instruments_of(before), read_draft(survey))
    except Refused as refused:
        raise NotSound(refused.faults) from None


def has_news(survey: OwnSurvey, before: Sequence[Edition]) -> bool:
    """Whether the draft says anything else than the last edition."""
    return not before or write_toml({**document_of(survey), "version": before[-1].number}) != before[-1].text


@transaction.atomic
def freeze_draft(
    survey: OwnSurvey,
    *,
    seen: int,
    same: Collection[str],
    other: Collection[str],
    person: Person,
    at: datetime.datetime,
) -> Edition:
    """The draft of the version that was `seen` as the next edition. Of changed questions, `same` still measure what
    they did, `other` do not and get a higher meaning. Raises SavedMeanwhile, NotSound, NothingNew, MeaningUnsaid."""
    held = OwnSurvey.objects.select_for_update(no_key=True, of=("self",)).select_related("changed_by").get(pk=survey.pk)
    if held.version != seen:
        raise SavedMeanwhile(held.changed_by)
    before = editions_of(held)
    changed = asked_about(held, before)
    if any(each.id not in other and (each.must_break or each.id not in same) for each in changed):
        raise MeaningUnsaid
    last = last_meanings(_instruments_of(before))
    raised = {each.id: last[each.id] + 1 for each in changed if each.id in other}
    number = before[-1].number + 1 if before else 1
    document = {**_raise_meanings(document_of(held), {**last, **raised}), "version": number}
    _check_new(document, before)
    text = write_toml(document)
    instrument = _sound_instrument(text)
    frozen = Edition.objects.create(
        survey=held, number=number, text=text, fingerprint=fingerprint(text), frozen_at=at, frozen_by=person
    )
    held.draft = text
    held.version += 1
    held.save(update_fields=["draft", "version"])
    event = EditionFrozen(questionnaire=instrument.id, number=number, checksum=frozen.pk, broken=len(raised))
    record(event, by=actor_of(person, Role.COORDINATOR), of=survey.organisation)
    return frozen


def _instruments_of(editions: Sequence[Edition]) -> Sequence[Instrument]:
    return [instrument_of(each.pk) for each in editions]


def _raise_meanings(document: dict[str, Any], least: Mapping[str, int]) -> dict[str, Any]:
    """The document with no question of a lower meaning than this: a series goes on, or a new one begins."""
    questions = [{**each, "meaning": max(each["meaning"], least.get(each["id"], 1))} for each in document["questions"]]
    return {**document, "questions": questions}


def _check_new(document: dict[str, Any], before: Sequence[Edition]) -> None:
    if before and write_toml({**document, "version": before[-1].number}) == before[-1].text:
        raise NothingNew


def _sound_instrument(text: str) -> Instrument:
    """Raises NotSound where the reader, or the catalogue, finds a fault."""
    try:
        instrument = parse_instrument(text, file="edition.toml", library=read_library())
    except Refused as refused:
        raise NotSound(refused.faults) from None
    faults = catalogue_faults({instrument.id: instrument}, undescribed_families([instrument]))
    if faults:
        raise NotSound(faults)
    return instrument
