"""Who was offered a national questionnaire was offered the own questions that come after it."""

from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from tycktill_web.fieldwork.after_codes import questionnaires_before
from tycktill_web.fieldwork.models import CodeBatch, CountChoice, OfferTally, Round
from tycktill_web.fieldwork.outcomes import CountedBy
from tycktill_web.fieldwork.questionnaires import asked_in
from tycktill_web.participants.models import Registration

_UNITS_OWN = "registration__unit__registrations"

_BY_SLIPS = Q(registration__in=CountChoice.objects.filter(by=CountedBy.SLIPS).values("registration"))
# Which units go by their slips is asked once and not joined to every day of every unit.
BY_DAYS = Case(When(_BY_SLIPS, then="declined"), default="offered")
"""What a day counts for the offered of a unit, by the count that it has chosen."""

BY_BATCHES = Case(When(_BY_SLIPS, then=F("size") - F("slips_left__left")), default=0)
"""What the slips of a batch count for them."""


def days_before(own: Round, where: Q) -> QuerySet[OfferTally, Any]:
    """The days of the national round, by the own round and its registration of the same unit."""
    return _keyed_by_own(OfferTally.objects.filter(where, **_first_asked(own)), own)


def batches_before(own: Round, where: Q) -> QuerySet[CodeBatch, Any]:
    """The batches of the national round, likewise."""
    return _keyed_by_own(CodeBatch.objects.filter(where, **_first_asked(own)), own)


def registrations_before(own: Round) -> QuerySet[Registration]:
    """Those for the national round after which an own one is asked."""
    found = Registration.objects.filter(round=own.label, instrument__in=questionnaires_before(own))
    return found.filter(unit__registrations__instrument__in=asked_in(own), unit__registrations__round=own.label)


def _keyed_by_own(found: QuerySet[Any], own: Round) -> QuerySet[Any, Any]:
    keyed: QuerySet[Any, Any] = found.order_by().annotate(of=Value(own.pk)).values_list("of", _UNITS_OWN)
    return keyed


def _first_asked(own: Round) -> dict[str, Any]:
    return {
        "round": own.asked_after_id,
        "registration__instrument__in": questionnaires_before(own),
        f"{_UNITS_OWN}__instrument__in": asked_in(own),
        f"{_UNITS_OWN}__round": own.label,
    }
