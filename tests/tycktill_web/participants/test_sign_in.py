"""Guessing passwords is slowed for whoever guesses, and for nobody else."""

import time
from pathlib import Path

import pytest
from django.test import Client
from tests.serving import serving
from tests.tycktill_web.participants.signing_in import sign_in

from tycktill_web.participants.actions import add_person
from tycktill_web.participants.models import FailedTry, Person
from tycktill_web.participants.sign_in import AT_ACCOUNT, AT_ANY_ACCOUNT

PASSWORD = "ett långt lösenord"
WRONG = "ett fel lösenord"
CILLA = "cilla@kommunen.example"
GUESSER, DESK = "203.0.113.5", "192.0.2.10"


@pytest.fixture
def cilla(db: None, still_clock: None) -> Person:
    """A coordinator."""
    return add_person(email=CILLA, password=PASSWORD)


def post(address: str, email: str = CILLA, password: str = WRONG) -> str:
    """What comes of signing in from an address."""
    response = Client(REMOTE_ADDR=address).post("/konto/login/", {"login": email, "password": password})
    if response.status_code == 302:
        return "in"
    return "wait" if "Vänta fem minuter" in response.content.decode() else "wrong"


def wait_for_room_in_the_window() -> None:
    """Real processes have a real clock, at which a new window might begin in the midst of a test."""
    left = AT_ACCOUNT.seconds - time.time() % AT_ACCOUNT.seconds
    if left < 60:
        time.sleep(left)


@pytest.mark.usefixtures("cilla")
def test_a_stranger_who_guesses_shuts_only_the_stranger_out() -> None:
    assert [post(GUESSER) for _ in range(7)] == ["wrong"] * AT_ACCOUNT.household + ["wait"] * 2
    assert post(GUESSER, password=PASSWORD) == "wait"
    assert post(DESK, password=PASSWORD) == "in"


@pytest.mark.usefixtures("cilla")
@pytest.mark.parametrize("email", [CILLA.upper(), f" {CILLA} ", CILLA.replace("k", "\N{KELVIN SIGN}")])
def test_an_account_is_one_however_it_is_written(email: str) -> None:
    for _ in range(AT_ACCOUNT.household):
        post(GUESSER)
    assert post(GUESSER, email) == "wait"


@pytest.mark.usefixtures("cilla")
def test_one_address_cannot_try_many_accounts() -> None:
    tried = [post(GUESSER, f"person{number}@example.org") for number in range(AT_ANY_ACCOUNT.household + 1)]
    assert tried == ["wrong"] * AT_ANY_ACCOUNT.household + ["wait"]
    assert post(DESK, password=PASSWORD) == "in"


@pytest.mark.usefixtures("cilla")
def test_signing_in_rightly_counts_for_nothing() -> None:
    for _ in range(AT_ACCOUNT.household + 1):
        assert post(DESK, password=PASSWORD) == "in"
    assert set(FailedTry.objects.values_list("tries", flat=True)) == {0}


def test_the_right_password_of_a_closed_account_is_a_failed_try(cilla: Person) -> None:
    cilla.is_active = False
    cilla.save()
    assert [post(DESK, password=PASSWORD) for _ in range(6)] == ["wrong"] * 5 + ["wait"]


def test_ones_own_password_is_not_to_be_guessed_at_a_desk_left_unlocked(cilla: Person) -> None:
    client = Client()
    client.force_login(cilla)
    new = {"password1": "ett annat långt lösenord", "password2": "ett annat långt lösenord"}
    for _ in range(5):
        assert "stämmer inte" in client.post("/konto/password/change/", new | {"oldpassword": "fel"}).content.decode()
    right = client.post("/konto/password/change/", new | {"oldpassword": PASSWORD})
    assert "Vänta fem minuter" in right.content.decode()


@pytest.mark.django_db(transaction=True)
def test_both_workers_count_together_and_a_restart_forgets_nothing(
    tmp_path: Path, child_environment: dict[str, str]
) -> None:
    add_person(email=CILLA, password=PASSWORD)
    wait_for_room_in_the_window()
    behind_proxy = {**child_environment, "TYCKTILL_BEHIND_PROXY": "1"}
    with serving(behind_proxy, bind=f"unix:{tmp_path}/first", workers=2) as service:
        tried = [sign_in(service, CILLA, "fel", forwarded=f"10.0.0.1, {GUESSER}:{40001 + each}") for each in range(7)]
        assert tried == ["wrong"] * 5 + ["wait"] * 2
    with serving(behind_proxy, bind=f"unix:{tmp_path}/second", workers=2) as service:
        assert sign_in(service, CILLA, PASSWORD, forwarded=GUESSER) == "wait"
        assert sign_in(service, CILLA, PASSWORD, forwarded=DESK) == "in"


@pytest.mark.django_db(transaction=True)
def test_people_can_sign_in_on_a_socket_that_knows_no_addresses(
    tmp_path: Path, child_environment: dict[str, str]
) -> None:
    add_person(email=CILLA, password=PASSWORD)
    with serving(child_environment, bind=f"unix:{tmp_path}/socket") as service:
        assert sign_in(service, CILLA, "fel") == "wrong"
        assert sign_in(service, CILLA, PASSWORD) == "in"
