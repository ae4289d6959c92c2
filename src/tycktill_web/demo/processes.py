"""Spreads work over processes; imports no tables, since a new process loads this before it knows of any."""

import gc
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

import django

Map = Callable[..., Iterator[Any]]
"""As the built-in `map`."""


@contextmanager
def mapping(processes: int) -> Iterator[Map]:
    """`map` over so many processes, each with a database connection of its own; within this one when one is enough."""
    if processes == 1:
        yield map
        return
    start_fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=start_fresh, initializer=_set_up) as pool:
        try:
            yield pool.map
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _set_up() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the first process tells the others to end
    gc.disable()  # it soon ends, and nearly all that it makes stays till then
    django.setup()
