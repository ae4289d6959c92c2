"""How many an organisation has offered each week of a round, as its staff counted."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Sum

from tycktill_web.fieldwork.models import OfferTally, Round
from tycktill_web.participants.models import Organisation

_WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class OfferedWeek:
    """A calendar week, known by its Monday; `offered` is None where it has not come."""

    monday: datetime.date
    offered: int | None

    @property
    def number(self) -> int:
        """What calendars call it."""
        return self.monday.isocalendar().week


def offered_weeks(
    round: Round, organisations: Sequence[Organisation], *, on: datetime.date
) -> Mapping[int, Sequence[OfferedWeek]]:
    """By organisation, each week of the round. One statement."""
    own = OfferTally.objects.filter(round=round, registration__unit__organisation__in=organisations)
    days = own.order_by().values_list("registration__unit__organisation", "counted_on").annotate(Sum("offered"))
    sums: Counter[tuple[int, datetime.date]] = Counter()
    for organisation, day, offered in days:
        sums[organisation, _monday_of(day)] += offered
    mondays = [_monday_of(round.opens_on)]
    while mondays[-1] + _WEEK <= round.closes_on:
        mondays.append(mondays[-1] + _WEEK)
    return {
        each.pk: [OfferedWeek(monday, sums[each.pk, monday] if monday <= on else None) for monday in mondays]
        for each in organisations
    }


def _monday_of(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())
