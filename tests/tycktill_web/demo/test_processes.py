"""Things are made side by side, and left alone when something goes wrong."""

import os
from collections import Counter
from functools import partial

import pytest

from tycktill_web.demo.processes import Report, WriteLock, run_side_by_side

Said = list[tuple[object, ...]]


def said_of(things: list[int], *, processes: int) -> Said:
    said: Said = []
    run_side_by_side(tell_process, things, processes=processes, report=lambda *words: said.append(words))
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
def test_what_goes_wrong_inside_comes_out(processes: int) -> None:
    with pytest.raises(ZeroDivisionError):
        run_side_by_side(partial(divide, 1), [1, 0], processes=processes, report=print)


def divide(number: int, thing: int, say: Report, alone: WriteLock) -> None:
    say(number / thing)
