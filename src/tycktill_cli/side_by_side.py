"""Does questions side by side, in processes of their own where there is enough to do, and tells how far it is."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from typing import TypeVar

from tycktill.disclosure import Each, protect

FEWEST_ROWS = 5_000
"""Of a release for which processes are worth starting: to load what they need takes a second."""

_EACH = 2
"""Processes for each processor: questions take about as long each, and with one the last would leave others idle."""

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")


def side_by_side(rows: int, report: Callable[[int, int], None]) -> Each:
    """What runs a function on each of some things in order; `report` hears how many of how many are done.

    What processes need for so many rows is loaded from now on, while the caller gets ready.
    """
    processes = _loading_context() if rows >= FEWEST_ROWS else None

    def each_result(function: Callable[[_Thing], _Result], things: Iterable[_Thing], /) -> Iterator[_Result]:
        waiting = list(things)
        with ExitStack() as stack:
            for done, result in enumerate(_start_all(function, waiting, processes, stack)):
                report(done + 1, len(waiting))
                yield result

    return each_result


def _start_all(
    function: Callable[[_Thing], _Result], things: Sequence[_Thing], processes: BaseContext | None, stack: ExitStack
) -> Iterator[_Result]:
    if processes is None:
        return map(function, things)
    # questions make no cycles, and looking for such among all that was loaded takes a tenth of a process's time
    workers = min(len(things), _EACH * (os.cpu_count() or 1))
    pool = stack.enter_context(ProcessPoolExecutor(workers, mp_context=processes, initializer=gc.disable))
    return pool.map(function, things)


def _loading_context() -> BaseContext:
    """Processes that copy no thread of this one, which would then hang; what they need is loaded once for all of them
    where the system can."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([protect.__module__])
    forkserver.ensure_running()
    return processes
