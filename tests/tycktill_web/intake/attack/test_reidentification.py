"""Promise 2: whoever steals everything, and the private key too, cannot tell who answered what."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from tests.tycktill_web import builders
from tests.tycktill_web.intake.attack import postgres_thief, sqlite_thief
from tests.tycktill_web.intake.attack.crowd import Crowd, by_pages, by_the_door, let_answer
from tests.tycktill_web.intake.attack.thief import (
    Evidence,
    Loot,
    best_guess,
    luck,
    number_of_guesses,
    strongest_correlation,
)

from tycktill.fieldwork import parse_code
from tycktill_web.fieldwork.code_tags import code_fingerprint
from tycktill_web.fieldwork.live_figures import renew_figures
from tycktill_web.fieldwork.models import Round, UnusedCodes
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.fieldwork.tickets import Ticket, redeem_code
from tycktill_web.intake import submitting
from tycktill_web.keyring.folder import folder_of
from tycktill_web.keyring.ratchet import Purpose, Ratchet, WrappingKey
from tycktill_web.participants.actions import add_person, give_role
from tycktill_web.participants.models import Role
from tycktill_web.vault.buffers import hold_buffer, write_buffer
from tycktill_web.vault.mixing import POOL, mix_round_answers
from tycktill_web.vault.models import AnswerBuffer, SealedAnswer
from tycktill_web.vault.sealing import seal_sheet

pytestmark = pytest.mark.django_db(transaction=True)
RESPONDENTS = 240
OFTEN = 6.0
"""Standard deviations of a rank correlation that chance exceeds once in a million tests of a hundred orders."""

IS_SQLITE = connection.vendor == "sqlite"


def steal(crowd: Crowd) -> Evidence:
    """Take everything."""
    if IS_SQLITE:
        return sqlite_thief.search(Path(str(connection.settings_dict["NAME"])), crowd.issued)
    return postgres_thief.search(crowd.issued)


def attack(crowd: Crowd, evidence: Evidence) -> Loot:
    """The thief's best guess."""
    return best_guess(evidence, crowd.truth, crowd.opened())


def correlation(crowd: Crowd, evidence: Evidence) -> float:
    """How much the two orders agree that agree most, in standard deviations."""
    return abs(strongest_correlation(evidence, crowd.truth, crowd.opened()).right)


@pytest.fixture
def crowd() -> Crowd:
    """Respondents who answered through the pages, while a coordinator was at work and figures were taken each day."""
    person, place = add_person(email="kerstin@exempel.se", password=None), builders.municipality()
    give_role(person=person, role=Role.COORDINATOR, organisation=place)
    days = (builders.TODAY + timedelta(days=day) for day in count())

    def look_in() -> None:
        client = Client()
        client.force_login(person)
        client.get("/kommun/")
        renew_figures(Round.objects.get(), on=next(days))

    with time_machine.travel(builders.TODAY, tick=True):
        return let_answer(RESPONDENTS, way=by_pages, seed=1, meanwhile=look_in)


def test_thief_does_no_better_than_chance(crowd: Crowd) -> None:
    """Not while the round is open; nor, once it is mixed, with a log of when each code was used.

    Such a log is what a proxy keeps that writes down the addresses of printed links. While the round is open it
    leaves every answer hidden among a pool.
    """
    by_chance = luck(RESPONDENTS, tries=100)
    evidence = steal(crowd)
    assert number_of_guesses(evidence) < 100
    assert attack(crowd, evidence).right <= by_chance
    assert correlation(crowd, evidence) <= OFTEN
    evidence.codes["a proxy's log"] = crowd.done
    assert attack(crowd, evidence).right <= luck(RESPONDENTS, tries=100, among=POOL)

    close_round(crowd.survey.round)
    mix_round_answers(crowd.survey.round.key)
    evidence = steal(crowd)
    evidence.codes["a proxy's log"] = crowd.done
    assert attack(crowd, evidence).right <= by_chance
    assert correlation(crowd, evidence) <= OFTEN


