"""How many were offered the questionnaire, counted day by day."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from tycktill.fieldwork import Offer
from tycktill_web.fieldwork.errors import WrongNumber
from tycktill_web.fieldwork.live_figures import live_answers
from tycktill_web.fieldwork.models import OfferTally, Round
from tycktill_web.fieldwork.offer_sums import NOTHING_OFFERED, offer_sums
from tycktill_web.fieldwork.rounds import check_allowed, check_registered, registrations_of
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.journal.events import OfferedCounted
from tycktill_web.journal.writing import record_all
from tycktill_web.participants.models import Registration

MOST_A_DAY = 2_000


def record_offered(*, round: Round, registration: Registration, on: datetime.date, offered: int) -> None:
    """Say how many a unit offered the questionnaire that day; a new number replaces the day's old one.

    Raises NotInThisState, NotOfThisRound, WrongNumber.
    """
    record_days(round=round, registration=registration, offered={on: offered})


@transaction.atomic
def record_days(*, round: Round, registration: Registration, offered: Mapping[datetime.date, int]) -> None:
    """The same of several days, all or none."""
    check_allowed(round, RoundAction.COUNT_OFFERED)
    check_registered(round, registration)
    there = {each.counted_on: each for each in _hold_tallies(round, registration, offered)}
    before = {day: each.offered for day, each in there.items()}
    for day, number in offered.items():
        if not 0 <= number <= MOST_A_DAY or not round.opens_on <= day <= round.closes_on:
            raise WrongNumber
        tally = there.get(day) or OfferTally(round=round, registration=registration, counted_on=day)
        tally.offered, tally.declined = number, min(number, tally.declined)
        tally.save()
    unit, questionnaire = registration.unit, registration.instrument
    events = [
        OfferedCounted(unit=unit.name, questionnaire=questionnaire, day=day, before=before.get(day, 0), after=number)
        for day, number in offered.items()
    ]
    record_all([(each, unit.organisation) for each in events], round=round.key)


def _hold_tallies(round: Round, registration: Registration, days: Iterable[datetime.date]) -> Sequence[OfferTally]:
    """The tallies of these days; who presses or writes meanwhile waits."""
    Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    return list(round.tallies.filter(registration=registration, counted_on__in=days))


def offers_of(round: Round) -> tuple[Offer, ...]:
    """How many each unit says that it offered each questionnaire; more may have answered, if it did not count all."""
    sums, live = offer_sums(round), live_answers(round, on=timezone.localdate())
    return tuple(
        Offer(
            round=round.label,
            instrument=each.instrument,
            municipality=each.unit.organisation.municipality,
            unit=each.unit.name,
            offered=(sum_ := sums.get(each.pk, NOTHING_OFFERED)).offered,
            least=live.least_before(sum_),
        )
        for each in registrations_of(round).select_related("unit__organisation")
    )
