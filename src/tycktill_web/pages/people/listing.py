"""Who is in an organisation, in which role, and who is its contact person in each round that goes on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.participants.contacts import contacts_in
from tycktill_web.participants.links import has_lapsed
from tycktill_web.participants.models import Membership, Organisation, Person, Registration, Role
from tycktill_web.participants.second_step import with_second_step

ORDER = (Role.OFFICE, Role.COORDINATOR, Role.STAFF, Role.READER)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in a role."""

    held: Membership
    has_answered: bool
    """Whether they have come in, or have an account from before."""

    invitation_is_old: bool
    second_step_can_be_cleared: bool

    @property
    def person(self) -> Person:
        """Who."""
        return self.held.person


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A round, and whom the office turns to about it."""

    round: Round
    person: Person | None


def people_in(organisation: Organisation, reach: QuerySet[Organisation], *, seen_by: Person) -> Sequence[PersonLine]:
    """Everybody who has a role there, coordinators first. Nobody clears their own second step."""
    held = organisation.memberships.select_related("person", "unit")
    clearable = clearable_among([each.person for each in held], reach) - {seen_by.pk}
    lines = [_person_line(each, can_clear=each.person_id in clearable) for each in held]
    return sorted(lines, key=lambda line: (ORDER.index(Role(line.held.role)), str(line.held.unit or ""), name_of(line)))


def name_of(line: PersonLine) -> str:
    """What they are called, as lists are sorted."""
    return (line.person.first_name or line.person.email).casefold()


def contact_lines(organisation: Organisation) -> Sequence[ContactLine]:
    """Each of its rounds that is not published yet, the newest first."""
    return [
        ContactLine(each, contacts_in(each.key, [organisation]).get(organisation.pk))
        for each in _rounds_of(organisation)
    ]


def coordinators_of(organisation: Organisation) -> Sequence[Person]:
    """Those who can be contact person."""
    held = Membership.objects.filter(organisation=organisation, role=Role.COORDINATOR, person__is_active=True)
    return [each.person for each in held.select_related("person").order_by("person__first_name", "person__email")]


def clearable_among(people: Iterable[Person], reach: QuerySet[Organisation]) -> set[int]:
    """Those who have a second step and no role but in what is reached: whose it is to clear."""
    numbers = [each.pk for each in people]
    elsewhere = Membership.objects.filter(person__in=numbers).exclude(organisation__in=reach).values("person")
    return set(with_second_step(numbers).exclude(pk__in=elsewhere).values_list("pk", flat=True))


def _person_line(held: Membership, *, can_clear: bool) -> PersonLine:
    asked = held.person.invited_at
    return PersonLine(held, asked is None, asked is not None and has_lapsed(asked), can_clear)


def _rounds_of(organisation: Organisation) -> Sequence[Round]:
    registered = Registration.objects.filter(unit__organisation=organisation).values_list("round", "instrument")
    wanted, known = Q(invitations__organisation=organisation), catalogue()
    for label, instrument in registered.distinct():
        if instrument in known:
            wanted |= Q(family=known[instrument].family, label=label)
    return list(Round.objects.filter(wanted).exclude(state=Round.State.RELEASED).distinct())
