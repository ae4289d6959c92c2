"""What a person's roles reach over, and what they do not."""

import pytest
from tests.tycktill_web import builders

from tycktill_web.participants.actions import add_person, give_role
from tycktill_web.participants.models import Role
from tycktill_web.participants.scope import organisations_of, units_of

pytestmark = pytest.mark.django_db


def test_coordinator_reaches_all_units_of_its_organisation_only() -> None:
    place = builders.municipality()
    own = {builders.unit("Norr", place), builders.unit("Söder", place)}
    builders.unit("Öster")
    person = add_person(email="a@exempel.se", password=None)
    give_role(person=person, role=Role.COORDINATOR, organisation=place)
    assert set(units_of(person)) == own
    assert list(organisations_of(person, Role.COORDINATOR)) == [place]
    assert not organisations_of(person, Role.OFFICE)


def test_staff_reach_their_own_unit_only() -> None:
    place = builders.municipality()
    own, _ = builders.unit("Norr", place), builders.unit("Söder", place)
    person = add_person(email="a@exempel.se", password=None)
    give_role(person=person, role=Role.STAFF, organisation=place, unit=own)
    assert list(units_of(person)) == [own]
    assert [str(each) for each in person.memberships.all()] == ["a@exempel.se: staff"]


def test_reader_reaches_no_unit() -> None:
    place = builders.unit().organisation
    person = add_person(email="a@exempel.se", password=None)
    give_role(person=person, role=Role.READER, organisation=place)
    assert not units_of(person)
