"""A second step is demanded of who can do harm, is asked for at each sign-in, is not guessed and can be cleared."""

import re
import time
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import see, send, signed_in, words
from time_machine import TimeMachineFixture

from tycktill_web.journal.actors import acting_as
from tycktill_web.journal.models import JournalEntry
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.actions import give_role
from tycktill_web.participants.forms import AT_SECOND_STEP
from tycktill_web.participants.models import Person, Role
from tycktill_web.site.checks import check_second_step

pytestmark = pytest.mark.django_db
PASSWORD = "fyra ord som inte hör ihop"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def world(settings: Settings) -> worlds.World:
    """As in production."""
    settings.SECOND_STEP_DEMANDED = True
    cache.clear()  # of codes that another test has used
    made = worlds.planned_world()
    for person in (made.anna, made.coordinator, made.reader, made.staff):
        person.set_password(PASSWORD)
        person.save()
    return made


def code(secret: str = SECRET) -> str:
    """What an app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def with_app(person: Person) -> Person:
    """Somebody whose telephone makes codes."""
    with acting_as(actor_of(person)):
        TOTP.activate(person, SECRET)
    return person


def with_password(person: Person) -> Client:
    """A browser in which the password has been given."""
    client = Client()
    client.post("/konto/login/", {"login": person.email, "password": PASSWORD})
    return client


def test_a_coordinator_without_one_is_led_to_it_and_comes_in_with_it(world: worlds.World) -> None:
    client = with_password(world.coordinator)
    assert client.get("/kommun/")["Location"] == "/konto/tvasteg/"
    assert "Två steg när du loggar in" in see(client, "/konto/tvasteg/")
    secret = re.search(r"<code>(\w+)</code>", client.get("/konto/tvasteg/app/").content.decode())
    assert secret
    assert "Koden stämmer inte" in send(client, "/konto/tvasteg/app/", {"code": "000000"})
    assert "Spara dina reservkoder" in send(client, "/konto/tvasteg/app/", {"code": code(secret[1])})
    assert client.get("/konto/vidare/")["Location"] == "/kommun/"
    assert client.get("/kommun/").status_code == 200
    told = JournalEntry.objects.filter(action="second_step_added", organisation=world.granhult.pk)
    assert told.count() == 2  # the app and the codes that are kept


@pytest.mark.parametrize("role", ["reader", "staff"])
def test_who_can_only_read_or_count_is_not_asked(world: worlds.World, role: str) -> None:
    client = with_password(getattr(world, role))
    assert client.get("/kommun/idag/" if role == "staff" else "/kommun/").status_code == 200


def test_the_password_alone_opens_nothing_and_the_code_does(world: worlds.World) -> None:
    client = with_password(with_app(world.anna))
    assert client.get("/kansli/")["Location"].startswith("/konto/login/")
    assert "Koden stämmer inte" in send(client, "/konto/tvasteg/kod/", {"code": "000000"})
    assert client.post("/konto/tvasteg/kod/", {"code": code()})["Location"] == "/kansli/"
    assert client.get("/kansli/").status_code == 200
    assert JournalEntry.objects.filter(action="second_step_failed").count() == 1


def test_a_code_is_taken_once_by_whichever_process(world: worlds.World, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to("2024-09-20T10:00:05Z", tick=False)
    with_app(world.anna)
    assert with_password(world.anna).post("/konto/tvasteg/kod/", {"code": code()}).status_code == 302
    cache.clear()  # as in another process
    assert with_password(world.anna).post("/konto/tvasteg/kod/", {"code": code()}).status_code == 200


def test_codes_are_not_to_be_guessed(world: worlds.World, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to("2024-09-20T10:00:05Z", tick=False)
    client = with_password(with_app(world.anna))
    answers = [words(client.post("/konto/tvasteg/kod/", {"code": f"00000{n}"})) for n in range(7)]
    assert ["Vänta fem minuter" in each for each in answers] == [False] * AT_SECOND_STEP.household + [True] * 2
    assert client.post("/konto/tvasteg/kod/", {"code": code()}).status_code == 200


def test_a_recovery_code_lets_in_once(world: worlds.World) -> None:
    client = with_password(world.anna)
    secret = re.search(r"<code>(\w+)</code>", client.get("/konto/tvasteg/app/").content.decode())
    assert secret
    page = client.post("/konto/tvasteg/app/", {"code": code(secret[1])}, follow=True).content.decode()
    spare = re.findall(r"<code>(\w+)</code>", page)
    assert len(spare) == 10
    assert with_password(world.anna).post("/konto/tvasteg/kod/", {"code": spare[0]}).status_code == 302
    assert with_password(world.anna).post("/konto/tvasteg/kod/", {"code": spare[0]}).status_code == 200


def test_a_session_from_before_it_was_demanded_is_asked_too(world: worlds.World) -> None:
    client = signed_in(with_app(world.anna))
    assert client.get("/kansli/")["Location"] == "/konto/tvasteg/"


def test_the_last_one_stays_where_it_is_demanded(world: worlds.World) -> None:
    client = with_password(with_app(world.anna))
    client.post("/konto/tvasteg/kod/", {"code": code()})
    assert "Ett andra steg krävs i din roll" in see(client, "/konto/tvasteg/app/ta-bort/")
    client.post("/konto/tvasteg/app/ta-bort/", {})
    assert Authenticator.objects.filter(user=world.anna).exists()


def test_the_secret_does_not_lie_readable_in_the_database(world: worlds.World) -> None:
    with_app(world.anna)
    assert SECRET not in str(Authenticator.objects.values_list("data", flat=True))


def test_another_secret_of_the_service_makes_no_code_valid(world: worlds.World, settings: Settings) -> None:
    with_app(world.anna)
    settings.SECRET_KEY = "another" * 10
    client = with_password(world.anna)
    assert client.post("/konto/tvasteg/kod/", {"code": code()}).status_code == 200
    assert client.post("/konto/tvasteg/kod/", {"code": code("")}).status_code == 200


@pytest.mark.parametrize("what", ["new_password", "shut"])
def test_what_the_first_step_rested_on_is_still_so_at_the_second(world: worlds.World, what: str) -> None:
    client = with_password(with_app(world.coordinator))
    call_command("person", world.coordinator.email, **{what: True}, stdout=StringIO())
    assert client.post("/konto/tvasteg/kod/", {"code": code()})["Location"] == "/konto/login/"
    assert "_auth_user_id" not in client.session


def test_it_is_cleared_by_a_colleague_and_by_nobody_who_reaches_less(world: worlds.World) -> None:
    with_app(world.reader)
    cilla = with_password(world.coordinator)
    session = cilla.session
    session["second_step"] = True
    session.save()
    page = f"/kommun/personer/{world.granhult.pk}/{world.reader.memberships.get().pk}/nollstall/"
    assert "Ring hellre än att svara på ett brev" in see(cilla, page)
    with acting_as(actor_of(world.anna)):
        extra = give_role(person=world.reader, role=Role.READER, organisation=world.alvmora)
    assert cilla.get(page).status_code == 404
    extra.delete()
    assert "väljer ett nytt andra steg" in send(cilla, page, {})
    assert not Authenticator.objects.filter(user=world.reader).exists()
    assert JournalEntry.objects.filter(action="second_step_cleared", person=world.coordinator.pk).exists()


def test_nobody_clears_their_own_at_a_desk_left_unlocked(world: worlds.World) -> None:
    cilla = with_password(with_app(world.coordinator))
    assert cilla.post("/konto/tvasteg/kod/", {"code": code()})["Location"] == "/kommun/"
    own = f"/kommun/personer/{world.granhult.pk}/"
    assert "nollstall" not in cilla.get(own).content.decode()
    assert cilla.post(f"{own}{world.coordinator.memberships.get().pk}/nollstall/").status_code == 404
    assert Authenticator.objects.filter(user=world.coordinator).exists()


def test_it_is_cleared_by_the_operator(world: worlds.World) -> None:
    with_app(world.anna)
    call_command("person", world.anna.email, clear_second_step=True, stdout=StringIO())
    assert not Authenticator.objects.exists()


def test_nobody_is_asked_in_a_trial_and_production_says_when_nobody_is(settings: Settings) -> None:
    assert signed_in(worlds.planned_world().anna).get("/kansli/").status_code == 200
    assert [message.id for message in check_second_step()] == ["tycktill.W009"]
    settings.SECOND_STEP_DEMANDED = True
    assert check_second_step() == []


def test_who_signed_in_a_while_ago_shows_again_who_they_are(
    world: worlds.World, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2024-09-20T10:00:05Z", tick=False)
    client = with_password(world.coordinator)
    assert client.get("/konto/tvasteg/app/").status_code == 200
    time_machine.move_to("2024-09-20T10:16:00Z", tick=False)
    asked = client.get("/konto/tvasteg/app/")["Location"]
    assert "Visa att det är du" in see(client, asked)
    assert client.post(asked, {"password": PASSWORD})["Location"] == "/konto/tvasteg/app/"
    assert client.get("/konto/tvasteg/app/").status_code == 200


def test_the_password_asked_for_once_more_is_not_to_be_guessed(world: worlds.World) -> None:
    client = signed_in(world.reader)
    for _ in range(5):
        assert "Lösenordet stämmer inte" in send(client, "/konto/tvasteg/igen/losenord/", {"password": "fel"})
    assert "Vänta fem minuter" in send(client, "/konto/tvasteg/igen/losenord/", {"password": PASSWORD})
