"""The offered counted as they happen, by presses on phones: each press once, however often it is sent.

A phone may be without net for an hour, lose an answer or be killed while it sends. So each press has a number that the
phone drew for it; a number that has been counted is counted no more. Presses add up, whichever phone they come from.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from tycktill_web.fieldwork.errors import NotInThisState, StepRefused, WrongDay, WrongNumber
from tycktill_web.fieldwork.models import CountedPress, OfferTally, Round
from tycktill_web.fieldwork.offered import MOST_A_DAY
from tycktill_web.fieldwork.outcomes import REASONS, OfferOutcome
from tycktill_web.fieldwork.rounds import check_registered, is_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.journal.events import NotOfferedCounted, OfferedCounted
from tycktill_web.journal.facts import Event
from tycktill_web.journal.writing import record_all
from tycktill_web.participants.models import Organisation, Registration

MOST_PRESSES = 500
"""Presses that are sent at once; a phone that has more sends several times."""

_CHANGED = ("offered", "pressed", "declined", *(reason.value for reason in REASONS))


@dataclass(frozen=True, slots=True)
class Press:
    """Somebody met at a unit on a day, and what came of it; taken back where `is_undone`."""

    number: UUID
    registration: Registration
    day: datetime.date
    outcome: OfferOutcome
    is_undone: bool = False


_UnitDay = tuple[int, datetime.date]


@transaction.atomic
def count_presses(round: Round, presses: Sequence[Press], *, on: datetime.date) -> Mapping[UUID, StepRefused]:
    """Count those that have not been counted, all or none; and say which cannot be, each with why.

    A day that has not come is a phone's clock that is fast: it is today. Two who press at the same time wait for each
    other, and both are counted.
    """
    held = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    if not is_allowed(held, RoundAction.COUNT_OFFERED):
        return {press.number: NotInThisState() for press in presses}
    numbers = {press.number for press in presses}
    known = set(CountedPress.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    by_day: defaultdict[_UnitDay, list[Press]] = defaultdict(list)
    refused: dict[UUID, StepRefused] = {}
    for press in {each.number: each for each in presses if each.number not in known}.values():
        check_registered(held, press.registration)
        day = min(press.day, on)
        if held.opens_on <= day <= held.closes_on:
            by_day[press.registration.pk, day].append(press)
        else:
            refused[press.number] = WrongDay()
    _keep_presses(held, by_day, refused)
    return refused


def forget_presses(round: Round) -> None:
    """Forget how many declined and could not be offered, day by day, and which presses were counted; the offered stay,
    of which the response rate is made."""
    round.tallies.update(declined=0, **dict.fromkeys(REASONS, 0))
    round.presses.all().delete()


def _keep_presses(round: Round, by_day: Mapping[_UnitDay, Sequence[Press]], refused: dict[UUID, StepRefused]) -> None:
    tallies, counted, events = _tallies_of(round, by_day), list[Press](), list[tuple[Event, Organisation]]()
    for unit_day, presses in by_day.items():
        tally = tallies[unit_day]
        before = {name: getattr(tally, name) for name in _CHANGED}
        _add_presses(tally, Counter({outcome: _net_presses(presses, outcome) for outcome in OfferOutcome}))
        if tally.offered > MOST_A_DAY or any(getattr(tally, reason) > MOST_A_DAY for reason in REASONS):
            refused.update({press.number: WrongNumber() for press in presses})
            del tallies[unit_day]
            continue
        counted.extend(presses)
        organisation = presses[0].registration.unit.organisation
        events.extend((event, organisation) for event in _events_of(tally, before, presses[0].registration))
    OfferTally.objects.bulk_update([tally for tally in tallies.values() if tally.pk], _CHANGED)
    OfferTally.objects.bulk_create(tally for tally in tallies.values() if not tally.pk)
    CountedPress.objects.bulk_create(CountedPress(number=press.number, round=round) for press in counted)
    record_all(events, round=round.key)


def _tallies_of(round: Round, by_day: Mapping[_UnitDay, Sequence[Press]]) -> dict[_UnitDay, OfferTally]:
    """The tally of each unit and day as it stands, or a new one; nothing is written."""
    registrations = {registration for registration, _ in by_day}
    days = {day for _, day in by_day}
    kept = round.tallies.filter(registration__in=registrations, counted_on__in=days)
    there = {(each.registration_id, each.counted_on): each for each in kept}
    return {
        (key, day): there.get((key, day)) or OfferTally(round=round, registration_id=key, counted_on=day)
        for key, day in by_day
    }


def _net_presses(presses: Sequence[Press], outcome: OfferOutcome) -> int:
    return sum(-1 if press.is_undone else 1 for press in presses if press.outcome is outcome)


def _add_presses(tally: OfferTally, net: Counter[OfferOutcome]) -> None:
    """Add what was pressed; below none nothing goes, where what is taken back has been written over meanwhile."""
    offered = net[OfferOutcome.TAKEN] + net[OfferOutcome.DECLINED]
    tally.offered = max(0, tally.offered + offered)
    tally.pressed = max(0, tally.pressed + offered)
    tally.declined = min(tally.offered, max(0, tally.declined + net[OfferOutcome.DECLINED]))
    for reason in REASONS:
        setattr(tally, reason.value, max(0, getattr(tally, reason.value) + net[reason]))


def _events_of(tally: OfferTally, before: Mapping[str, int], registration: Registration) -> Iterator[Event]:
    """How many could not be offered and how many declined is not in the journal, which nobody disposes of."""
    unit, questionnaire, day = registration.unit.name, registration.instrument, tally.counted_on
    if tally.offered != before["offered"]:
        after = tally.offered
        yield OfferedCounted(unit=unit, questionnaire=questionnaire, day=day, before=before["offered"], after=after)
    if any(getattr(tally, name) != before[name] for name in ("declined", *REASONS)):
        yield NotOfferedCounted(unit=unit, questionnaire=questionnaire, day=day)
