"""Coordinators and office invite, list, take away and hand over on pages, each only where they reach."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings
from tests.tycktill_web import worlds
from tests.tycktill_web.at_work import at_work, work_off
from tests.tycktill_web.pages import see, send, signed_in, words
from tests.tycktill_web.post import PostOffice, post_office

from tycktill_web.jobs.mailing import MailNotSet
from tycktill_web.jobs.models import Job
from tycktill_web.pages.account.forgotten import BY_ADDRESS, OF_ACCOUNT
from tycktill_web.pages.people.pages import INVITATIONS
from tycktill_web.participants.actions import add_person, give_role
from tycktill_web.participants.contacts import contacts_in
from tycktill_web.participants.errors import AlreadyThere, LastOne
from tycktill_web.participants.models import Organisation, Person, Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> worlds.World:
    """Two municipalities and an open round."""
    return worlds.open_world()


@pytest.fixture
def post(settings: Settings) -> Iterator[PostOffice]:
    """A mail server."""
    with post_office(settings) as office:
        yield office


def sent() -> None:
    """What waits is done."""
    with at_work() as worker:
        work_off(worker)


def place(organisation: Organisation, of: str = "kommun") -> str:
    """The page of its people."""
    return f"/{of}/personer/{organisation.pk}/"


def test_a_coordinator_invites_by_mail_and_the_invited_comes_in(world: worlds.World, post: PostOffice) -> None:
    cilla, own = signed_in(world.coordinator), place(world.granhult)
    told = send(cilla, f"{own}bjud-in/", {"email": "ny@granhult.example", "role": "reader"})
    assert "Ett brev är på väg till ny@granhult.example." in told
    assert "Läsare Inbjuden" in told
    sent()
    (link,) = post.links("ny@granhult.example")
    guest = Client()
    assert "Du loggar in med ny@granhult.example" in see(guest, link)
    assert guest.post(link, {"name": "Nils", "password": "fyra ord som inte hör ihop"})["Location"] == "/kommun/"
    assert "Nils ny@granhult.example" in see(cilla, own)


def test_an_invitation_is_sent_again_on_the_page_and_the_first_ends(world: worlds.World, post: PostOffice) -> None:
    cilla, own = signed_in(world.coordinator), place(world.granhult)
    send(cilla, f"{own}bjud-in/", {"email": "ny@granhult.example", "role": "coordinator"})
    sent()
    held = Person.objects.get(email="ny@granhult.example").memberships.get()
    assert "Ett nytt brev är på väg" in send(cilla, f"{own}{held.pk}/igen/", {})
    sent()
    assert [Client().get(link).status_code for link in post.links("ny@granhult.example")] == [410, 200]


def test_what_is_wrong_with_an_invitation_is_told_and_nothing_is_made(world: worlds.World, settings: Settings) -> None:
    cilla, page = signed_in(world.coordinator), f"{place(world.granhult)}bjud-in/"
    assert "Välj enheten där personen arbetar." in send(cilla, page, {"email": "a@b.example", "role": "staff"})
    assert "ingen e-postadress" in send(cilla, page, {"email": "a", "role": "reader"})
    assert "Välj en roll." in send(cilla, page, {"email": "a@b.example"})
    assert str(AlreadyThere.sentence) in send(cilla, page, {"email": world.reader.email, "role": "reader"})
    settings.SENDS_MAIL = False
    assert str(MailNotSet.sentence) in send(cilla, page, {"email": "a@b.example", "role": "reader"})
    assert not Person.objects.filter(email="a@b.example").exists()
    assert not Job.objects.exists()


@pytest.mark.usefixtures("still_clock")
def test_an_organisation_sends_no_flood_of_letters(world: worlds.World, post: PostOffice) -> None:
    cilla, page = signed_in(world.coordinator), f"{place(world.granhult)}bjud-in/"
    for _ in range(INVITATIONS.household):
        INVITATIONS.count_try("", str(world.granhult.pk))
    refused = send(cilla, page, {"email": "a@b.example", "role": "reader"})
    assert "Ni har skickat många inbjudningar på kort tid." in refused
    assert not Person.objects.filter(email="a@b.example").exists()


def test_nobody_makes_themselves_more_than_they_are(world: worlds.World) -> None:
    cilla = signed_in(world.coordinator)
    page = f"{place(world.granhult)}bjud-in/"
    assert "Något behöver rättas" in send(cilla, page, {"email": world.coordinator.email, "role": "office"})
    elsewhere = {"email": "a@b.example", "role": "staff", "unit": world.elsewhere.unit_id}
    assert "Något behöver rättas" in send(cilla, page, elsewhere)
    for way in ("", "bjud-in/", f"{world.stranger.memberships.get().pk}/ta-bort/", "kontakt/ifo/2024/"):
        assert cilla.post(f"{place(world.alvmora)}{way}", {"person": world.coordinator.pk}).status_code == 404
    office = Organisation.objects.get(kind=Organisation.Kind.NATIONAL)
    assert cilla.get(place(office)).status_code == 404


def test_a_role_is_taken_away_at_once_and_the_last_coordinator_stays(world: worlds.World) -> None:
    cilla, own = signed_in(world.coordinator), place(world.granhult)
    reader = signed_in(world.reader)
    assert reader.get("/kommun/").status_code == 200
    taking = f"{own}{world.reader.memberships.get().pk}/ta-bort/"
    assert "Ta bort" in see(cilla, taking)
    assert f"{world.reader.email} är borttagen." in send(cilla, taking, {})
    assert reader.get("/kommun/")["Location"].startswith("/konto/login/")
    mine = f"{own}{world.coordinator.memberships.get().pk}/ta-bort/"
    assert "Det är du själv" in see(cilla, mine)
    assert str(LastOne.sentence) in send(cilla, mine, {})
    dora = add_person(email="dora@granhult.example", password="hemligt")
    give_role(person=dora, role=Role.COORDINATOR, organisation=world.granhult)
    assert cilla.post(mine, {})["Location"] == "/"
    assert cilla.get(own)["Location"].startswith("/konto/login/")


def test_the_contact_is_handed_over_by_two_clicks(world: worlds.World) -> None:
    dora = add_person(email="dora@granhult.example", password="hemligt", name="Dora")
    give_role(person=dora, role=Role.COORDINATOR, organisation=world.granhult)
    cilla, own = signed_in(world.coordinator), place(world.granhult)
    assert f'href="{own}kontakt/ifo/2024/"' in cilla.get(own).content.decode()
    assert "Välj vem som tar över." in see(cilla, f"{own}kontakt/ifo/2024/")
    assert "Gör till kontaktperson : Dora" in see(cilla, f"{own}kontakt/ifo/2024/")
    assert "Dora är kontaktperson nu." in send(cilla, f"{own}kontakt/ifo/2024/", {"person": dora.pk})
    assert contacts_in(world.round.key)[world.granhult.pk] == dora
    wrong = send(cilla, f"{own}kontakt/ifo/2024/", {"person": world.reader.pk})
    assert "inte samordnare längre" in wrong


def test_whoever_is_alone_is_told_to_invite_somebody_to_take_over(world: worlds.World) -> None:
    page = see(signed_in(world.coordinator), f"{place(world.granhult)}kontakt/ifo/2024/")
    assert "Ingen annan är samordnare än. Bjud in den som ska ta över." in page
    assert "Välj vem som tar över." not in page


def test_the_office_reaches_every_organisation_and_sees_who_has_no_coordinator(world: worlds.World) -> None:
    anna = signed_in(world.anna)
    world.stranger.memberships.all().delete()
    listed = see(anna, "/kansli/personer/")
    assert "1 har ingen samordnare än" in listed
    assert listed.index("Älvmora") < listed.index("Granhult")
    assert "Granhult" not in see(anna, "/kansli/personer/?sok=lvmor")
    send(anna, f"{place(world.alvmora, 'kansli')}bjud-in/", {"email": "ny@alvmora.example", "role": "coordinator"})
    assert world.alvmora.memberships.get().person.email == "ny@alvmora.example"
    listed = see(anna, "/kansli/personer/")
    assert "Älvmora samordnaren är inbjuden" in listed
    assert "har ingen samordnare än" not in listed
    office = Organisation.objects.get(kind=Organisation.Kind.NATIONAL)
    send(anna, f"{place(office, 'kansli')}bjud-in/", {"email": "c@kansliet.example", "role": "office"})
    assert office.memberships.count() == 3


def test_a_forgotten_password_is_chosen_anew_by_mail_and_nobody_learns_who_has_an_account(
    world: worlds.World, post: PostOffice
) -> None:
    answers = {
        words(Client().post("/konto/glomt/", {"email": email})).replace(email, "")
        for email in (world.coordinator.email, "ingen@granhult.example")
    }
    assert len(answers) == 1
    sent()
    (letter,) = post.letters
    assert letter["To"] == world.coordinator.email
    (link,) = post.links(world.coordinator.email)
    client = Client()
    assert client.post(link, {"password": "fyra ord som inte hör ihop"})["Location"] == "/kommun/"
    assert client.get("/kommun/").status_code == 200
    assert Client().get(link).status_code == 410


@pytest.mark.usefixtures("still_clock")
def test_a_mailbox_and_a_guesser_are_spared(world: worlds.World, post: PostOffice) -> None:
    for each in range(OF_ACCOUNT.household + 2):
        Client(REMOTE_ADDR=f"203.0.113.{each}").post("/konto/glomt/", {"email": world.coordinator.email})
        sent()
    assert len(post.letters) == OF_ACCOUNT.household
    answers = [words(Client().post("/konto/glomt/", {"email": "a@b.example"})) for _ in range(BY_ADDRESS.household + 1)]
    assert "Vänta en timme" in answers[-1]
    assert "Vänta en timme" not in answers[-2]
