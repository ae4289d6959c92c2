"""Writes a row that several people may write: by the version that its writer saw, or not at all."""

import datetime
from collections.abc import Mapping
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import F

from tycktill_web.improvement.errors import AlreadyLocked, ChangedMeanwhile, TargetTaken, TooMany
from tycktill_web.improvement.models import Edited, PlannedAction, PlannedTarget, YouSaid
from tycktill_web.journal.events import ActionAdded, TargetAdded, TargetRemoved
from tycktill_web.journal.facts import Event
from tycktill_web.journal.writing import record
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.models import Organisation, Person, Role

MOST_ACTIONS = 20
"""So many actions of a municipality and round are written down: what comes of each is worked out on its own."""

_Row = TypeVar("_Row", bound=Edited)


@transaction.atomic
def add_action(
    own: Organisation, *, family: str, round: str, person: Person, at: datetime.datetime, fields: Mapping[str, object]
) -> PlannedAction:
    """A new action from a round. Raises TooMany."""
    Organisation.objects.select_for_update(no_key=True).get(pk=own.pk)
    if PlannedAction.objects.filter(organisation=own, family=family, round=round).count() >= MOST_ACTIONS:
        raise TooMany(MOST_ACTIONS)
    key = {"organisation": own, "family": family, "round": round}
    made = PlannedAction.objects.create(**key, changed_by=person, changed_at=at, **fields)
    _record_change(made, ActionAdded(number=made.pk, question=made.question, target=made.target), person)
    return made


@transaction.atomic
def add_target(
    own: Organisation, *, family: str, person: Person, at: datetime.datetime, fields: Mapping[str, object]
) -> PlannedTarget:
    """A new target of a figure. Raises TargetTaken."""
    key = {"organisation": own, "family": family}
    try:
        with transaction.atomic():
            made = PlannedTarget.objects.create(**key, changed_by=person, changed_at=at, **fields)
    except IntegrityError:
        raise TargetTaken from None
    _record_change(made, TargetAdded(question=made.question, target=made.target, level=made.level), person)
    return made


@transaction.atomic
def change_target(
    row: PlannedTarget, *, seen: int, person: Person, at: datetime.datetime, fields: Mapping[str, object]
) -> PlannedTarget:
    """The target with these fields. Raises TargetTaken and what `change_row` raises."""
    try:
        return change_row(row, seen=seen, person=person, at=at, fields=fields)
    except IntegrityError:
        raise TargetTaken from None


@transaction.atomic
def remove_target(row: PlannedTarget, *, seen: int, person: Person) -> None:
    """Take a target away, if it still is of the version that was `seen`. Raises ChangedMeanwhile."""
    removed, _ = PlannedTarget.objects.filter(pk=row.pk, version=seen).delete()
    if not removed:
        raise _changed_meanwhile(row)
    _record_change(row, TargetRemoved(question=row.question, target=row.target), person)


@transaction.atomic
def add_you_said(
    own: Organisation, *, family: str, round: str, person: Person, at: datetime.datetime, fields: Mapping[str, object]
) -> YouSaid:
    """What users said in a round, written for the first time. Raises ChangedMeanwhile where somebody has been first."""
    key = {"organisation": own, "family": family, "round": round}
    try:
        with transaction.atomic():
            made = YouSaid.objects.create(**key, changed_by=person, changed_at=at, **fields)
    except IntegrityError:
        raise _changed_meanwhile(YouSaid.objects.get(**key)) from None
    _record_change(made, made.change_event(), person)
    return made


@transaction.atomic
def change_row(row: _Row, *, seen: int, person: Person, at: datetime.datetime, fields: Mapping[str, object]) -> _Row:
    """The row with these fields, if it still is of the version that was `seen`, and what a lock fixes is not locked.

    Raises AlreadyLocked, ChangedMeanwhile. The row may have been locked since it was read, so the table is asked.
    """
    changes = {**fields, "version": F("version") + 1, "changed_by": person, "changed_at": at}
    rows = type(row)._default_manager.filter(pk=row.pk)
    if row.fixed_by_lock.intersection(fields):
        if not rows.filter(version=seen, locked_at=None).update(**changes):
            if rows.filter(locked_at__isnull=False).exists():
                raise AlreadyLocked
            raise _changed_meanwhile(row)
    elif not rows.filter(version=seen).update(**changes):
        raise _changed_meanwhile(row)
    changed = rows.select_related("organisation").get()
    _record_change(changed, changed.change_event(), person)
    return changed


def _record_change(row: Edited, event: Event, person: Person) -> None:
    record(event, by=actor_of(person, Role.COORDINATOR), of=row.organisation, round=row.round_key)


def _changed_meanwhile(row: Edited) -> ChangedMeanwhile:
    return ChangedMeanwhile(type(row)._default_manager.select_related("changed_by").get(pk=row.pk).changed_by)
