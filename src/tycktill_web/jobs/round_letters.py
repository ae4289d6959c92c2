"""Letters about a round, to the contact person of an organisation: it is invited, it lags, the round lasts longer."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tycktill_web.fieldwork.models import Invitation, Round
from tycktill_web.fieldwork.states import InvitationState
from tycktill_web.jobs.letters import Letter
from tycktill_web.look.addresses import set_address
from tycktill_web.participants.contacts import contacts_in
from tycktill_web.participants.models import Organisation, Person
from tycktill_web.releases.words import name_of_round

_NOT_OVER = (Round.State.PLANNED, Round.State.OPEN)


class RoundInvitation(Letter, frozen=True, kw_only=True):
    """The office asks an organisation to take part in a round."""

    subject = _("Inbjudan: %(round)s")
    round: int
    organisation: int

    def context(self, to: Person) -> Mapping[str, object] | None:
        """Nothing where it has been answered or taken back, the round is over, or somebody else is the contact person,
        by then."""
        asked = Invitation.objects.filter(
            round=self.round, organisation=self.organisation, state=InvitationState.INVITED, round__state__in=_NOT_OVER
        ).select_related("round", "organisation")
        held = asked.first()
        if held is None or contacts_in(held.round.key, [held.organisation]).get(self.organisation) != to:
            return None
        known = held.round
        way = reverse("desk:registration", args=[known.family, known.label, self.organisation])
        return {**_round_facts(known, held.organisation), "known": known, "link": set_address(way)}


class LaggingReminder(Letter, frozen=True, kw_only=True):
    """The office asks an organisation to go on with a round; one a day and organisation."""

    subject = _("Påminnelse: %(round)s")
    round: int
    organisation: int
    day: str
    """Of two reminders on different days the second is another one."""

    def context(self, to: Person) -> Mapping[str, object] | None:
        """Nothing where the round is over, or somebody else is the contact person, by then."""
        known = Round.objects.filter(pk=self.round, state__in=_NOT_OVER).first()
        own = Organisation.objects.filter(pk=self.organisation).first()
        if known is None or own is None or contacts_in(known.key, [own]).get(own.pk) != to:
            return None
        way = reverse("desk:checklist", args=[known.family, known.label, own.pk])
        return {**_round_facts(known, own), "closes_on": known.closes_on, "link": set_address(way)}


class ExtensionNotice(Letter, frozen=True, kw_only=True):
    """An open round lasts longer than was said; one for each new last day."""

    subject = _("Förlängd: %(round)s")
    round: int
    organisation: int
    closes_on: str

    def context(self, to: Person) -> Mapping[str, object] | None:
        """Nothing where the round is over or extended again, or somebody else is the contact person, by then."""
        known = Round.objects.filter(pk=self.round, state=Round.State.OPEN, closes_on=self.closes_on).first()
        own = Organisation.objects.filter(pk=self.organisation).first()
        if known is None or own is None or contacts_in(known.key, [own]).get(own.pk) != to:
            return None
        way = reverse("desk:checklist", args=[known.family, known.label, own.pk])
        return {**_round_facts(known, own), "known": known, "link": set_address(way)}


def _round_facts(round: Round, own: Organisation) -> Mapping[str, object]:
    return {"round": name_of_round(round), "organisation": own.name}
