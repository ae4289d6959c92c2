"""What a release tells of a round beside its figures."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from tycktill.instrument import Day, RoundFacts, Texts
from tycktill_web.fieldwork.leading import owner_of
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import families_of
from tycktill_web.fieldwork.ways import counted_in


def facts_of(round: Round) -> RoundFacts:
    """The days it is open, whom it is asked of, how the offered are counted, how it is unlike others, who publishes."""
    owner = owner_of(round)
    return RoundFacts(
        first_day=Day(round.opens_on.isoformat()),
        last_day=Day(round.closes_on.isoformat()),
        offered=_asked_of(round.asked_after) if round.asked_after else None,
        counted=counted_in(round),
        unlike_earlier=round.unlike_earlier or None,
        publisher=(owner.name if owner else settings.PUBLISHER) or None,
        contact=None if owner else settings.CONTACT or None,
    )


def _asked_of(first: Round) -> Texts:
    """Whom own questions after a national questionnaire were asked of, in each language of the pages."""
    name, found = families_of(first)[first.family].name, {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[language] = _(
                "Frågorna ställdes på skärm till den som nyss hade svarat på %(survey)s. Svarsfrekvensen är av alla "
                "som erbjöds den enkäten."
            ) % {"survey": f"{name.get(language, name['sv'])} {first.label}"}
    return found
