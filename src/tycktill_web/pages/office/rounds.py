"""The office's rounds: the list, a new one, one round and its next step, and closing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import close_round, plan_round
from tycktill_web.look.addresses import in_language
from tycktill_web.pages.office.forms import PlanForm
from tycktill_web.pages.office.invitation import earlier_round, invite_as_before
from tycktill_web.pages.office.overview import overview, overviews
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Role


@admit(Role.OFFICE)
def start(request: HttpRequest) -> HttpResponse:
    """All rounds with their state and next step."""
    return render(request, "office/start.html", {"rows": overviews(list(Round.objects.all()))})


@admit(Role.OFFICE)
def plan(request: HttpRequest) -> HttpResponse:
    """Plans a round."""
    form = PlanForm(request.POST or None)
    if form.is_valid():
        try:
            planned = plan_round(**form.cleaned_data)
        except StepRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Omgången är planerad."))
            return to_round(request, planned)
    return render(request, "office/plan.html", {"form": form}, status=400 if form.errors else 200)


@admit(Role.OFFICE)
def show(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """One round: where it is, and what to do next."""
    round_ = get_object_or_404(Round, family=family, label=label)
    return render(request, "office/round.html", {"round": round_, "overview": overview(round_)})


@admit(Role.OFFICE)
def invite(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Registers the units of the round before."""
    round_ = get_object_or_404(Round, family=family, label=label)
    if request.method == "POST":
        try:
            number = invite_as_before(round_)
        except StepRefused as error:
            messages.error(request, str(error))
        else:
            told = ngettext("%(number)s enhet är anmäld.", "%(number)s enheter är anmälda.", number)
            messages.success(request, told % {"number": number_format(number)})
        return to_round(request, round_)
    return render(request, "office/invite.html", {"round": round_, "earlier": earlier_round(round_)})


@admit(Role.OFFICE)
def close(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Closes a round, once it is confirmed."""
    round_ = get_object_or_404(Round, family=family, label=label)
    if request.method == "POST":
        try:
            close_round(round_)
        except StepRefused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Omgången är stängd. Nu går den att räkna."))
        return to_round(request, round_)
    return render(request, "office/close.html", {"round": round_, "overview": overview(round_)})


def to_round(request: HttpRequest, round: Round) -> HttpResponse:
    """On to the round's own page."""
    return redirect(in_language(reverse("office:round", args=[round.family, round.label]), request))
