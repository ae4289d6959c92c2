"""Today's count of offered at a unit: one big number per questionnaire."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from tycktill.instrument import texts
from tycktill_web.fieldwork.models import OfferTally, Round
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.fieldwork.rounds import Deed, is_allowed
from tycktill_web.pages.desk.scope import with_rounds
from tycktill_web.participants.models import Registration, Unit


@dataclass(frozen=True, slots=True)
class Counter:
    """How many a unit has offered a questionnaire today."""

    registration: Registration
    round: Round
    offered: int

    @property
    def target_group(self) -> str:
        """Whom the questionnaire is for."""
        return texts(catalogue()[self.registration.instrument].name, str(get_language()))


def counters_of(units: Sequence[Unit], *, on: datetime.date) -> Sequence[Counter]:
    """A counter for each questionnaire that these units offer that day."""
    registrations = Registration.objects.filter(unit__in=units).select_related("unit__organisation")
    pairs = with_rounds(list(registrations.order_by("unit__name", "instrument")))
    running = [(each, round_) for each, round_ in pairs if is_counting(round_, on)]
    tallies = OfferTally.objects.filter(registration__in=[each for each, _ in running], counted_on=on)
    offered = dict(tallies.values_list("registration", "offered"))
    return [Counter(each, round_, offered.get(each.pk, 0)) for each, round_ in running]


def is_counting(round: Round, on: datetime.date) -> bool:
    """Whether the offered of this day are counted in the round."""
    return is_allowed(round, Deed.COUNT_OFFERED) and round.opens_on <= on <= round.closes_on


def days_of(round: Round, *, until: datetime.date) -> Sequence[datetime.date]:
    """The round's days so far, first to last."""
    last = min(until, round.closes_on)
    return [round.opens_on + datetime.timedelta(days=day) for day in range((last - round.opens_on).days + 1)]
