"""Guessing is slowed; a waiting room full of people is not."""

import pytest
import time_machine
from tests.tycktill_web import builders
from tests.tycktill_web.fieldwork.test_tickets import stranger

from tycktill.terms import Gender
from tycktill_web.fieldwork.errors import TooManyTries, UsedCode, WrongCode
from tycktill_web.fieldwork.tickets import WRONG_CODES, find_ticket
from tycktill_web.intake import submit_answers
from tycktill_web.participants.models import FailedTry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]
GUESSER, ROOM = "192.0.2.1", "192.0.2.2"
LIMIT = WRONG_CODES.household


def guess(times: int, address: str = GUESSER) -> None:
    """Type a code that was never issued."""
    for _ in range(times):
        with pytest.raises(WrongCode):
            find_ticket(stranger(), on=builders.TODAY, address=address)


def test_many_wrong_codes_from_an_address_stop_the_wrong_ones() -> None:
    builders.open_survey()
    guess(LIMIT)
    with pytest.raises(TooManyTries):
        find_ticket(stranger(), on=builders.TODAY, address=GUESSER)
    guess(1, ROOM)


def test_a_right_code_is_never_stopped_whatever_was_typed_at_its_address() -> None:
    survey = builders.open_survey()
    looked_up, sent = survey.codes(2)
    guess(LIMIT)
    find_ticket(looked_up, on=builders.TODAY, address=GUESSER)
    submit_answers(sent, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY, address=GUESSER)
    with pytest.raises(UsedCode):
        find_ticket(sent, on=builders.TODAY, address=GUESSER)


def test_waiting_room_with_right_codes_counts_for_nothing() -> None:
    for code in builders.open_survey().codes(2 * LIMIT):
        find_ticket(code, on=builders.TODAY, address=ROOM)
    assert not FailedTry.objects.exists()


def test_wrong_codes_are_told_apart_again_in_the_next_window(still_clock: time_machine.Traveller) -> None:
    guess(LIMIT)
    still_clock.shift(WRONG_CODES.seconds)
    guess(1)


def test_the_operator_is_told_once_and_of_no_address(caplog: pytest.LogCaptureFixture) -> None:
    guess(LIMIT)
    for _ in range(3):
        with pytest.raises(TooManyTries):
            find_ticket(stranger(), on=builders.TODAY, address=GUESSER)
    (line,) = caplog.messages
    assert "somebody may be guessing" in line
    assert GUESSER not in line
