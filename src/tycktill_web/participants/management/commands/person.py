"""`tycktill manage person`: makes somebody who can sign in, gives roles and new passwords, shuts an account."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from tycktill.answers import name_fault, unit_name
from tycktill_web.participants.actions import add_organisation, add_person, give_role
from tycktill_web.participants.models import LONGEST_NAME, Organisation, Person, Role, Unit
from tycktill_web.participants.passwords import offer_password
from tycktill_web.participants.second_step import clear_second_step

OFFICE_NAME = "Nationellt kansli"
ADD_IT = "Add it with `tycktill manage participants FILE.csv`."


class Command(BaseCommand):
    help = (
        "Makes a person who can sign in and prints a first password once, or gives a role to one who is there. "
        "A forgotten password is answered by --new-password."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, what they may do and where."""
        parser.add_argument("email", metavar="EMAIL", help="the address that the person signs in with")
        parser.add_argument("--role", choices=list(Role.values), help="what the person may do")
        parser.add_argument("--municipality", metavar="CODE", default="", help="where, by its four digits")
        parser.add_argument("--organisation", metavar="NAME", default="", help="where, when it is another provider")
        parser.add_argument("--unit", metavar="NAME", default="", help="the unit of staff")
        parser.add_argument("--name", default="", help="the person's name, as it stands under a signature")
        parser.add_argument("--ask", action="store_true", help="ask for the password instead of making one")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--new-password", action="store_true", help="give a new password; opens a shut account")
        what.add_argument(
            "--clear-second-step", action="store_true", help="let one whose telephone is lost set up another"
        )
        what.add_argument("--shut", action="store_true", help="let the person in no more; nothing is removed")

    @transaction.atomic
    def handle(self, *_: Any, email: str, role: str | None, name: str, **rest: Any) -> None:
        """Do it, and say what was done. Nothing is done when any of it is refused."""
        person = Person.objects.filter(email__iexact=email.strip()).first()
        asked = [rest[name] for name in ("new_password", "shut", "clear_second_step")]
        if person is None and any(asked):
            raise CommandError(f"Nobody has the address {email}.")
        if role is None and not any(asked):
            raise CommandError("Say what the person may do: --role, or --new-password, --clear-second-step or --shut.")
        needs_password = person is None or rest["new_password"]
        password = _ask_password(ask=rest["ask"]) if needs_password else ""
        person = person or add_person(email=checked_email(email), password=None)
        if role is not None:
            self._give_role(person, Role(role), **{key: rest[key] for key in ("municipality", "organisation", "unit")})
        if rest["clear_second_step"]:
            clear_second_step(person)
            self.stdout.write(f"{person.email} sets up a new second step after the next password")
        self._change_account(person, name=name, password=password, shut=rest["shut"])
        if password and not rest["ask"]:
            self.stdout.write(f"Password (shown this once; to be changed after signing in): {password}")

    def _give_role(self, person: Person, role: Role, *, municipality: str, organisation: str, unit: str) -> None:
        place, at = find_place(role, municipality=municipality, organisation=organisation, unit=unit)
        give_role(person=person, role=role, organisation=place, unit=at)
        self.stdout.write(f"{person.email} is {role.value} of {f'{at}, {place}' if at else place}")

    def _change_account(self, person: Person, *, name: str, password: str, shut: bool) -> None:
        if name:
            person.first_name = checked_name(name, of="person")
        if password:
            person.set_password(password)
            person.is_active = True
        if shut:
            person.is_active = False
            self.stdout.write(f"{person.email} can no longer sign in")
        person.save()


def checked_email(email: str) -> str:
    """The address in the form it is kept in. Raises CommandError when it is none."""
    try:
        validate_email(email.strip())
    except ValidationError:
        raise CommandError(f"{email} is no e-mail address.") from None
    return email.strip().lower()


def checked_name(name: str, *, of: str) -> str:
    """The name in the form it is kept in. Raises CommandError when it is unfit for a table."""
    name = unit_name(name)
    fault = name_fault(name, of=of)
    if fault or len(name) > LONGEST_NAME:
        said = f"{fault.problem}. {fault.remedy}" if fault else f"The name is longer than {LONGEST_NAME} characters"
        raise CommandError(f"{said}.")
    return name


def find_place(role: Role, *, municipality: str, organisation: str, unit: str) -> tuple[Organisation, Unit | None]:
    """Where a role is held; the national office is made if there is none. Raises CommandError."""
    if (role is Role.STAFF) != bool(unit):
        raise CommandError("Staff work in a unit: give --unit for them, and for nobody else.")
    if role is Role.OFFICE:
        return _find_office(municipality=municipality, organisation=organisation), None
    municipality = municipality.zfill(4) if municipality else ""
    if not municipality and not organisation:
        raise CommandError(f"Say where the person is {role.value}: --municipality CODE.")
    if role is Role.STAFF:
        return _find_unit(municipality=municipality, organisation=organisation, name=unit)
    named = Organisation.objects.filter(name=organisation, municipality__startswith=municipality)
    itself = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY, municipality=municipality)
    place = (named if organisation else itself).exclude(kind=Organisation.Kind.NATIONAL).first()
    if place is None:
        raise CommandError(f"There is no organisation {organisation or municipality}. {ADD_IT}")
    return place, None


def _find_office(*, municipality: str, organisation: str) -> Organisation:
    if municipality:
        raise CommandError("The national office stands in no municipality: leave --municipality out.")
    offices = Organisation.objects.filter(kind=Organisation.Kind.NATIONAL)
    found = offices.filter(name=organisation).first() if organisation else offices.first()
    if found is None and offices:
        raise CommandError(f"There is no national office {organisation}; there is {', '.join(map(str, offices))}.")
    name = checked_name(organisation or OFFICE_NAME, of="organisation")
    return found or add_organisation(kind=Organisation.Kind.NATIONAL, name=name)


def _find_unit(*, municipality: str, organisation: str, name: str) -> tuple[Organisation, Unit]:
    units = Unit.objects.filter(name=name, organisation__municipality__startswith=municipality)
    found = (units.filter(organisation__name=organisation) if organisation else units).select_related("organisation")
    unit = found.first()
    if unit is None:
        raise CommandError(f"There is no unit {name} in {organisation or municipality}. {ADD_IT}")
    return unit.organisation, unit


def _ask_password(*, ask: bool) -> str:
    if not ask:
        return offer_password()
    password = getpass.getpass("Password: ")
    try:
        validate_password(password)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from None
    return password
