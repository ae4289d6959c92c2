"""Locks what is to be expected without an action, while nobody can have answered in the next round."""

import datetime

from django.db import transaction

from tycktill.improvement import Expectation, Unforeseen, tell_expectation
from tycktill_web.fieldwork.models import Round
from tycktill_web.improvement.errors import AlreadyLocked, FieldworkOpened, Unforeseeable
from tycktill_web.improvement.histories import expectation_of, standing_releases
from tycktill_web.improvement.models import PlannedAction
from tycktill_web.improvement.wording import sentences_of_page
from tycktill_web.participants.models import Person


@transaction.atomic
def lock(action: PlannedAction, *, person: Person, at: datetime.datetime) -> None:
    """Let nobody change from now on what is expected. Raises AlreadyLocked, FieldworkOpened, Unforeseeable.

    The next rounds are held meanwhile, so that none opens between the look and the lock.
    """
    held = PlannedAction.objects.select_for_update().select_related("organisation").get(pk=action.pk)
    if held.is_locked:
        raise AlreadyLocked
    later = Round.objects.select_for_update(no_key=True).filter(family=held.family, label__gt=held.round)
    for round_ in later.order_by("label"):
        if round_.state != Round.State.PLANNED:
            raise FieldworkOpened(round_.label)
    expected = expectation_of(held, standing_releases([held.family])[held.family])
    if isinstance(expected, Unforeseen):
        raise Unforeseeable(" ".join(tell_expectation(expected, sentences_of_page())))
    _keep(held, expected, person=person, at=at)


def opened_after(action: PlannedAction) -> Round | None:
    """The first later round that has opened; None while the expectation may be locked."""
    later = Round.objects.filter(family=action.family, label__gt=action.round).exclude(state=Round.State.PLANNED)
    return later.order_by("label").first()


def _keep(action: PlannedAction, expected: Expectation, *, person: Person, at: datetime.datetime) -> None:
    action.expectation, action.locked_at, action.locked_by = expected.as_bytes(), at, person
    action.version += 1
    action.save(update_fields=["expectation", "locked_at", "locked_by", "version"])
