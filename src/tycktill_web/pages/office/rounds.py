"""The office's rounds: the list, a new one, one round and its next step, inviting and disposing of answers."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tycktill.answers import is_in_use
from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import catalogue, questionnaires_of
from tycktill_web.fieldwork.rounds import is_allowed, register_unit
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.look.language import in_language
from tycktill_web.pages.office.forms import DisposeForm
from tycktill_web.pages.office.overview import overview, overviews
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Registration, Role
from tycktill_web.releases.disposing import dispose
from tycktill_web.releases.errors import ReleaseError
from tycktill_web.results.errors import CountRefused


@admit(Role.OFFICE)
def start(request: HttpRequest) -> HttpResponse:
    """All rounds with their state and next step."""
    return render(request, "office/start.html", {"rows": overviews(list(Round.objects.national()))})


@admit(Role.OFFICE)
def show(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """One round: where it is, and what to do next."""
    round_ = get_object_or_404(Round.objects.national(), family=family, label=label)
    return render(request, "office/round.html", {"round": round_, "overview": overview(round_)})


@admit(Role.OFFICE)
def invite(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Registers the units of the round before."""
    round_ = get_object_or_404(Round.objects.national(), family=family, label=label)
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
def dispose_answers(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Tells what goes, what stays and what can never be done again; then does it, once it is confirmed."""
    round_ = get_object_or_404(Round.objects.national(), family=family, label=label)
    form = DisposeForm(request.POST or None)
    if form.is_valid():
        try:
            dispose(round_, on=timezone.localdate())
        except (StepRefused, ReleaseError, CountRefused) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Svaren är gallrade. Resultatet och svarsfrekvensen står kvar."))
        return to_round(request, round_)
    context = {"round": round_, "form": form, "may_dispose": is_allowed(round_, RoundAction.DISPOSE)}
    return render(request, "office/dispose.html", context, status=400 if form.errors else 200)


def to_round(request: HttpRequest, round: Round) -> HttpResponse:
    """On to the round's own page."""
    return redirect(in_language(reverse("office:round", args=[round.family, round.label]), request))


def earlier_round(round: Round) -> Round | None:
    """The family's round that opened before this one."""
    others = Round.objects.filter(family=round.family).exclude(pk=round.pk)
    before = Q(opens_on__lt=round.opens_on) | Q(opens_on=round.opens_on, label__lt=round.label)
    return others.filter(before).order_by("-opens_on", "-label").first()


@transaction.atomic
def invite_as_before(round: Round) -> int:
    """Register the units of the earlier round with the same questionnaires; how many. Raises StepRefused.

    A questionnaire that is no longer in use is left out.
    """
    earlier = earlier_round(round)
    if earlier is None:
        return 0
    before = Registration.objects.filter(round=earlier.label, instrument__in=questionnaires_of(round.family))
    kept = [each for each in before.select_related("unit") if is_in_use(catalogue()[each.instrument], round.label)]
    for each in kept:
        register_unit(round=round, unit=each.unit, questionnaire=each.instrument)
    return len(kept)
