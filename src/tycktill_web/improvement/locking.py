"""Locks what is to be expected without an action, while nobody can have answered in the next round."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from tycktill.improvement import Expectation, Unforeseen, expectation_sentences
from tycktill_web.fieldwork.models import Round
from tycktill_web.improvement.errors import (
    AlreadyLocked,
    ChangedMeanwhile,
    FieldworkOpened,
    FigureLocked,
    StartsTooEarly,
    Unforeseeable,
)
from tycktill_web.improvement.histories import expectation_of, published_by_family
from tycktill_web.improvement.models import PlannedAction
from tycktill_web.improvement.wording import sentences_of_page
from tycktill_web.journal.events import ActionLocked
from tycktill_web.journal.writing import record
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.models import Person, Role


@transaction.atomic
def lock_expectation(action: PlannedAction, *, person: Person, at: datetime.datetime) -> None:
    """Let nobody change from now on what is expected.

    Raises AlreadyLocked, FigureLocked, FieldworkOpened, StartsTooEarly, Unforeseeable, ChangedMeanwhile. The next
    rounds are held meanwhile, so that none opens between the look and the lock.
    """
    held = PlannedAction.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=action.pk)
    if held.is_locked:
        raise AlreadyLocked
    for round_ in later_rounds(held.family, held.round).select_for_update(no_key=True):
        if round_.state != Round.State.PLANNED:
            raise FieldworkOpened(round_.label)
    check_start(held.starts_on, Round.objects.filter(family=held.family, label=held.round).first())
    expected = expectation_of(held, published_by_family([held.family])[held.family])
    if isinstance(expected, Unforeseen):
        raise Unforeseeable(" ".join(expectation_sentences(expected, sentences_of_page())))
    _keep_expected(held, expected, person=person, at=at)


def opened_after(action: PlannedAction) -> Round | None:
    """The first later round that has opened; None while the expectation may be locked."""
    return opened_since(action.family, action.round)


def opened_since(family: str, label: str) -> Round | None:
    """The first round after this one that has opened; None while nobody can have answered in the next."""
    return later_rounds(family, label).exclude(state=Round.State.PLANNED).first()


def check_start(starts_on: datetime.date, baseline: Round | None) -> None:
    """An action that began while its baseline was measured may lie in the figure already. Raises StartsTooEarly."""
    if baseline is not None and starts_on <= baseline.closes_on:
        raise StartsTooEarly(baseline.label, baseline.closes_on)


def later_rounds(family: str, label: str) -> QuerySet[Round]:
    """The family's other rounds that do not open before this one: by their days, since names need not sort."""
    baseline = Round.objects.filter(family=family, label=label).values("opens_on")
    later = Round.objects.filter(family=family, opens_on__gte=baseline).exclude(label=label)
    return later.order_by("opens_on", "label")


def _keep_expected(action: PlannedAction, expected: Expectation, *, person: Person, at: datetime.datetime) -> None:
    """The table is asked once more whether the row is the one that was read: not every database holds rows."""
    same = PlannedAction.objects.filter(pk=action.pk, version=action.version, locked_at=None)
    locked = {"expectation": expected.as_bytes(), "locked_at": at, "locked_by": person, "version": F("version") + 1}
    try:
        with transaction.atomic():
            kept = same.update(**locked)
    except IntegrityError as twice:
        raise FigureLocked from twice
    if not kept:
        raise ChangedMeanwhile(PlannedAction.objects.select_related("changed_by").get(pk=action.pk).changed_by)
    event = ActionLocked(number=action.pk)
    record(event, by=actor_of(person, Role.COORDINATOR), of=action.organisation, round=action.round_key)