def test_thief_succeeds_where_answers_are_numbered_and_use_is_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The common way, as platforms have it: proof that this thief can."""
    used_at: list[bytes] = []

    def redeem_and_note(code: str, **named: Any) -> Ticket:
        ticket = redeem_code(code, **named)
        used_at.append(code_fingerprint(parse_code(code)))
        return ticket

    monkeypatch.setattr(submitting, "redeem_code", redeem_and_note)
    monkeypatch.setattr(submitting, "seal_answer", insert_numbered)
    crowd = let_answer(RESPONDENTS, way=by_the_door, seed=2)
    evidence = steal(crowd)
    evidence.codes["time of use"] = used_at
    assert attack(crowd, evidence).right > RESPONDENTS * 0.9
    assert correlation(crowd, evidence) > 2 * OFTEN


@pytest.mark.usefixtures("no_help_from_the_database")
def test_thief_succeeds_where_one_key_wraps_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database remembers what it wrote: proof that each writing needs a key of its own."""
    advance = Ratchet.advance

    def stand_still(ratchet: Ratchet, number: int, write: Callable[[WrappingKey], object]) -> WrappingKey:
        if not number:
            return advance(ratchet, number, write)
        key = ratchet.key(number)
        write(key)
        return key

    monkeypatch.setattr(Ratchet, "advance", stand_still)
    crowd = let_answer(POOL, way=by_the_door, seed=3)
    loot = attack(crowd, steal(crowd))
    assert loot.name in {"commit in the log", "dead rows"}
    assert loot.right > loot.tried / 2, loot
    assert loot.right >= POOL / 4, loot


def test_after_an_answer_only_the_present_can_be_unwrapped() -> None:
    crowd = let_answer(POOL, way=by_the_door, seed=4)
    for purpose in (Purpose.CODES, Purpose.BUFFER):
        kept = (folder_of(crowd.survey.round.key) / purpose).read_bytes()
        keys = [kept[start : start + 8] for start in (0, 512) if any(kept[start : start + 48])]
        rows = (
            [*UnusedCodes.objects.values_list("bits", flat=True)]
            if purpose == Purpose.CODES
            else [AnswerBuffer.objects.get().answers]
        )
        assert keys == [bytes(rows[0])[:8]]


@pytest.fixture
def no_help_from_the_database() -> Iterator[None]:
    """PostgreSQL sweeps by itself once a minute, and SQLite begins its log anew when that is long, as it may be by now:
    these tests are to see what would be swept."""
    tables = [] if IS_SQLITE else [UnusedCodes._meta.db_table, AnswerBuffer._meta.db_table]
    with connection.cursor() as cursor:
        if IS_SQLITE:
            cursor.execute("PRAGMA wal_autocheckpoint")
            pages = int(cursor.fetchone()[0])
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA wal_autocheckpoint = 0")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} SET (autovacuum_enabled = false, toast.autovacuum_enabled = false)")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} RESET (autovacuum_enabled, toast.autovacuum_enabled)")
        if IS_SQLITE:
            cursor.execute(f"PRAGMA wal_autocheckpoint = {pages}")


def insert_numbered(round_key: str, sheet: bytes, public_key: bytes, **_: int) -> None:
    """What `seal_answer` would do if it numbered the answers."""
    sealed = seal_sheet(sheet, round_key=round_key, public_key=public_key)
    buffer = hold_buffer(round_key)
    key = Ratchet(round_key, Purpose.VAULT)
    wrapping = key.key(buffer.vault_key) if buffer.vault_key else key.advance(0, lambda _: None)
    number = SealedAnswer.objects.count() + 1
    SealedAnswer.objects.create(id=number, round=round_key, ciphertext=wrapping.wrap(sealed))
    write_buffer(buffer, buffer.answers, vault_key=wrapping.number)
