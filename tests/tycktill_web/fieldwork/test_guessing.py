"""Guessing is slowed; a waiting room full of people is not."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import RequestFactory
from pytest_django import Settings
from tests.tycktill_web import builders
from tests.tycktill_web.fieldwork.test_tickets import stranger

from tycktill.terms import Gender
from tycktill_web.fieldwork import guessing
from tycktill_web.fieldwork.errors import TooManyTries, UsedCode, WrongCode
from tycktill_web.fieldwork.guessing import address_of, check_address, count_wrong
from tycktill_web.fieldwork.models import WrongCode as WrongCodeRow
from tycktill_web.fieldwork.tickets import find_ticket
from tycktill_web.intake import submit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]
GUESSER, ROOM = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def still_clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still at the beginning of a window."""
    with time_machine.travel("2024-09-20T10:00:00Z", tick=False) as clock:
        yield clock


def guess(times: int, address: str = GUESSER) -> None:
    """Type a code that was never issued."""
    for _ in range(times):
        with pytest.raises(WrongCode):
            find_ticket(stranger(), on=builders.TODAY, address=address)


def test_many_wrong_codes_from_an_address_stop_the_wrong_ones() -> None:
    builders.open_survey()
    guess(guessing.ADDRESS_LIMIT)
    with pytest.raises(TooManyTries):
        find_ticket(stranger(), on=builders.TODAY, address=GUESSER)
    guess(1, ROOM)


def test_a_right_code_is_never_stopped_whatever_was_typed_at_its_address() -> None:
    survey = builders.open_survey()
    looked_up, sent = survey.codes(2)
    guess(guessing.ADDRESS_LIMIT)
    find_ticket(looked_up, on=builders.TODAY, address=GUESSER)
    submit(sent, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY, address=GUESSER)
    with pytest.raises(UsedCode):
        find_ticket(sent, on=builders.TODAY, address=GUESSER)


def test_waiting_room_with_right_codes_counts_for_nothing() -> None:
    for code in builders.open_survey().codes(2 * guessing.ADDRESS_LIMIT):
        find_ticket(code, on=builders.TODAY, address=ROOM)
    assert not WrongCodeRow.objects.exists()


def test_wrong_codes_are_told_apart_again_in_the_next_window(still_clock: time_machine.Traveller) -> None:
    guess(guessing.ADDRESS_LIMIT)
    still_clock.shift(guessing.WINDOW_SECONDS)
    guess(1)


def test_past_windows_are_forgotten(still_clock: time_machine.Traveller) -> None:
    guess(1)
    still_clock.shift(guessing.WINDOW_SECONDS)
    guess(1, ROOM)
    assert WrongCodeRow.objects.count() == 1


def test_guessing_from_many_places_narrows_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "ALARM", 8)
    for place in range(5):
        guess(2, f"198.51.100.{place}")
    guess(guessing.ALARM_LIMIT, ROOM)
    with pytest.raises(TooManyTries):
        check_address(ROOM)


def test_address_is_kept_as_a_fingerprint_only() -> None:
    count_wrong(GUESSER)
    row = WrongCodeRow.objects.get()
    assert len(bytes(row.address)) == 32
    assert GUESSER not in repr(row.__dict__)
    assert str(row) == "1 wrong codes"


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "remote", "expected"),
    [
        (False, "203.0.113.9", "192.0.2.1", "192.0.2.1"),  # anybody can send the header
        (True, "10.9.9.9, 203.0.113.9", "192.0.2.1", "203.0.113.9"),  # the proxy adds last
        (True, "", "192.0.2.1", "192.0.2.1"),
        (False, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (False, "", "::ffff:192.0.2.1", "192.0.2.1"),
        (True, "not an address", "192.0.2.1", "not an address"),
    ],
)
def test_address_is_the_one_that_can_be_trusted(
    settings: Settings, behind_proxy: bool, forwarded: str, remote: str, expected: str
) -> None:
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == expected
