"""Registers for a new round whoever took part in the one before."""

from django.db import transaction

from tycktill.answers import is_in_use
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import catalogue, questionnaires_of
from tycktill_web.fieldwork.rounds import register_unit
from tycktill_web.participants.models import Registration


def earlier_round(round: Round) -> Round | None:
    """The family's round before this one."""
    return Round.objects.filter(family=round.family, label__lt=round.label).order_by("-label").first()


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
