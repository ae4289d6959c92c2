"""Promise 9: nobody who reads or mixes for long, at the same database, keeps anybody from answering."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from tests.tycktill_web import builders
from tests.tycktill_web.racing import at_once

from tycktill.terms import Gender
from tycktill_web.intake import submit_answers
from tycktill_web.vault.mixing import FULL, mix_round_answers
from tycktill_web.vault.models import SealedAnswer

ANSWERS = FULL + 30

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def never_waiting() -> Iterator[None]:
    """Meanwhile the database refuses at once what would have to wait for others."""
    is_sqlite = connection.vendor == "sqlite"
    never, as_before = (
        ("PRAGMA busy_timeout = 0", f"PRAGMA busy_timeout = {_busy_timeout()}")
        if is_sqlite
        else ("SET lock_timeout = 1", "RESET lock_timeout")
    )
    with connection.cursor() as cursor:
        cursor.execute(never)
        yield
        cursor.execute(as_before)


def _busy_timeout() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        return int(cursor.fetchone()[0])


def test_answers_never_wait_for_a_reader(child_environment: dict[str, str]) -> None:
    survey = builders.open_survey()
    codes = survey.codes(ANSWERS)
    with subprocess.Popen(
        [sys.executable, Path(__file__).with_name("open_reader.py")],
        env=child_environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdin
        assert reader.stdout
        assert reader.stdout.readline() == "0\n"
        with never_waiting():
            for code in codes:
                submit_answers(code, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY)
            mix_round_answers(survey.round.key)
        assert SealedAnswer.objects.count() == ANSWERS
        reader.stdin.write("\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "0\n", "the reader's transaction was open all the while"
        reader.communicate("\n")
    assert len(survey.opened()) == ANSWERS


def test_whatever_would_wait_is_seen(child_environment: dict[str, str]) -> None:
    """The law above can fail: somebody who writes is waited for."""
    survey = builders.open_survey()
    (code, other) = survey.codes(2)
    submit_answers(code, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY)
    writer = connection.copy()
    with writer.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN")
        cursor.execute("UPDATE vault_tray SET vault_key = vault_key")
        with never_waiting(), pytest.raises(OperationalError):
            submit_answers(other, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY)
        cursor.execute("ROLLBACK")
    writer.close()
    assert survey.unused() == 1


def test_who_mixes_and_who_answers_wait_in_line_and_never_for_the_database() -> None:
    """SQLite refuses whoever waits too long for it, and a large round is mixed for long."""
    if connection.vendor != "sqlite":
        return  # PostgreSQL lets each wait for the buffer as long as it takes
    survey = builders.open_survey()
    codes = survey.codes(ANSWERS)

    def answer() -> str:
        with never_waiting():
            for code in codes:
                submit_answers(code, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY)
        return "answered"

    def mix_often() -> str:
        with never_waiting():
            for _ in range(ANSWERS):
                mix_round_answers(survey.round.key)
        return "mixed"

    assert at_once([answer, mix_often]) == ["answered", "mixed"]
    assert len(survey.opened()) == ANSWERS
