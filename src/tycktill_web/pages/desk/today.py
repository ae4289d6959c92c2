"""Counts who is met today with one press each: a form, which a module sends beside the page and keeps without net."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID, uuid4

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tycktill.instrument import text_in
from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import OfferTally, Round
from tycktill_web.fieldwork.offered import MOST_A_DAY, record_offered
from tycktill_web.fieldwork.outcomes import REASONS, OfferOutcome
from tycktill_web.fieldwork.presses import MOST_PRESSES, Press, count_presses
from tycktill_web.fieldwork.questionnaires import questionnaire_in
from tycktill_web.fieldwork.rounds import is_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.forms import PressForm, WrittenForm
from tycktill_web.pages.desk.scope import desk_page, registration_to_count, with_rounds
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Person, Registration, Role, Unit
from tycktill_web.participants.scope import units_of
from tycktill_web.releases.embargo import early_results_of

UNDO = "angra"
"""In the address: the press that the page has just counted, which its own button takes back."""


@dataclass(frozen=True, slots=True)
class Counter:
    """Whom a unit has met today with a questionnaire, and what can be taken back of it."""

    registration: Registration
    round: Round
    tally: OfferTally
    last: OfferOutcome | None

    @property
    def target_group(self) -> str:
        """Whom the questionnaire is for."""
        return text_in(questionnaire_in(self.round, self.registration.instrument).name, str(get_language()))

    @property
    def not_offered(self) -> int:
        """How many could not be offered."""
        return sum(getattr(self.tally, reason) for reason in REASONS)

    @property
    def reasons(self) -> Sequence[OfferOutcome]:
        """Why somebody could not be offered it."""
        return REASONS

    @property
    def press_number(self) -> UUID:
        """Of the press that the form sends: sent twice it counts once."""
        return uuid4()


def counters_of(units: Sequence[Unit], *, on: datetime.date, last: str = "") -> Sequence[Counter]:
    """A counter for each questionnaire that these units offer that day."""
    registrations = Registration.objects.filter(unit__in=units).select_related("unit__organisation")
    pairs = with_rounds(list(registrations.order_by("unit__name", "instrument")))
    running = [(each, round_) for each, round_ in pairs if is_counting(round_, on)]
    tallies = OfferTally.objects.filter(registration__in=[each for each, _ in running], counted_on=on)
    there = {each.registration_id: each for each in tallies}
    key, _dash, outcome = last.partition("-")
    undone = OfferOutcome(outcome) if outcome in OfferOutcome.values else None
    return [
        Counter(each, round_, there.get(each.pk, OfferTally()), undone if key == str(each.pk) else None)
        for each, round_ in running
    ]


def is_counting(round: Round, on: datetime.date) -> bool:
    """Whether the offered of this day are counted in the round."""
    return is_allowed(round, RoundAction.COUNT_OFFERED) and round.opens_on <= on <= round.closes_on


@admit(Role.STAFF, Role.COORDINATOR)
def today_page(request: HttpRequest) -> HttpResponse:
    """Each of one's units today: offered, declined, could not be offered; or the day's number, written."""
    if request.method == "POST":
        return _count_press(request) if "outcome" in request.POST else _write_day(request)
    day = timezone.localdate()
    person = person_of(request)
    counters = counters_of(list(units_of(person)), on=day, last=request.GET.get(UNDO, ""))
    context = {"counters": counters, "day": day, "most": MOST_A_DAY, "early": early_results_of(person)}
    return desk_page(request, "desk/today.html", context)


def _count_press(request: HttpRequest) -> HttpResponse:
    form = PressForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Trycket kom inte fram helt. Tryck igen."))
        return redirect(in_language(reverse("desk:today"), request))
    sent = form.cleaned_data
    registration, round_ = registration_to_count(person_of(request), sent["registration"])
    outcome, day = OfferOutcome(sent["outcome"]), timezone.localdate()
    press = Press(sent["number"], registration, day, outcome, is_undone=sent["undone"])
    for refused in count_presses(round_, [press], on=day).values():
        messages.error(request, str(refused))
    undo = "" if press.is_undone else f"?{UNDO}={registration.pk}-{outcome.value}"
    return redirect(in_language(f"{reverse('desk:today')}{undo}#counter-{registration.pk}", request))


def _write_day(request: HttpRequest) -> HttpResponse:
    form = WrittenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Skriv ett heltal, 0 eller mer."))
        return redirect(in_language(reverse("desk:today"), request))
    registration, round_ = registration_to_count(person_of(request), form.cleaned_data["registration"])
    try:
        number = form.cleaned_data["offered"]
        record_offered(round=round_, registration=registration, on=timezone.localdate(), offered=number)
        messages.success(request, _("Dagens antal är sparat."))
    except StepRefused as error:
        messages.error(request, str(error))
    return redirect(in_language(f"{reverse('desk:today')}#counter-{registration.pk}", request))


class SentPress(msgspec.Struct, frozen=True):
    """A press as a phone sends it."""

    number: UUID
    registration: Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)]
    day: datetime.date
    outcome: Literal["taken", "declined", "acute", "language", "unsuitable", "other"]
    undone: bool = False


@admit(Role.STAFF, Role.COORDINATOR)
@require_POST
def take_presses(request: HttpRequest) -> HttpResponse:
    """Counts what a phone has kept; says which presses are settled, which are refused and why, and today's numbers.

    What is of no unit of one's own is left to whoever may count there.
    """
    try:
        sent = msgspec.json.decode(request.POST.get("presses", ""), type=list[SentPress])[:MOST_PRESSES]
    except msgspec.MsgspecError:
        return JsonResponse({"fault": _("Trycken kom inte fram hela. De ligger kvar och skickas igen.")}, status=400)
    day = timezone.localdate()
    settled = _count_presses(person_of(request), sent, day)
    counters = counters_of(list(units_of(person_of(request))), on=day)
    counts = {each.registration.pk: _tally_numbers(each.tally) for each in counters}
    return JsonResponse({"day": day.isoformat(), "settled": settled, "counts": counts})


def _count_presses(person: Person, sent: Sequence[SentPress], day: datetime.date) -> Mapping[str, str]:
    """Each press that is settled, with why it was refused or nothing."""
    own = Registration.objects.filter(unit__in=units_of(person), pk__in={press.registration for press in sent})
    placed = {each.pk: (each, round_) for each, round_ in with_rounds(list(own.select_related("unit__organisation")))}
    by_round: dict[Round, list[Press]] = {}
    for press in sent:
        if press.registration in placed:
            registration, round_ = placed[press.registration]
            own_press = Press(
                press.number, registration, press.day, OfferOutcome(press.outcome), is_undone=press.undone
            )
            by_round.setdefault(round_, []).append(own_press)
    settled: dict[str, str] = {}
    for round_, own_presses in by_round.items():
        refused = count_presses(round_, own_presses, on=day)
        settled |= {str(each.number): str(refused.get(each.number, "")) for each in own_presses}
    return settled


def _tally_numbers(tally: OfferTally) -> Mapping[str, int]:
    return {"offered": tally.offered, **{name: getattr(tally, name) for name in ("declined", *REASONS)}}


@admit(Role.STAFF, Role.COORDINATOR)
def without_net(request: HttpRequest) -> HttpResponse:
    """An empty page that a phone keeps: a module fills it with what the phone itself remembers of today's page."""
    return render(request, "desk/today_kept.html")


@admit(Role.STAFF, Role.COORDINATOR)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker that shows the kept page; it lies here, since it looks after addresses below its own alone."""
    return render(request, "desk/today_worker.js", content_type="text/javascript")
