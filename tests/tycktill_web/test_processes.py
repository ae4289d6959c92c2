"""What is started from a process that has loaded others' packages is one that was started from nothing, but sooner."""

import os
import signal

import pytest
from tests.tycktill_web.processes import METHOD, Processes

LOADED = "import sys; print(*(name for name in sys.modules if name.split('.')[0] in {'tycktill_web', 'tycktill_cli'}))"


def ended(processes: Processes, program: str, *words: str, **environment: str) -> tuple[int, str, str]:
    """How a program ended, and what it said."""
    process = processes.start("-c", program, *words, environment=environment)
    status = process.wait()
    return status, *process.communicate()


def test_nothing_of_the_service_is_loaded_before_it_starts(processes: Processes) -> None:
    assert ended(processes, LOADED) == (0, "\n", "")
    assert all(name.startswith("tycktill.") for name in METHOD)


def test_its_environment_is_its_own(processes: Processes) -> None:
    said = ended(processes, "import os; print(dict(os.environ))", TYCKTILL_HOME="here")[1]
    assert eval(said) == {"TYCKTILL_HOME": "here"}  # noqa: S307  what our own program said
    assert "TYCKTILL_HOME='here'" not in repr(os.environ)


def test_it_is_told_its_words(processes: Processes) -> None:
    assert ended(processes, "import sys; print(sys.argv)", "ett", "två ord")[1] == "['-c', 'ett', 'två ord']\n"


@pytest.mark.parametrize(
    ("program", "status"),
    [
        ("pass", 0),
        ("import sys; sys.exit(3)", 3),
        ("raise ValueError", 1),
        ("import os; os.kill(os.getpid(), 9)", -signal.SIGKILL),
    ],
)
def test_how_it_ended_is_told(processes: Processes, program: str, status: int) -> None:
    found, said, told = ended(processes, program)
    assert (found, said, "ValueError" in told) == (status, "", "ValueError" in program)


def test_what_it_has_said_is_read_while_it_works_and_it_can_be_killed(processes: Processes) -> None:
    program = "import time; print('at work', flush=True); time.sleep(600)"
    process = processes.start("-c", program, environment={})
    assert process.stdout.readline() == "at work\n"
    assert process.poll() is None
    process.kill()
    assert (process.wait(), process.communicate()) == (-signal.SIGKILL, ("", ""))


def test_two_of_them_are_two(processes: Processes) -> None:
    numbers = {ended(processes, "import os; print(os.getpid())")[1] for _ in range(2)}
    assert len(numbers) == 2
    assert f"{os.getpid()}\n" not in numbers


def test_chance_is_not_shared(processes: Processes) -> None:
    program = "import random, secrets; print(random.random(), secrets.token_hex())"
    assert len({ended(processes, program)[1] for _ in range(2)}) == 2
