"""Who is in an organisation, in which role, and who is its contact person in each round that goes on."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.participants.contacts import contacts_in
from tycktill_web.participants.links import LIFETIME, LinkPurpose
from tycktill_web.participants.models import Membership, Organisation, Person, Registration, Role

ORDER = (Role.OFFICE, Role.COORDINATOR, Role.STAFF, Role.READER)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in a role."""

    held: Membership
    has_answered: bool
    """Whether they have come in, or have an account from before."""

    invitation_is_old: bool

    @property
    def person(self) -> Person:
        """Who."""
        return self.held.person


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A round, and whom the office turns to about it."""

    round: Round
    person: Person | None


def people_in(organisation: Organisation) -> Sequence[PersonLine]:
    """Everybody who has a role there, coordinators first."""
    held = organisation.memberships.select_related("person", "unit")
    lines = [_line(each, timezone.now()) for each in held]
    return sorted(lines, key=lambda line: (ORDER.index(Role(line.held.role)), str(line.held.unit or ""), name_of(line)))


def name_of(line: PersonLine) -> str:
    """What they are called, as lists are sorted."""
    return (line.person.first_name or line.person.email).casefold()


def contact_lines(organisation: Organisation) -> Sequence[ContactLine]:
    """Each of its rounds that is not published yet, the newest first."""
    return [
        ContactLine(each, contacts_in(each.key, [organisation]).get(organisation.pk)) for each in _rounds(organisation)
    ]


def coordinators_of(organisation: Organisation) -> Sequence[Person]:
    """Those who can be contact person."""
    held = Membership.objects.filter(organisation=organisation, role=Role.COORDINATOR, person__is_active=True)
    return [each.person for each in held.select_related("person").order_by("person__first_name", "person__email")]


def _line(held: Membership, now: datetime.datetime) -> PersonLine:
    asked = held.person.invited_at
    is_old = asked is not None and asked + LIFETIME[LinkPurpose.INVITATION] < now
    return PersonLine(held, has_answered=asked is None, invitation_is_old=is_old)


def _rounds(organisation: Organisation) -> Sequence[Round]:
    registered = Registration.objects.filter(unit__organisation=organisation).values_list("round", "instrument")
    places, known = Q(invitations__organisation=organisation), catalogue()
    for label, instrument in registered.distinct():
        if instrument in known:
            places |= Q(family=known[instrument].family, label=label)
    return list(Round.objects.filter(places).exclude(state=Round.State.RELEASED).distinct())
