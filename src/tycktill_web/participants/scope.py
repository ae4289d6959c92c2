"""What a person's roles reach over: the office everything, a coordinator its organisation, staff their unit."""

from django.db.models import Q, QuerySet

from tycktill_web.participants.models import Organisation, Person, Role, Unit


def organisations_of(person: Person, *roles: Role) -> QuerySet[Organisation]:
    """The organisations where a person holds one of `roles`."""
    return Organisation.objects.filter(memberships__in=person.memberships.filter(role__in=roles)).distinct()


def units_of(person: Person) -> QuerySet[Unit]:
    """The units a person answers for: a coordinator all of its organisation's, staff their own."""
    coordinated = organisations_of(person, Role.COORDINATOR)
    own = person.memberships.filter(role=Role.STAFF).values("unit")
    return Unit.objects.filter(Q(organisation__in=coordinated) | Q(pk__in=own)).select_related("organisation")
