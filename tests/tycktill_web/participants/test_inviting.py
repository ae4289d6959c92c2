"""Who is invited opens their account by a link, once and for a while; nobody locks the last one out."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from tests.tycktill_web import builders
from tests.tycktill_web.pages import words
from time_machine import TimeMachineFixture

from tycktill_web.jobs.account_letters import ForgottenPassword
from tycktill_web.journal.models import JournalEntry
from tycktill_web.pages.account import choosing
from tycktill_web.participants.actions import add_person, give_role, take_role
from tycktill_web.participants.contacts import contacts_in, hand_over
from tycktill_web.participants.errors import AccountIsShut, LastOne, NoAddress, NoCoordinator
from tycktill_web.participants.inviting import invite_person, renew_invitation
from tycktill_web.participants.links import LIFETIME, LinkPurpose, link_for
from tycktill_web.participants.models import Membership, Organisation, Person, Role

pytestmark = pytest.mark.django_db
NEW = {"name": "Nina Ny", "password": "fyra ord som inte hör ihop"}


@pytest.fixture
def place() -> Organisation:
    """A municipality."""
    return builders.municipality()


def invited(place: Organisation, email: str = "nina@kommunen.example", role: Role = Role.COORDINATOR) -> Membership:
    """Somebody who has been asked."""
    return invite_person(email=email, role=role, organisation=place)


def at_work(place: Organisation, email: str, role: Role = Role.COORDINATOR) -> Membership:
    """Somebody who can sign in."""
    return give_role(person=add_person(email=email, password="hemligt"), role=role, organisation=place)


def test_a_link_lets_its_owner_choose_a_password_once(place: Organisation) -> None:
    person = invited(place).person
    link = link_for(person, LinkPurpose.INVITATION)
    answer = Client().post(link, NEW)
    assert (answer.status_code, answer["Location"]) == (302, "/kommun/")
    person.refresh_from_db()
    assert (person.first_name, person.invited_at, person.check_password(NEW["password"])) == ("Nina Ny", None, True)
    again = Client().get(link)
    assert again.status_code == 410
    assert "Länken gäller inte längre" in words(again)
    told = list(JournalEntry.objects.order_by("number").values_list("action", flat=True))
    assert told[-3:] == ["account_opened", "password_changed", "signed_in"]


def test_of_two_who_send_a_link_at_the_same_moment_one_is_told(
    place: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = link_for(invited(place).person, LinkPurpose.INVITATION)
    check = choosing.WelcomeForm.is_valid

    def other_first(form: choosing.WelcomeForm) -> bool:
        monkeypatch.setattr(choosing.WelcomeForm, "is_valid", check)
        assert Client().post(link, NEW).status_code == 302
        return check(form)

    monkeypatch.setattr(choosing.WelcomeForm, "is_valid", other_first)
    assert Client().post(link, NEW | {"password": "andra ord som inte hör dit"}).status_code == 410
    assert Person.objects.get(first_name="Nina Ny").check_password(NEW["password"])


def test_who_is_invited_and_says_that_the_password_is_forgotten_opens_the_account(place: Organisation) -> None:
    held = invited(place)
    link = link_for(held.person, LinkPurpose.FORGOTTEN_PASSWORD)
    assert "Ditt namn" in words(Client().get(link))
    assert Client().post(link, NEW)["Location"] == "/kommun/"
    held.person.refresh_from_db()
    assert held.person.invited_at is None
    with pytest.raises(LastOne):
        take_role(Membership.objects.get(pk=held.pk))


def test_a_forgotten_password_opens_no_account_whose_invitation_has_lapsed(
    place: Organisation, time_machine: TimeMachineFixture
) -> None:
    person, start = invited(place).person, timezone.now()
    time_machine.move_to(start + LIFETIME[LinkPurpose.INVITATION] + datetime.timedelta(minutes=1))
    assert Client().get(link_for(person, LinkPurpose.FORGOTTEN_PASSWORD)).status_code == 410
    assert ForgottenPassword().context(person) is None
    renew_invitation(person, place)
    assert Client().get(link_for(person, LinkPurpose.INVITATION)).status_code == 200


def test_an_easy_password_and_a_missing_name_are_told_and_the_link_stands(place: Organisation) -> None:
    link = link_for(invited(place).person, LinkPurpose.INVITATION)
    told = words(Client().post(link, {"name": "", "password": "Sommaren2026!"}))
    assert "Skriv ditt namn." in told
    assert "Lösenordet är lätt att gissa." in told
    assert Client().post(link, NEW).status_code == 302


@pytest.mark.parametrize("purpose", LinkPurpose)
def test_a_link_dies_of_age(place: Organisation, purpose: LinkPurpose, time_machine: TimeMachineFixture) -> None:
    person, start = invited(place).person, timezone.now()
    link = link_for(person, purpose)
    time_machine.move_to(start + LIFETIME[purpose] - datetime.timedelta(minutes=1))
    assert Client().get(link).status_code == 200
    time_machine.move_to(start + LIFETIME[purpose] + datetime.timedelta(minutes=1))
    assert Client().get(link).status_code == 410


def test_a_newer_invitation_and_a_shut_account_end_a_link(
    place: Organisation, time_machine: TimeMachineFixture
) -> None:
    person = invited(place).person
    first = link_for(person, LinkPurpose.INVITATION)
    time_machine.move_to(timezone.now() + datetime.timedelta(seconds=5))
    renew_invitation(person, place)
    assert Client().get(first).status_code == 410
    second = link_for(person, LinkPurpose.INVITATION)
    person.is_active = False
    person.save()
    assert Client().get(second).status_code == 410


def test_a_changed_link_opens_nothing(place: Organisation) -> None:
    link = link_for(invited(place).person, LinkPurpose.INVITATION)
    for wrong in (link.replace("lank/", "lank/x"), link[:-3] + "/", "/konto/lank/x/"):
        assert Client().get(wrong).status_code == 410


def test_who_has_an_account_gets_the_role_and_keeps_the_password(place: Organisation) -> None:
    eva = add_person(email="eva@kommunen.example", password="hemligt")
    held = invited(place, "EVA@kommunen.example", Role.READER)
    assert (held.person, held.person.invited_at) == (eva, None)


def test_what_is_no_address_and_a_shut_account_are_refused(place: Organisation) -> None:
    with pytest.raises(NoAddress):
        invited(place, "nina")
    Person.objects.filter(pk=add_person(email="a@b.example", password=None).pk).update(is_active=False)
    with pytest.raises(AccountIsShut):
        invited(place, "a@b.example")


def test_the_last_who_can_let_others_in_stays(place: Organisation) -> None:
    first = at_work(place, "cilla@kommunen.example")
    invited(place)  # who has not come yet lets nobody in
    with pytest.raises(LastOne):
        take_role(first)
    at_work(place, "dora@kommunen.example")
    take_role(first)
    assert not Membership.objects.filter(pk=first.pk).exists()


def test_a_reader_and_an_invitation_can_always_be_taken_back(place: Organisation) -> None:
    at_work(place, "cilla@kommunen.example")
    take_role(at_work(place, "eva@kommunen.example", Role.READER))
    take_role(invited(place))
    assert place.memberships.count() == 1


def test_the_contact_person_is_who_was_chosen_or_has_been_coordinator_longest(place: Organisation) -> None:
    assert contacts_in("ifo-2024") == {}
    cilla, dora = (at_work(place, f"{name}@kommunen.example") for name in ("cilla", "dora"))
    assert contacts_in("ifo-2024") == {place.pk: cilla.person}
    hand_over(place, round_key="ifo-2024", to=dora.person)
    assert contacts_in("ifo-2024", [place]) == {place.pk: dora.person}
    assert contacts_in("ifo-2025") == {place.pk: cilla.person}
    hand_over(place, round_key="ifo-2024", to=cilla.person)
    hand_over(place, round_key="ifo-2024", to=dora.person)
    assert JournalEntry.objects.filter(action="contact_chosen").count() == 3
    take_role(dora)
    assert contacts_in("ifo-2024") == {place.pk: cilla.person}
    assert not place.contact_persons.exists()


def test_who_is_invited_is_contact_person_only_until_somebody_has_come(place: Organisation) -> None:
    nina = invited(place).person
    assert contacts_in("ifo-2024") == {place.pk: nina}
    cilla = at_work(place, "cilla@kommunen.example").person
    assert contacts_in("ifo-2024") == {place.pk: cilla}


def test_only_a_coordinator_of_the_place_is_its_contact_person(place: Organisation) -> None:
    reader = at_work(place, "eva@kommunen.example", Role.READER).person
    elsewhere = at_work(builders.municipality("Granstad", "9002"), "gun@granstad.example").person
    for person in (reader, elsewhere):
        with pytest.raises(NoCoordinator):
            hand_over(place, round_key="ifo-2024", to=person)
