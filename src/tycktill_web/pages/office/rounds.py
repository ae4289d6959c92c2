"""The units of the round before are registered for a new one."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import number_format
from django.utils.translation import ngettext

from tycktill.answers import is_in_use
from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import catalogue, questionnaires_of
from tycktill_web.fieldwork.rounds import register_unit
from tycktill_web.pages.office.leading import NATIONAL
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Registration, Role


@admit(Role.OFFICE)
def register_again(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Registers the units of the round before."""
    round_ = get_object_or_404(Round.objects.national(), family=family, label=label)
    if request.method == "POST":
        try:
            number = register_as_before(round_)
        except StepRefused as error:
            messages.error(request, str(error))
        else:
            sentence = ngettext("%(number)s enhet är anmäld.", "%(number)s enheter är anmälda.", number)
            messages.success(request, sentence % {"number": number_format(number)})
        return NATIONAL.to_round(request, round_)
    return render(request, "office/register_again.html", {"round": round_, "earlier": earlier_round(round_)})


def earlier_round(round: Round) -> Round | None:
    """The family's round that opened before this one."""
    others = Round.objects.filter(family=round.family).exclude(pk=round.pk)
    before = Q(opens_on__lt=round.opens_on) | Q(opens_on=round.opens_on, label__lt=round.label)
    return others.filter(before).order_by("-opens_on", "-label").first()


@transaction.atomic
def register_as_before(round: Round) -> int:
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
