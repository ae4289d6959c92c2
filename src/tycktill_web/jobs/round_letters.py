"""Letters about a round: to the contact person of an organisation that lags behind."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tycktill_web.fieldwork.models import Round
from tycktill_web.jobs.letters import Letter
from tycktill_web.look.addresses import set_address
from tycktill_web.participants.contacts import contacts_in
from tycktill_web.participants.models import Organisation, Person


class LaggingReminder(Letter, frozen=True, kw_only=True):
    """The office asks an organisation to go on with a round; one a day and organisation."""

    subject = _("Påminnelse: %(round)s")
    round: int
    organisation: int
    day: str
    """Of two reminders on different days the second is another one."""

    def context(self, to: Person) -> Mapping[str, object] | None:
        """Nothing where the round is over, or somebody else is the contact person, by then."""
        known = Round.objects.filter(pk=self.round, state__in=(Round.State.PLANNED, Round.State.OPEN)).first()
        own = Organisation.objects.filter(pk=self.organisation).first()
        if known is None or own is None or contacts_in(known.key, [own]).get(own.pk) != to:
            return None
        way = reverse("desk:checklist", args=[known.family, known.label, own.pk])
        return {"round": known.key, "organisation": own.name, "closes_on": known.closes_on, "link": set_address(way)}
