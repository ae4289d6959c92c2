"""A rate limit counts alike for all workers, forgets in time, and keeps no address."""

import pytest
import time_machine
from tests.tycktill_web.racing import at_once

from tycktill_web.participants.models import FailedTry
from tycktill_web.participants.rate_limits import RateLimit, forget_failed_tries

BRAKE = RateLimit("try", household=3, site=7, seconds=60)
HERE, THERE = "192.0.2.1", "192.0.2.2"
HOUSEHOLD = "2001:db8:1:{}::/64"

pytestmark = pytest.mark.usefixtures("still_clock")


@pytest.mark.django_db
def test_as_many_tries_as_the_limit_may_be_made_and_others_elsewhere() -> None:
    assert [BRAKE.count_try(HERE) for _ in range(5)] == [True, True, True, False, False]
    assert BRAKE.is_exceeded(HERE)
    assert not BRAKE.is_exceeded(THERE)
    assert not BRAKE.is_exceeded(HERE, "another account")
    assert FailedTry.objects.get().tries == 3


@pytest.mark.django_db
def test_a_try_that_did_not_fail_is_taken_back() -> None:
    for _ in range(10):
        assert BRAKE.count_try(HERE)
        BRAKE.take_back(HERE)
    BRAKE.take_back(HERE)
    assert FailedTry.objects.get().tries == 0


@pytest.mark.django_db
def test_many_households_of_one_site_share_a_wider_limit() -> None:
    made = [BRAKE.count_try(HOUSEHOLD.format(number)) for number in range(9)]
    assert made == [True] * 7 + [False] * 2
    assert not BRAKE.is_exceeded("2001:db8:2::/64")


@pytest.mark.django_db
def test_one_household_leaves_its_neighbours_room() -> None:
    for _ in range(20):
        BRAKE.count_try(HOUSEHOLD.format(1))
    assert BRAKE.count_try(HOUSEHOLD.format(2))


@pytest.mark.django_db
def test_the_next_window_begins_anew_and_past_ones_are_forgotten(still_clock: time_machine.Traveller) -> None:
    while BRAKE.count_try(HERE):
        pass
    still_clock.shift(BRAKE.seconds)
    assert BRAKE.count_try(HERE)
    assert FailedTry.objects.count() == 1
    still_clock.shift(BRAKE.seconds)
    forget_failed_tries()
    assert not FailedTry.objects.exists()


@pytest.mark.django_db
def test_neither_address_nor_account_is_kept() -> None:
    BRAKE.count_try(HERE, "anna@example.org")
    row = FailedTry.objects.get()
    assert len(bytes(row.fingerprint)) == 32
    assert not [word for word in (HERE, "anna") if word in repr(row.__dict__)]
    assert str(row) == "1 failed tries"


@pytest.mark.django_db(transaction=True)
def test_of_many_tries_at_once_no_more_than_the_limit_are_made() -> None:
    made = at_once([lambda: str(BRAKE.count_try(HERE))] * 8)
    assert sorted(made) == ["False"] * 5 + ["True"] * 3
