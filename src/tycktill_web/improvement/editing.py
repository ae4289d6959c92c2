"""Writes a row that several people may write: by the version that its writer saw, or not at all."""

import datetime
from collections.abc import Mapping
from typing import TypeVar

from django.db import transaction
from django.db.models import F

from tycktill_web.improvement.errors import AlreadyLocked, ChangedMeanwhile, TooMany
from tycktill_web.improvement.models import Edited, PlannedAction
from tycktill_web.participants.models import Organisation, Person

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
    place = {"organisation": own, "family": family, "round": round}
    return PlannedAction.objects.create(**place, changed_by=person, changed_at=at, **fields)


@transaction.atomic
def change(row: _Row, *, seen: int, person: Person, at: datetime.datetime, fields: Mapping[str, object]) -> _Row:
    """The row with these fields, if it still is of the version that was `seen`, and what a lock fixes is not locked.

    Raises AlreadyLocked, ChangedMeanwhile. The row may have been locked since it was read, so the table is asked.
    """
    changes = {**fields, "version": F("version") + 1, "changed_by": person, "changed_at": at}
    rows = type(row)._default_manager.filter(pk=row.pk)
    if row.fixed_by_lock.intersection(fields):
        if not rows.filter(version=seen, locked_at=None).update(**changes):
            if rows.filter(locked_at__isnull=False).exists():
                raise AlreadyLocked
            raise _changed(row)
    elif not rows.filter(version=seen).update(**changes):
        raise _changed(row)
    return rows.select_related("organisation").get()


def _changed(row: Edited) -> ChangedMeanwhile:
    return ChangedMeanwhile(type(row)._default_manager.select_related("changed_by").get(pk=row.pk).changed_by)
