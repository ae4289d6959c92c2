"""Who has signed in stays so while at work; what they saw is kept nowhere."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import see, send, signed_in

from tycktill_web.participants.models import Session

HOUR = 3600
ENDED = "Din inloggning har gått ut, så att ingen annan kan ta vid där du slutade."
UNSAVED = "Det du nyss skickade sparades inte."


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still."""
    with time_machine.travel("2024-11-20T07:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def anna(db: None, clock: time_machine.Traveller) -> Client:
    """Somebody of the office, who has just signed in."""
    return signed_in(worlds.closed_world().anna)


def is_in(client: Client) -> bool:
    """Whether the office's start page is shown."""
    return client.get("/kansli/").status_code == 200


def test_whoever_works_stays_signed_in(anna: Client, clock: time_machine.Traveller) -> None:
    for _ in range(20):
        clock.shift(HOUR / 2)
        assert is_in(anna)


def test_whoever_leaves_the_desk_is_signed_out(anna: Client, clock: time_machine.Traveller, settings: Settings) -> None:
    assert is_in(anna)
    clock.shift(settings.SESSION_COOKIE_AGE + 1)
    page = anna.get("/kansli/", follow=True)
    assert page.redirect_chain == [("/konto/login/?next=/kansli/", 302)]
    assert ENDED in page.content.decode()
    assert UNSAVED not in page.content.decode()
    assert ENDED not in see(anna, "/konto/login/")


def test_what_was_sent_too_late_is_said_not_to_be_saved(anna: Client, clock: time_machine.Traveller) -> None:
    assert is_in(anna)
    clock.shift(2 * HOUR)
    page = send(anna, "/kansli/planera/", {"family": "ifo"})
    assert ENDED in page
    assert UNSAVED in page


def test_nobody_works_longer_than_a_day(anna: Client, clock: time_machine.Traveller, settings: Settings) -> None:
    for _ in range(settings.LONGEST_SESSION // (HOUR // 2) - 1):
        clock.shift(HOUR / 2)
        assert is_in(anna)
    clock.shift(HOUR / 2)
    assert not is_in(anna)


def test_the_browser_forgets_when_it_is_closed(anna: Client) -> None:
    assert is_in(anna)
    cookie = anna.cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_looking_around_writes_once_a_minute(anna: Client, clock: time_machine.Traveller) -> None:
    assert is_in(anna)
    before = Session.objects.get().expire_date
    clock.shift(30)
    assert is_in(anna)
    assert Session.objects.get().expire_date == before
    clock.shift(31)
    assert is_in(anna)
    assert Session.objects.get().expire_date > before


def test_who_never_signed_in_is_told_nothing(db: None) -> None:
    assert ENDED not in Client().get("/kansli/", follow=True).content.decode()
