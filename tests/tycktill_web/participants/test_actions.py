"""Laws of adding units and people."""

import pytest
from tests.tycktill_web import builders

from tycktill_web.participants.actions import add_organisation, add_person, add_unit, give_role
from tycktill_web.participants.errors import NameTaken, NameTooLong, NameUnfit, RoleNeedsUnit
from tycktill_web.participants.models import Organisation, Role

pytestmark = pytest.mark.django_db


def test_units_name_is_kept_in_one_form() -> None:
    assert add_unit(organisation=builders.municipality(), name="  Norra   Vuxen ").name == "Norra Vuxen"


@pytest.mark.parametrize("name", ["", "   ", "å" * 61])
def test_units_name_fits_on_a_sheet(name: str) -> None:
    with pytest.raises(NameTooLong):
        add_unit(organisation=builders.municipality(), name=name)


@pytest.mark.parametrize("name", ["=1+1", "+46", "-Norr", "@norr", "＝1", "Nor\u200br", "Norr\x1b[2J"])
def test_units_name_is_harmless_in_a_table(name: str) -> None:
    with pytest.raises(NameUnfit):
        add_unit(organisation=builders.municipality(), name=name)


@pytest.mark.parametrize("name", ["=cmd|'/c calc'!A0", "@norr", "＝1", "Om\u200bsorg", "Norr\x1b[2J"])
def test_names_of_organisations_and_people_are_harmless_too(name: str) -> None:
    with pytest.raises(NameUnfit):
        add_organisation(kind=Organisation.Kind.PROVIDER, name=name, municipality="9001")
    with pytest.raises(NameUnfit):
        add_person(email="a@exempel.se", password=None, name=name)


@pytest.mark.parametrize("name", ["", " ", "å" * 101])
def test_an_organisation_has_a_name_that_there_is_room_for(name: str) -> None:
    with pytest.raises(NameTooLong):
        add_organisation(kind=Organisation.Kind.PROVIDER, name=name, municipality="9001")


def test_two_units_of_a_municipality_never_share_a_name() -> None:
    add_unit(organisation=builders.municipality(), name="Norr")
    provider = add_organisation(kind=Organisation.Kind.PROVIDER, name="Utföraren AB", municipality="9001")
    with pytest.raises(NameTaken) as refused:
        add_unit(organisation=provider, name="Norr")
    assert "Det finns redan en enhet" in str(refused.value)


def test_units_of_different_municipalities_may_share_a_name() -> None:
    for name, code in (("Björkköping", "9001"), ("Granstad", "9002")):
        add_unit(organisation=builders.municipality(name, code), name="Norr")


def test_a_role_is_given_once() -> None:
    person, place = add_person(email="Eva@Exempel.se", password=None), builders.municipality()
    first = give_role(person=person, role=Role.COORDINATOR, organisation=place)
    assert give_role(person=person, role=Role.COORDINATOR, organisation=place) == first
    assert person.email == "Eva@exempel.se"


def test_staff_and_only_staff_have_a_unit_of_their_organisation() -> None:
    person, unit = add_person(email="a@exempel.se", password=None), builders.unit()
    give_role(person=person, role=Role.STAFF, organisation=unit.organisation, unit=unit)
    wrong = [(Role.STAFF, unit.organisation, None), (Role.READER, unit.organisation, unit)]
    wrong += [(Role.STAFF, builders.municipality(), unit)]
    for role, organisation, place in wrong:
        with pytest.raises(RoleNeedsUnit):
            give_role(person=person, role=role, organisation=organisation, unit=place)
