"""The office plans a round, changes its days, lets it last longer and removes it again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.planning import change_days, days_of, delete_round, extend_round
from tycktill_web.fieldwork.rounds import is_allowed, plan_round
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.look.language import in_language
from tycktill_web.pages.office.overview import overview
from tycktill_web.pages.office.planning_forms import ExtendForm, PlanForm, RoundDaysForm
from tycktill_web.pages.office.rounds import to_round
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Role

_PLANNED = ("family", "label", "opens_on", "closes_on", "preset")


@admit(Role.OFFICE)
def plan(request: HttpRequest) -> HttpResponse:
    """Plans a round."""
    form = PlanForm(request.POST or None)
    if form.is_valid():
        try:
            planned = plan_round(**{name: form.cleaned_data[name] for name in _PLANNED}, announced=form.announced())
        except StepRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Omgången är planerad."))
            return to_round(request, planned)
    return render(request, "office/plan.html", {"form": form}, status=400 if form.errors else 200)


@admit(Role.OFFICE)
def days(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Changes the days of a round that is planned."""
    round_ = get_object_or_404(Round.objects.national(), family=family, label=label)
    form = RoundDaysForm(request.POST or None, initial=days_of(round_))
    if request.method == "POST" and form.is_valid():
        try:
            change_days(round_, form.cleaned_data)
        except StepRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Omgångens dagar är ändrade."))
            return to_round(request, round_)
    context = {"round": round_, "form": form, "may_change": is_allowed(round_, RoundAction.CHANGE_DAYS)}
    return render(request, "office/days.html", context, status=400 if form.errors else 200)


@admit(Role.OFFICE)
def extend(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Lets an open round last longer."""
    round_ = get_object_or_404(Round.objects.national(), family=family, label=label)
    form = ExtendForm(request.POST or None, after=max(round_.closes_on, timezone.localdate()))
    if form.is_valid():
        try:
            held = extend_round(round_, closes_on=form.cleaned_data["closes_on"], on=timezone.localdate())
        except StepRefused as error:
            form.add_error("closes_on", str(error))
        else:
            told = _("Omgången är förlängd. Sista dag är %(day)s.")
            messages.success(request, told % {"day": date_format(held.closes_on, "j F Y")})
            return to_round(request, round_)
    context = {"round": round_, "form": form, "may_extend": is_allowed(round_, RoundAction.EXTEND)}
    return render(request, "office/extend.html", context, status=400 if form.errors else 200)


@admit(Role.OFFICE)
def delete(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Removes a planned round, once it is confirmed."""
    round_ = get_object_or_404(Round.objects.national(), family=family, label=label)
    if request.method == "POST":
        try:
            delete_round(round_)
        except StepRefused as error:
            messages.error(request, str(error))
            return to_round(request, round_)
        messages.success(request, _("Omgången är borttagen. Enheterna finns kvar."))
        return redirect(in_language(reverse("office:start"), request))
    context = {
        "round": round_,
        "overview": overview(round_),
        "may_delete": is_allowed(round_, RoundAction.DELETE) and not round_.batches.exists(),
    }
    return render(request, "office/delete.html", context)
