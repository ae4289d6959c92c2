"""What a release tells of a round beside its figures."""

from django.conf import settings

from tycktill.instrument import Day, RoundFacts
from tycktill_web.fieldwork.leading import owner_of
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.ways import counted_in


def facts_of(round: Round) -> RoundFacts:
    """The days it is open, how the offered were counted, how it is unlike earlier rounds, who publishes."""
    owner = owner_of(round)
    return RoundFacts(
        first_day=Day(round.opens_on.isoformat()),
        last_day=Day(round.closes_on.isoformat()),
        counted=counted_in(round),
        unlike_earlier=round.unlike_earlier or None,
        publisher=(owner.name if owner else settings.PUBLISHER) or None,
        contact=None if owner else settings.CONTACT or None,
    )
