"""Promise 1: nothing lost, nothing twice, whatever dies, races or is sent again."""

import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from tests.tycktill_web import builders
from tests.tycktill_web.intake.dying import STEPS
from tests.tycktill_web.processes import Process, Processes
from tests.tycktill_web.racing import at_once

from tycktill.terms import Gender
from tycktill_web.fieldwork.errors import NoLongerOpen, UsedCode
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.intake import submit_answers
from tycktill_web.vault import mixing

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = Path(__file__).with_name("dying.py")

THANKS, USED = "303", "410"
"""What the page that takes the answer says: on to the thanks, or gone."""

Start = Callable[..., Process]


@pytest.fixture
def start(child_environment: dict[str, str], processes: Processes) -> Start:
    """Starts a real process of the service that answers with codes and may die at a step."""

    def start(step: str, *codes: str) -> Process:
        return processes.start(SCRIPT, step, *codes, environment=child_environment)

    return start


def answer(code: str) -> str:
    """Submit and say how it went."""
    try:
        submit_answers(code, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY)
    except (UsedCode, NoLongerOpen) as refused:
        return type(refused).__name__
    return "thanks"


def answers_of(survey: builders.Survey) -> int:
    """How many sealed answers can be opened."""
    return len({answer.number for answer in survey.opened()})


@pytest.mark.parametrize("step", [step for step in STEPS if step not in {"never", "while the buffer is flushed"}])
def test_process_killed_at_any_step_leaves_all_or_nothing(step: str, start: Start) -> None:
    survey = builders.open_survey()
    (code,) = survey.codes(1)
    process = start(step, code)
    said, _ = process.communicate()
    assert (process.returncode, said) == (-signal.SIGKILL, "")
    stored = answers_of(survey)
    assert stored == int(step.startswith("after") and "before the commit" not in step)
    assert survey.unused() == 1 - stored
    assert answer(code) == ("UsedCode" if stored else "thanks")
    assert (answers_of(survey), survey.unused()) == (1, 0)


def test_process_killed_while_it_flushes_loses_nothing(start: Start) -> None:
    survey = builders.open_survey()
    codes = survey.codes(mixing.FULL + 1)
    for code in codes[: mixing.FULL - 1]:
        answer(code)
    process = start("while the buffer is flushed", codes[mixing.FULL - 1])
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert answers_of(survey) == len(builders.lying_in_buffer(survey.round.key)) == mixing.FULL - 1
    assert answer(codes[mixing.FULL - 1]) == "thanks"
    assert answers_of(survey) == mixing.FULL
    assert len(builders.lying_in_buffer(survey.round.key)) == mixing.POOL


@pytest.mark.parametrize("thanks_before_death", [1, 6, 13])
def test_process_killed_at_any_moment_has_stored_what_it_thanked_for(thanks_before_death: int, start: Start) -> None:
    survey = builders.open_survey()
    codes = survey.codes(40)
    process = start("never", *codes)
    thanked = [process.stdout.readline() for _ in range(thanks_before_death)]
    process.kill()
    thanked += process.stdout.readlines()
    process.wait()
    process.close()
    used = len(codes) - survey.unused()
    assert len(thanked) <= answers_of(survey) == used <= len(thanked) + 1
    assert [answer(code) for code in codes].count("thanks") == len(codes) - used
    assert answers_of(survey) == len(codes)


def test_many_threads_with_one_code_store_one_answer() -> None:
    survey = builders.open_survey()
    (code,) = survey.codes(1)
    assert sorted(at_once([lambda: answer(code)] * 8)) == ["UsedCode"] * 7 + ["thanks"]
    assert answers_of(survey) == 1


def test_two_processes_with_one_code_store_one_answer(start: Start) -> None:
    survey = builders.open_survey()
    codes = survey.codes(5)
    processes = [start("never", *codes) for _ in range(2)]
    said = "".join(process.communicate()[0] for process in processes)
    assert said.count(THANKS) == said.count(USED) == len(codes) == answers_of(survey)


def test_answers_sent_at_once_with_different_codes_are_all_stored() -> None:
    survey = builders.open_survey()
    codes = survey.codes(3 * mixing.FULL)
    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(_answer_in_thread, codes))
    assert said == ["thanks"] * len(codes)
    assert answers_of(survey) == len(codes)
    assert not survey.unused()


def test_round_that_closes_while_answers_come_counts_exactly_those_it_thanked_for() -> None:
    survey = builders.open_survey()
    codes = survey.codes(24)

    def close() -> str:
        close_round(survey.round)
        return f"closed with {len(builders.all_sealed(survey.round.key))}"

    said = at_once([*(lambda code=code: answer(code) for code in codes[:12]), close])
    assert f"closed with {said.count('thanks')}" == said[-1]
    assert set(said[:-1]) <= {"thanks", "NoLongerOpen"}
    assert answers_of(survey) == said.count("thanks")


def _answer_in_thread(code: str) -> str:
    try:
        return answer(code)
    finally:
        connection.close()
