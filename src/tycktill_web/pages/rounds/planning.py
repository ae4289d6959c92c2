"""Plans a round, changes its days, lets it last longer and removes it again."""

import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.planning import change_days, delete_round, extend_round
from tycktill_web.fieldwork.rounds import is_allowed, registrations_of
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.jobs.round_letters import ExtensionNotice
from tycktill_web.pages.rounds.leader import Leader
from tycktill_web.pages.rounds.letters import write_to_contacts
from tycktill_web.pages.rounds.overview import round_overview
from tycktill_web.pages.rounds.planning_forms import ExtendForm, UnlikeForm, days_form
from tycktill_web.participants.models import Organisation
from tycktill_web.participants.turns import TurnTaken, take_turn
from tycktill_web.releases.errors import ReleaseError
from tycktill_web.releases.unlike import declare_unlike, may_declare


def planning_page(request: HttpRequest, leader: Leader) -> HttpResponse:
    form = leader.plan_form(request)
    if form.is_valid():
        try:
            planned = form.planned_round()
        except StepRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Omgången är planerad."))
            return leader.to_round(request, planned)
    return leader.page(request, "plan.html", {"form": form}, status=400 if form.errors else 200)


def days_page(request: HttpRequest, leader: Leader, family: str, label: str) -> HttpResponse:
    """Changes the days of a round that is planned."""
    round_ = leader.round(request, family, label)
    form = days_form(round_, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_days(round_, form.cleaned_data)
        except StepRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Omgångens dagar är ändrade."))
            return leader.to_round(request, round_)
    context = {"round": round_, "form": form, "may_change": is_allowed(round_, RoundAction.CHANGE_DAYS)}
    return leader.page(request, "days.html", context, status=400 if form.errors else 200)


def extension_page(request: HttpRequest, leader: Leader, family: str, label: str) -> HttpResponse:
    """Lets an open round last longer, once however often the form is sent."""
    round_ = leader.round(request, family, label)
    form = ExtendForm(
        request.POST or None, after=max(round_.closes_on, timezone.localdate()), errand=_turn_errand(round_)
    )
    if form.is_valid():
        try:
            _extend_once(request, round_, **form.cleaned_data)
        except TurnTaken:
            _say_extended(request, leader.round(request, family, label))
            return leader.to_round(request, round_)
        except StepRefused as error:
            form.add_error("closes_on", str(error))
        else:
            return leader.to_round(request, round_)
    context = {"round": round_, "form": form, "may_extend": is_allowed(round_, RoundAction.EXTEND)}
    return leader.page(request, "extend.html", context, status=400 if form.errors else 200)


def _turn_errand(round: Round) -> str:
    return f"extension of {round.key}"


@transaction.atomic
def _extend_once(request: HttpRequest, round: Round, *, closes_on: datetime.date, turn: int) -> None:
    """Extend it and write of that, both or neither; say how it went. Raises StepRefused, TurnTaken."""
    take_turn(_turn_errand(round), turn)
    held = extend_round(round, closes_on=closes_on, on=timezone.localdate())
    sentence = _("Omgången är förlängd. Sista dag är %(day)s.")
    messages.success(request, sentence % {"day": date_format(held.closes_on, "j F Y")})
    own, day = registrations_of(held).order_by().values("unit__organisation"), held.closes_on.isoformat()
    write_to_contacts(
        request,
        held,
        Organisation.objects.filter(pk__in=own),
        lambda organisation: ExtensionNotice(round=held.pk, organisation=organisation, closes_on=day),
    )


def _say_extended(request: HttpRequest, round: Round) -> None:
    """What an earlier press, or somebody else, has done."""
    sentence = _("Omgången är redan förlängd. Sista dag är %(day)s. Den här gången ändrades ingenting.")
    messages.info(request, sentence % {"day": date_format(round.closes_on, "j F Y")})


def unlike_page(request: HttpRequest, leader: Leader, family: str, label: str) -> HttpResponse:
    """Says that a round cannot be compared with earlier ones, and why."""
    round_ = leader.round(request, family, label)
    form = UnlikeForm(request.POST if request.method == "POST" else None, initial=round_.unlike_earlier)
    if form.is_valid():
        try:
            declare_unlike(round_, form.texts)
        except (StepRefused, ReleaseError) as error:
            form.add_error(None, str(error))
        else:
            sentence = _("Omgången jämförs inte med tidigare.") if form.texts else _("Omgången jämförs med tidigare.")
            messages.success(request, sentence)
            return leader.to_round(request, round_)
    context = {"round": round_, "form": form, "may_change": may_declare(round_)}
    return leader.page(request, "unlike.html", context, status=400 if form.errors else 200)


def deletion_page(request: HttpRequest, leader: Leader, family: str, label: str) -> HttpResponse:
    """Removes a planned round, once it is confirmed."""
    round_ = leader.round(request, family, label)
    if request.method == "POST":
        try:
            delete_round(round_)
        except StepRefused as error:
            messages.error(request, str(error))
            return leader.to_round(request, round_)
        messages.success(request, _("Omgången är borttagen. Enheterna finns kvar."))
        return leader.to_page(request, "start")
    context = {
        "round": round_,
        "overview": round_overview(round_),
        "may_delete": is_allowed(round_, RoundAction.DELETE) and not round_.batches.exists(),
    }
    return leader.page(request, "delete.html", context)
