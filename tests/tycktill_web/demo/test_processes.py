"""Things are made side by side, and left alone when something goes wrong."""

import os
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from tycktill_web.demo.processes import Report, WriteLock, run_side_by_side

Said = list[tuple[object, ...]]


def said_of(things: list[int], *, processes: int) -> Said:
    said: Said = []
    run_side_by_side(
        tell_process,
        things,
        first=lambda: said.append(("first",)),
        processes=processes,
        report=lambda *words: said.append(words),
    )
    assert said.pop(0) == ("first",)
    return said


def tell_process(thing: int, say: Report, alone: WriteLock) -> None:
    with alone:
        say(thing, os.getpid())


def test_one_process_is_this_one() -> None:
    assert said_of([-1, 2], processes=1) == [(-1, os.getpid()), (2, os.getpid())]


def test_what_is_said_in_other_processes_is_said_here() -> None:
    said = said_of([1, 2, 3], processes=2)
    assert Counter(thing for thing, _ in said) == Counter([1, 2, 3])
    assert os.getpid() not in {process for _, process in said}


@pytest.mark.parametrize("processes", [1, 2])
def test_whoever_waits_goes_on_when_it_is_so(processes: int, tmp_path: Path) -> None:
    run_side_by_side(partial(follow, tmp_path), [0, 1, 2], first=lambda: None, processes=processes, report=print)
    assert {file.name for file in tmp_path.iterdir()} == {"0", "1", "2"}


def follow(folder: Path, thing: int, say: Report, lock: WriteLock) -> None:
    """Make a file once that of the thing before is there."""
    with lock:
        lock.wait_for(lambda: thing == 0 or (folder / str(thing - 1)).exists())
        (folder / str(thing)).touch()
        lock.notify_all()


@pytest.mark.parametrize("processes", [1, 2])
def test_what_goes_wrong_inside_comes_out(processes: int) -> None:
    with pytest.raises(ZeroDivisionError):
        run_side_by_side(partial(divide, 1), [1, 0], first=lambda: None, processes=processes, report=print)


def test_what_goes_wrong_at_first_comes_out_and_nothing_is_made() -> None:
    with pytest.raises(FileNotFoundError):
        run_side_by_side(tell_process, [1], first=Path("nowhere").unlink, processes=2, report=print)


def divide(number: int, thing: int, say: Report, alone: WriteLock) -> None:
    say(number / thing)
