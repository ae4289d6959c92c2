"""Somebody sees where they are signed in and ends it from elsewhere; what shuts a way in ends what it had opened."""

from io import StringIO

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.test import Client
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import see, send, signed_in

from tycktill_web.journal.actors import acting_as
from tycktill_web.journal.models import JournalEntry
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.actions import give_role
from tycktill_web.participants.browsers import browser_of, system_of
from tycktill_web.participants.models import Person, Role, Session
from tycktill_web.participants.sessions import SessionStore
from tycktill_web.participants.signed_in import places_of

pytestmark = pytest.mark.django_db
PASSWORD, NEW = "fyra ord som inte hör ihop", "fem andra ord om något annat"
WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/26.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def world() -> worlds.World:
    """Where the coordinator has a password."""
    made = worlds.planned_world()
    made.coordinator.set_password(PASSWORD)
    made.coordinator.save()
    return made


def at(person: Person, browser: str = WINDOWS) -> Client:
    """A browser where somebody is at work."""
    client = signed_in(person)
    client.get("/konto/vidare/", headers={"User-Agent": browser})
    return client


def is_in(client: Client) -> bool:
    """Whether it is still signed in."""
    return client.get("/konto/").status_code == 200


def test_one_sees_where_one_is_signed_in_in_plain_words(world: worlds.World) -> None:
    here = at(world.coordinator)
    at(world.coordinator, IPHONE)
    at(world.reader)
    page = see(here, "/konto/")
    assert "Chrome på Windows Den här" in page
    assert "Safari på iPhone" in page
    assert page.count("Logga ut där") == 2  # of the other, once where its words are explained


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (WINDOWS, "Chrome Windows"),
        (IPHONE, "Safari iPhone"),
        (f"{WINDOWS} Edg/142.0", "Edge Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox Linux"),
        (
            "Mozilla/5.0 (Linux; Android 15; SM-S921B) SamsungBrowser/28.0 Chrome/130 Mobile Safari/537.36",
            "Samsung Internet Android",
        ),
        ("<script>", " "),
    ],
)
def test_of_a_browser_its_well_known_name_is_kept_and_nothing_that_it_sends(said: str, name: str) -> None:
    assert f"{browser_of(said)} {system_of(said)}" == name


def test_neither_address_nor_version_is_kept(world: worlds.World) -> None:
    signed_in(world.coordinator).get("/konto/", headers={"User-Agent": WINDOWS}, REMOTE_ADDR="203.0.113.77")
    row = Session.objects.get()
    kept = f"{vars(row)} {SessionStore().decode(row.session_data)}"
    assert "Windows" in kept
    assert not any(said in kept for said in ("203.0.113.77", "142.0", "Mozilla"))


def test_one_browser_is_signed_out_from_another(world: worlds.World) -> None:
    here, other, third = at(world.coordinator), at(world.coordinator, IPHONE), at(world.coordinator)
    (phone,) = [each for each in places_of(world.coordinator, here=None) if each.session.system == "iPhone"]
    assert "utloggad i 1 annan webbläsare" in send(here, "/konto/", {"place": phone.sign})
    assert [is_in(each) for each in (here, other, third)] == [True, False, True]
    assert "utloggad i 1 annan webbläsare" in send(here, "/konto/", {})
    assert [is_in(each) for each in (here, third)] == [True, False]
    told = JournalEntry.objects.filter(
        action="sessions_ended", person=world.coordinator.pk, organisation=world.granhult.pk
    )
    assert told.count() == 2


def test_nobody_ends_what_is_not_theirs(world: worlds.World) -> None:
    here, other = at(world.reader), at(world.coordinator)
    (theirs,) = places_of(world.coordinator, here=None)
    send(here, "/konto/", {"place": theirs.sign})
    assert is_in(other)
    assert not JournalEntry.objects.filter(action="sessions_ended").exists()


def test_a_form_holds_nothing_to_sign_in_with(world: worlds.World) -> None:
    here = at(world.coordinator)
    at(world.coordinator, IPHONE)
    page = here.get("/konto/").content.decode()
    assert not any(key in page for key in Session.objects.values_list("session_key", flat=True))


def test_a_new_password_ends_all_others(world: worlds.World) -> None:
    here, other = Client(), at(world.coordinator)
    here.post("/konto/login/", {"login": world.coordinator.email, "password": PASSWORD})
    here.post("/konto/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert [is_in(each) for each in (here, other)] == [True, False]
    assert world.coordinator.sessions.count() == 1


@pytest.mark.parametrize("how", ["shut", "clear_second_step", "new_password"])
def test_what_the_operator_takes_ends_it_at_once(world: worlds.World, how: str) -> None:
    client = at(world.coordinator)
    call_command("person", world.coordinator.email, **{how: True}, stdout=StringIO())
    assert not world.coordinator.sessions.exists()
    assert not is_in(client)


def test_who_is_taken_away_is_signed_out_with_the_last_role(world: worlds.World) -> None:
    with acting_as(actor_of(world.anna)):
        give_role(person=world.reader, role=Role.READER, organisation=world.alvmora)
    client, cilla = at(world.reader), at(world.coordinator)
    for place in (world.granhult, world.alvmora):
        assert is_in(client)
        chief = cilla if place == world.granhult else at(world.anna)
        space = "kommun" if place == world.granhult else "kansli"
        held = world.reader.memberships.get(organisation=place)
        send(chief, f"/{space}/personer/{place.pk}/{held.pk}/ta-bort/", {})
    assert not is_in(client)


def test_who_leaves_is_signed_out_wherever_that_was(world: worlds.World) -> None:
    """Else who is invited again years later would find an old browser let in."""
    with acting_as(actor_of(world.anna)):
        give_role(person=world.stranger, role=Role.COORDINATOR, organisation=world.granhult)
    here, other = at(world.coordinator), at(world.coordinator)
    held = world.coordinator.memberships.get()
    send(here, f"/kommun/personer/{world.granhult.pk}/{held.pk}/ta-bort/", {})
    assert not world.coordinator.sessions.exists()
    with acting_as(actor_of(world.anna)):
        give_role(person=world.coordinator, role=Role.COORDINATOR, organisation=world.granhult)
    assert not is_in(here)
    assert not is_in(other)


def test_whose_second_step_is_cleared_is_signed_out(world: worlds.World) -> None:
    with acting_as(actor_of(world.anna)):
        TOTP.activate(world.reader, "A" * 32)
    client = at(world.reader)
    held = world.reader.memberships.get()
    send(at(world.coordinator), f"/kommun/personer/{world.granhult.pk}/{held.pk}/nollstall/", {})
    assert not is_in(client)


def test_the_heading_of_where_one_is_signed_in_is_said_once(world: worlds.World) -> None:
    assert see(at(world.coordinator), "/konto/").count("Här är du inloggad") == 1
