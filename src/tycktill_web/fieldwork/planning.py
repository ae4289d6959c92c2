"""What of a round can be changed after it is planned: its days, its last day while it is open, and that it is there."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from tycktill_web.fieldwork.errors import HasCodes, NotLater, WrongDates
from tycktill_web.fieldwork.leading import owner_of
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import check_allowed, check_days, check_order, registrations_of
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.journal.after_events import OwnQuestionsLeft
from tycktill_web.journal.round_events import RoundDaysChanged, RoundDeleted, RoundExtended
from tycktill_web.journal.writing import record

DAYS = ("opens_on", "closes_on", "registers_from", "registers_until", "publishes_on")
"""The days of a round that its leader says, by the names of their columns."""


def days_of(round: Round) -> dict[str, datetime.date | None]:
    """The days of a round, by those names."""
    return {name: getattr(round, name) for name in DAYS}


@transaction.atomic
def change_days(round: Round, days: Mapping[str, datetime.date | None]) -> Round:
    """Plan a round for other days; those that are not named stay. Raises NotInThisState, WrongDates, WrongOrder."""
    held = _hold_allowed(round, RoundAction.CHANGE_DAYS)
    wanted = {**days_of(held), **days}
    if not wanted["opens_on"] or not wanted["closes_on"]:
        raise WrongDates
    check_days(wanted)
    check_order(held.family, held.label, wanted["opens_on"])
    for name in DAYS:
        setattr(held, name, wanted[name])
    held.save(update_fields=DAYS)
    record(RoundDaysChanged(opens_on=held.opens_on, closes_on=held.closes_on), of=owner_of(held), round=held.key)
    _take_along(held)
    return held


@transaction.atomic
def extend_round(round: Round, *, closes_on: datetime.date, on: datetime.date) -> Round:
    """Let answers in for longer; the day that results are aimed at moves along where it would come before.

    Raises NotInThisState, NotLater.
    """
    held = _hold_allowed(round, RoundAction.EXTEND)
    before = held.closes_on
    if closes_on <= before or closes_on < on:
        raise NotLater
    held.extended_from, held.closes_on = held.extended_from or before, closes_on
    if held.publishes_on and held.publishes_on < closes_on:
        held.publishes_on = None
    held.save(update_fields=["closes_on", "extended_from", "publishes_on"])
    record(RoundExtended(before=before, after=closes_on), of=owner_of(held), round=held.key)
    _take_along(held)
    return held


@transaction.atomic
def delete_round(round: Round) -> None:
    """Remove a planned round with registrations and invitations; the units stay, and the own rounds that were to be
    asked after it. Raises NotInThisState, HasCodes."""
    held = _hold_allowed(round, RoundAction.DELETE)
    if held.batches.exists() or held.tallies.exists():
        raise HasCodes
    registered, key, owner = registrations_of(held), held.key, owner_of(held)
    units = registered.values("unit").distinct().count()
    registered.delete()
    _let_go(held)
    held.delete()
    record(RoundDeleted(units=units), of=owner, round=key)


def _let_go(held: Round) -> None:
    """Let the own rounds that were to be asked after this one be own rounds like any other, and tell whose they are."""
    for own in held.asked_next.all():
        Round.objects.filter(pk=own.pk).update(asked_after=None, asked_after_of="")
        record(OwnQuestionsLeft(after=held.key), of=owner_of(own), round=own.key)


def _take_along(held: Round) -> None:
    """Let the own rounds that are asked after this one have its days."""
    days = {name: getattr(held, name) for name in ("opens_on", "closes_on")}
    for own in held.asked_next.all():
        Round.objects.filter(pk=own.pk).update(**days)
        record(RoundDaysChanged(**days), of=owner_of(own), round=own.key)


def _hold_allowed(round: Round, action: RoundAction) -> Round:
    """The round as it stands now, where the table allows this; nobody else moves it until the transaction ends."""
    held = Round.objects.select_for_update().get(pk=round.pk)
    check_allowed(held, action)
    return held
