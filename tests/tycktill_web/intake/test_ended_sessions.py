"""PostgreSQL may end a session at any moment: whoever does not know yet that theirs is gone harms nobody's answer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from threading import Event

import pytest
from django.db import Error, connection, transaction
from tests.tycktill_web import builders

from tycktill.terms import Gender
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.unused_codes import keep_unused, take_unused
from tycktill_web.intake import submit_answers
from tycktill_web.keyring.errors import KeyMissing
from tycktill_web.vault.buffers import hold_buffer, write_buffer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

Write = Callable[[], object]
Take = Callable[[Round], Write]
"""Takes a row that answers write anew, and gives what writes it."""


def buffer(round: Round) -> Write:
    """The latest answers, as they are."""
    taken = hold_buffer(round.key)
    return lambda: write_buffer(taken, taken.answers)


def codes(round: Round) -> Write:
    """The unused codes, as they are."""
    unused, key = take_unused(round)
    return lambda: keep_unused(round, unused, key=key)


class Stalled:
    """Somebody who has taken a row, stalls, and writes when told to."""

    def __init__(self, take: Take, round: Round) -> None:
        self._take, self._round = take, round
        self.sessions: Queue[int] = Queue()
        self.go_on = Event()

    def run(self) -> str:
        """Write, and say how it went."""
        try:
            with transaction.atomic():
                write = self._take(self._round)
                self.sessions.put(connection.connection.info.backend_pid)
                self.go_on.wait()
                write()
        except (Error, KeyMissing):
            return "refused"
        finally:
            connection.close()
        return "written"


def end(session: int) -> None:
    """As an administrator, a limit of idle time or a broken network does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [session])


@pytest.mark.parametrize("commits", ["before", "after"])
@pytest.mark.parametrize("answers", [0, 1, 2])
@pytest.mark.parametrize("take", [buffer, codes])
def test_who_writes_after_the_session_has_ended_overwrites_no_key_of_the_next(
    take: Take, answers: int, commits: str
) -> None:
    survey = builders.open_survey()
    given = survey.codes(3)
    for code in given[:answers]:
        submit_answers(code, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY)
    stalled = Stalled(take, survey.round)
    with ThreadPoolExecutor(1) as pool:
        outcome = pool.submit(stalled.run)
        try:
            end(stalled.sessions.get(timeout=30))
            with transaction.atomic():  # the row is free, and the next one takes it
                take(survey.round)()
                if commits == "after":
                    stalled.go_on.set()
                    outcome.result(timeout=30)
        finally:
            stalled.go_on.set()
    assert outcome.result() == "refused"
    for code in given[answers:]:
        submit_answers(code, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY)
    assert (len(survey.opened()), survey.unused()) == (3, 0)
