"""Counts the offered: today with one press, or all days from a list on paper."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tycktill.instrument import texts
from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import OfferTally, Round
from tycktill_web.fieldwork.offered import MOST_A_DAY, add_offered, record_days, record_offered
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.fieldwork.rounds import is_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.forms import DaysForm, TodayForm
from tycktill_web.pages.desk.scope import desk_page, registration_to_count, with_rounds
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Registration, Role, Unit
from tycktill_web.participants.scope import units_of


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
    return is_allowed(round, RoundAction.COUNT_OFFERED) and round.opens_on <= on <= round.closes_on


def days_of(round: Round, *, until: datetime.date) -> Sequence[datetime.date]:
    """The round's days so far, first to last."""
    last = min(until, round.closes_on)
    return [round.opens_on + datetime.timedelta(days=day) for day in range((last - round.opens_on).days + 1)]


@admit(Role.STAFF, Role.COORDINATOR)
def today(request: HttpRequest) -> HttpResponse:
    """Today's number for each of one's units: plus, minus, or written."""
    day = timezone.localdate()
    if request.method == "POST":
        return _count_today(request)
    counters = counters_of(list(units_of(person_of(request))), on=day)
    return desk_page(request, "desk/today.html", {"counters": counters, "day": day, "most": MOST_A_DAY})


def _count_today(request: HttpRequest) -> HttpResponse:
    form = TodayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Skriv ett heltal, 0 eller mer."))
        return redirect(in_language(reverse("desk:today"), request))
    registration, round_ = registration_to_count(person_of(request), form.cleaned_data["registration"])
    day, more, number = timezone.localdate(), form.cleaned_data["more"], form.cleaned_data["offered"]
    try:
        if more:
            add_offered(round=round_, registration=registration, on=day, more=more)
        else:
            record_offered(round=round_, registration=registration, on=day, offered=number or 0)
            messages.success(request, _("Dagens antal är sparat."))
    except StepRefused as error:
        messages.error(request, str(error))
    return redirect(in_language(f"{reverse('desk:today')}#counter-{registration.pk}", request))


@admit(Role.STAFF, Role.COORDINATOR)
def days(request: HttpRequest, registration_id: int) -> HttpResponse:
    """All days of the round so far, to fill in or to correct."""
    registration, round_ = registration_to_count(person_of(request), registration_id)
    counted = dict(round_.tallies.filter(registration=registration).values_list("counted_on", "offered"))
    form = DaysForm(days_of(round_, until=timezone.localdate()), counted, request.POST or None)
    if form.is_valid():
        try:
            record_days(round=round_, registration=registration, offered=form.changes())
        except StepRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Antalet erbjudna är sparat."))
            return redirect(in_language(reverse("desk:offered", args=[registration.pk]), request))
    context = {"round": round_, "registration": registration, "form": form, "total": sum(counted.values())}
    return desk_page(request, "desk/offered.html", context, status=400 if form.errors else 200)
