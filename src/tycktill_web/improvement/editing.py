"""Writes a row that several people may write: by the version that its writer saw, or not at all."""

import datetime
from collections.abc import Mapping
from typing import TypeVar

from django.db import transaction
from django.db.models import F

from tycktill_web.improvement.errors import ChangedMeanwhile
from tycktill_web.improvement.models import Edited
from tycktill_web.participants.models import Person

_Row = TypeVar("_Row", bound=Edited)


@transaction.atomic
def change(row: _Row, *, seen: int, person: Person, at: datetime.datetime, fields: Mapping[str, object]) -> _Row:
    """The row with these fields, if it still is of the version that was `seen`. Raises ChangedMeanwhile."""
    changes = {**fields, "version": F("version") + 1, "changed_by": person, "changed_at": at}
    rows = type(row)._default_manager.filter(pk=row.pk)
    if not rows.filter(version=seen).update(**changes):
        raise ChangedMeanwhile(rows.select_related("changed_by").get().changed_by)
    return rows.select_related("organisation").get()
