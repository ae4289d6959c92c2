"""Adds organisations, units, registrations, people and roles."""

from collections.abc import Callable

from django.db import transaction

from tycktill.answers import UNIT_BYTES, name_fault, unit_name
from tycktill_web.journal.account_events import RoleGiven, RoleTaken
from tycktill_web.journal.events import OrganisationAdded, OrganisationRenamed, UnitAdded, UnitRegistered
from tycktill_web.journal.facts import reads_as_code
from tycktill_web.journal.writing import record
from tycktill_web.participants.errors import (
    LastOne,
    NameTaken,
    NameTooLong,
    NameUnfit,
    OrganisationNameTaken,
    RoleNeedsUnit,
)
from tycktill_web.participants.models import LONGEST_NAME, Membership, Organisation, Person, Registration, Role, Unit


@transaction.atomic
def add_organisation(*, kind: Organisation.Kind, name: str, municipality: str = "") -> Organisation:
    """An organisation; `municipality` is the four-digit code, empty for the national office alone.

    Raises NameTooLong, NameUnfit.
    """
    made = Organisation.objects.create(kind=kind, name=fit_name(name), municipality=municipality)
    record(OrganisationAdded(organisation=made.name), of=made)
    return made


@transaction.atomic
def rename_organisation(organisation: Organisation, *, name: str) -> Organisation:
    """The organisation under another name from now on; results know municipalities by their codes.

    Raises NameTooLong, NameUnfit, OrganisationNameTaken.
    """
    hold_names()
    held = Organisation.objects.get(pk=organisation.pk)
    before, held.name = held.name, fit_name(name)
    others = Organisation.objects.exclude(pk=held.pk).values_list("name", flat=True)
    if held.name.casefold() in map(str.casefold, others):
        raise OrganisationNameTaken
    if held.name != before:
        held.save(update_fields=["name"])
        record(OrganisationRenamed(before=before, after=held.name), of=held)
    return held


def hold_names() -> None:
    """Let whoever else adds or renames an organisation wait until this transaction is over."""
    list(Organisation.objects.select_for_update().filter(kind=Organisation.Kind.NATIONAL))


@transaction.atomic
def add_unit(*, organisation: Organisation, name: str) -> Unit:
    """A unit, whose name no other unit of the same municipality has: results know it by municipality and name.

    Raises NameTooLong, NameUnfit, NameTaken.
    """
    name = _fit_name(name, is_too_long=lambda name: len(name.encode()) > UNIT_BYTES)
    if Unit.objects.filter(organisation__municipality=organisation.municipality, name=name).exists():
        raise NameTaken
    unit = Unit.objects.create(organisation=organisation, name=name)
    record(UnitAdded(unit=unit.name), of=organisation)
    return unit


def fit_name(name: str) -> str:
    """A person's or an organisation's name in the form that it is kept in. Raises NameTooLong, NameUnfit."""
    return _fit_name(name, is_too_long=lambda name: len(name) > LONGEST_NAME)


def _fit_name(name: str, *, is_too_long: Callable[[str], bool]) -> str:
    """The name in the one form that it is kept in. Raises NameTooLong, NameUnfit."""
    name = unit_name(name)
    if not name or is_too_long(name):
        raise NameTooLong
    if name_fault(name, of="place") or reads_as_code(name):
        raise NameUnfit
    return name


@transaction.atomic
def add_registration(*, unit: Unit, family: str, round: str, questionnaire: str) -> Registration:
    """Let a unit take part in a round, by its family and label, with a questionnaire; twice is once."""
    registration, is_new = Registration.objects.get_or_create(unit=unit, round=round, instrument=questionnaire)
    if is_new:
        event = UnitRegistered(unit=unit.name, questionnaire=questionnaire)
        record(event, of=unit.organisation, round=f"{family}-{round}")
    return registration


def add_person(*, email: str, password: str | None, name: str = "") -> Person:
    """Somebody who can sign in with this address; without a password, not yet. Raises NameTooLong, NameUnfit."""
    return Person.objects.create_user(email, password, first_name=name and fit_name(name))


@transaction.atomic
def give_role(*, person: Person, role: Role, organisation: Organisation, unit: Unit | None = None) -> Membership:
    """Let `person` act as `role` in `organisation`; staff in one `unit` of it. Raises RoleNeedsUnit."""
    if (role == Role.STAFF) != (unit is not None) or (unit and unit.organisation_id != organisation.pk):
        raise RoleNeedsUnit
    membership, is_new = Membership.objects.get_or_create(
        person=person, role=role, organisation=organisation, unit=unit
    )
    if is_new:
        _end_what_another_opened(person, organisation)
        record(RoleGiven(account=person.email, role=role, unit=unit.name if unit else ""), of=organisation)
    return membership


def _end_what_another_opened(person: Person, organisation: Organisation) -> None:
    """A session that somebody else's own sign-in has opened is not to reach what is new."""
    if person.identities.exclude(provider__organisation=organisation).exists():
        person.sessions.all().delete()


_WHO_LETS_IN = (Role.OFFICE, Role.COORDINATOR)


@transaction.atomic
def take_role(membership: Membership) -> None:
    """Let its person no longer act so; being contact person goes with it, and being signed in with the last role.

    Raises LastOne.
    """
    organisation, person = membership.organisation, membership.person
    if membership.role in _WHO_LETS_IN:
        peers = Membership.objects.select_for_update().filter(organisation=organisation, role=membership.role)
        can_sign_in = [each for each in peers.select_related("person") if _can_sign_in(each.person)]
        if [each.person_id for each in can_sign_in] == [person.pk]:
            raise LastOne
    membership.delete()
    if membership.role == Role.COORDINATOR:
        organisation.contact_persons.filter(person=person).delete()
    if not person.memberships.exists():
        person.sessions.all().delete()
        person.identities.all().delete()
    unit = membership.unit.name if membership.unit else ""
    record(RoleTaken(account=person.email, role=membership.role, unit=unit), of=organisation)


def _can_sign_in(person: Person) -> bool:
    return person.is_active and person.invited_at is None
