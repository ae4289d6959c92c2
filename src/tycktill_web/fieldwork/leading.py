"""Who leads a round: the office a national one, the coordinators of an organisation one of its own."""

from django.db.models import QuerySet

from tycktill_web.fieldwork.models import Round, RoundQuerySet
from tycktill_web.participants.models import Membership, Organisation, Person, Role
from tycktill_web.participants.scope import organisations_of


def owner_of(round: Round) -> Organisation | None:
    """Whose own round it is; None for a national one."""
    return round.edition.survey.organisation if round.edition else None


def role_leading(round: Round) -> Role:
    return Role.COORDINATOR if round.is_own else Role.OFFICE


def own_rounds_of(person: Person) -> RoundQuerySet:
    """The own rounds of the organisations that a person coordinates."""
    own = organisations_of(person, Role.COORDINATOR)
    return Round.objects.filter(edition__survey__organisation__in=own).select_related(
        "edition__survey__organisation", "asked_after"
    )


def leaders_of(round: Round) -> QuerySet[Person]:
    """Those who lead a round, whether they have signed in yet or not."""
    held = Membership.objects.filter(role=role_leading(round), person__is_active=True)
    owner = owner_of(round)
    held = held if owner is None else held.filter(organisation=owner)
    return Person.objects.filter(pk__in=held.values("person"))


def may_lead(person: Person, round: Round) -> bool:
    """Whether a person may do with a round what is for its leader to do."""
    held = person.memberships.filter(role=role_leading(round))
    owner = owner_of(round)
    return (held if owner is None else held.filter(organisation=owner)).exists()
