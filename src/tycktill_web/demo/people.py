"""The people of the demo: one in each role, and a second at the office since two must sign."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from tycktill_web.participants.models import Membership, Organisation, Person, Role, Unit

PASSWORD = "made-up-country"  # noqa: S105  printed for everybody to see, and refused in production
"""Everybody's password."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in, and what for."""

    email: str
    name: str
    role: Role


OFFICE = (
    Account("anna@kansliet.example", "Anna Kansli", Role.OFFICE),
    Account("bo@kansliet.example", "Bo Kansli", Role.OFFICE),
)
COORDINATOR = Account("cilla@kommunen.example", "Cilla Samordnare", Role.COORDINATOR)
STAFF = Account("david@kommunen.example", "David Handläggare", Role.STAFF)
READER = Account("eva@kommunen.example", "Eva Läsare", Role.READER)

ACCOUNTS = (*OFFICE, COORDINATOR, STAFF, READER)


def create_people(*, office: Organisation, municipality: Organisation, unit: Unit) -> None:
    """Give everybody in `ACCOUNTS` a login: two at the office, the others in one municipality and unit of it."""
    password = make_password(PASSWORD)  # slow on purpose, so once
    people = Person.objects.bulk_create(
        Person(email=account.email, first_name=account.name, password=password) for account in ACCOUNTS
    )
    Membership.objects.bulk_create(
        Membership(
            person=person,
            organisation=office if account.role is Role.OFFICE else municipality,
            role=account.role,
            unit=unit if account.role is Role.STAFF else None,
        )
        for person, account in zip(people, ACCOUNTS, strict=True)
    )
