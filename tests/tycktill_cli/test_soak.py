"""The soak finds nothing wrong in a short run of the real service, and finds whatever could be wrong."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from bench.respondents import End, Ended, Task, answers_of, number_of
from bench.soaking.holdings import Holdings
from bench.soaking.memory import MAY_GROW, Look
from bench.soaking.report import WARM, Soaked, faults
from bench.soaking.upsets import Due, Happened, Taken, Upset, plan

RESPONDENTS = 150
QUESTIONNAIRE = "ifo-ekonomiskt-bistand"
MEGABYTE = 1_000_000


def test_a_short_soak_finds_nothing_wrong() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "bench.soak", str(RESPONDENTS), "--clients", "3", "--minutes", "5"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"found {RESPONDENTS} answers of {RESPONDENTS} thanked; counted at the office: {RESPONDENTS}" in done.stdout
    assert "0 lost, 0 doubled, 0 phantom; exact in every unit." in done.stdout
    for upset in Upset:
        assert f" × {upset}, " in done.stdout


def test_no_two_respondents_answer_alike() -> None:
    for number in (0, 1, 7, 1_000, 99_999):
        fields = answers_of(Task(number, "", QUESTIONNAIRE))
        answers = {name[6:]: int(code) for name, code in fields.items() if name.startswith("fraga-")}
        assert number_of(QUESTIONNAIRE, answers) == number


def test_whatever_can_happen_does_and_processes_are_left_alone_at_last() -> None:
    coming = plan(100_000, Random(1))
    assert {due.upset for due in coming} == set(Upset)
    assert coming == sorted(coming)
    assert sum(due.upset == Upset.KILL for due in coming) == 200
    assert max(due.answered for due in coming if due.upset in {Upset.KILL, Upset.RENEW, Upset.RESTART}) == 60_000


def soaked(**changed: Any) -> Soaked:
    """A soak of ten respondents in which all is right, but for what is changed."""
    ended = [Ended(Task(number, "", QUESTIONNAIRE), End.THANKED) for number in range(10)]
    found = Holdings(dict.fromkeys(range(10), 1), 0, {"A": 6, "B": 4}, {"A": 6, "B": 4})
    copied = Holdings(dict.fromkeys(range(4), 1), 0, {"A": 3, "B": 1}, {"A": 3, "B": 1})
    right = Soaked(
        engine="SQLite",
        clients=2,
        workers=1,
        seconds=1.0,
        ended=ended,
        met={"ConnectionResetError": 1},
        happened=[Happened(Due(1, Upset.RESTART), 1.0, 1, "")],
        looks=[Look(WARM + answered, {7: 100 * MEGABYTE}) for answered in range(1, 9)],
        found=found,
        last=Taken(Path("copy"), 3, 5),
        restored=copied,
        counted=10,
        log="ERROR: Worker (pid:7) was sent SIGKILL! Perhaps out of memory?\n",
    )
    return right._replace(**changed)


def held(change: Callable[[Holdings], Holdings], what: str = "found") -> dict[str, Any]:
    """What is held, changed."""
    return {what: change(getattr(soaked(), what))}


def test_where_all_is_right_nothing_is_found() -> None:
    assert faults(soaked()) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (held(lambda it: it._replace(found={**it.found, 3: 2})), "1 answers doubled"),
        (held(lambda it: it._replace(found=dict.fromkeys(range(9), 1))), "1 answers lost"),
        (held(lambda it: it._replace(found=dict.fromkeys(range(11), 1))), "1 answers phantom"),
        (held(lambda it: it._replace(strange=1)), "1 answers phantom"),
        (held(lambda it: it._replace(answers={"A": 5, "B": 5})), "A: 6 used codes and 5 answers"),
        ({"counted": 9}, "The office's count of 10 answers: 9"),
        ({"counted": "refused"}, "The office's count of 10 answers: refused"),
        ({"restored": "refused"}, "Nothing was restored: refused"),
        ({"last": Taken(Path("copy"), 5, 5)}, "The copy holds 4 answers instead of 5 to 7"),
        ({"last": Taken(Path("copy"), 0, 1)}, "The copy holds 4 answers instead of 0 to 3"),
        (held(lambda it: it._replace(used={"A": 4, "B": 1}), "restored"), "In the copy: A: 4 used codes and 3 answers"),
        (held(lambda it: it._replace(found={1: 1, 2: 1, 3: 1, 77: 1}), "restored"), "In the copy: 1 answers of people"),
        ({"happened": [Happened(Due(1, Upset.RENEW), 1.0, 1, "failed")]}, f"After 1 answers, {Upset.RENEW}: failed"),
        ({"met": {"status 500": 2}}, "2 times status 500"),
        ({"log": "ERROR: Internal Server Error\n"}, "The service wrote: ERROR: Internal Server Error"),
        ({"ended": [*soaked().ended, Ended(Task(10, "", QUESTIONNAIRE), End.GAVE_UP)]}, "1 respondents: gave up"),
        (
            {"looks": [Look(WARM + step, {7: 100 * MEGABYTE + step * int(MAY_GROW)}) for step in range(1, 5)]},
            "Process 7 grew by 30.0 MB",
        ),
        ({"workers": 2}, "1 of 2 processes lived on when nobody ended them"),
    ],
)
def test_whatever_is_wrong_is_found(changed: dict[str, Any], sentence: str) -> None:
    assert [fault for fault in faults(soaked(**changed)) if fault.startswith(sentence)]
