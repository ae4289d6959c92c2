"""How many were offered the questionnaire, counted day by day, and how many have answered: live figures."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Sum

from tycktill.fieldwork import Offer, ResponseRate
from tycktill_web.fieldwork.errors import WrongNumber
from tycktill_web.fieldwork.models import OfferTally, Round, UnusedCode
from tycktill_web.fieldwork.questionnaires import questionnaires_of
from tycktill_web.fieldwork.rounds import Deed, check_allowed, check_registered
from tycktill_web.participants.models import Organisation, Registration

MOST_A_DAY = 2_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a unit has come with a questionnaire. Who answers was offered, whatever the daily tallies say."""

    registration: Registration
    issued: int
    rate: ResponseRate

    @property
    def unit(self) -> str:
        """The unit's name."""
        return self.registration.unit.name

    @property
    def instrument(self) -> str:
        """The questionnaire's id."""
        return self.registration.instrument

    @property
    def offered(self) -> int:
        """How many were offered the questionnaire."""
        return self.rate.offered

    @property
    def answered(self) -> int:
        """How many codes were redeemed; it never comes from the vault."""
        return self.rate.answered


def record_offered(*, round: Round, registration: Registration, on: datetime.date, offered: int) -> None:
    """Say how many a unit offered the questionnaire that day; a new number replaces the day's old one.

    Raises NotInThisState, NotOfThisRound, WrongNumber.
    """
    check_allowed(round, Deed.COUNT_OFFERED)
    check_registered(round, registration)
    if not 0 <= offered <= MOST_A_DAY or not round.opens_on <= on <= round.closes_on:
        raise WrongNumber
    OfferTally.objects.update_or_create(
        round=round, registration=registration, counted_on=on, defaults={"offered": offered}
    )


@transaction.atomic
def add_offered(*, round: Round, registration: Registration, on: datetime.date, more: int) -> int:
    """Count so many more, or with a negative number fewer, never below none; what the day's number is now.

    Two who press at the same time are both counted. Raises what `record_offered` raises.
    """
    Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    tally = round.tallies.filter(registration=registration, counted_on=on).first()
    offered = max(0, (tally.offered if tally else 0) + more)
    record_offered(round=round, registration=registration, on=on, offered=offered)
    return offered


def status(round: Round, organisation: Organisation | None = None) -> tuple[Progress, ...]:
    """Every registered unit's progress in a round, or only those of one organisation; sorted by name."""
    registrations = (
        Registration.objects.filter(round=round.label, instrument__in=questionnaires_of(round.family))
        .select_related("unit__organisation")
        .order_by("unit__organisation__municipality", "unit__name", "instrument")
    )
    if organisation is not None:
        registrations = registrations.filter(unit__organisation=organisation)
    offered = _by_registration(round.tallies.values_list("registration").annotate(Sum("offered")))
    issued = _by_registration(round.batches.values_list("registration").annotate(Sum("size")))
    unused = _by_registration(
        UnusedCode.objects.filter(batch__round=round).values_list("batch__registration").annotate(Count("pk"))
    )
    return tuple(_progress(each, offered[each.pk], issued[each.pk], unused[each.pk]) for each in registrations)


def offers(round: Round) -> tuple[Offer, ...]:
    """How many each unit offered each questionnaire, as counting wants it."""
    return tuple(
        Offer(
            round=round.label,
            instrument=each.instrument,
            municipality=each.registration.unit.organisation.municipality,
            unit=each.unit,
            offered=each.offered,
        )
        for each in status(round)
    )


def _by_registration(sums: Iterable[tuple[int, int]]) -> Counter[int]:
    return Counter(dict(sums))


def _progress(registration: Registration, offered: int, issued: int, unused: int) -> Progress:
    answered = issued - unused
    return Progress(registration, issued, ResponseRate(offered=max(offered, answered), answered=answered))
