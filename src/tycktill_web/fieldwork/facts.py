"""What a release tells of a round beside its figures."""

from django.conf import settings

from tycktill.instrument import Day, RoundFacts
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.ways import counted_in


def facts_of(round: Round) -> RoundFacts:
    """The days it is open, how the offered were counted, who publishes."""
    return RoundFacts(
        first_day=Day(round.opens_on.isoformat()),
        last_day=Day(round.closes_on.isoformat()),
        counted=counted_in(round),
        publisher=settings.PUBLISHER or None,
        contact=settings.CONTACT or None,
    )
