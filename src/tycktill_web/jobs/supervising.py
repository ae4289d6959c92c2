"""Keeps so many workers, each a process of its own: one that dies is replaced, and none outlives this one."""

import logging
import multiprocessing
import os
import signal
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from threading import Event, Thread

import django

NICENESS = 10
"""Whoever answers a survey goes before a count, which takes all cores that it gets."""

REPLACED_AFTER = 2.0
"""Seconds, so that workers which cannot start do not take the computer's time."""

_log = logging.getLogger(__name__)


def keep_working(number: int, stop: Event) -> None:
    """Have so many workers at work until told to stop; then let each leave between two steps."""
    crew = [_start() for _ in range(number)]
    try:
        while not stop.is_set():
            wait([each.sentinel for each in crew], timeout=1)
            for place, each in enumerate(crew):
                if not each.is_alive() and not stop.wait(REPLACED_AFTER):
                    _log.error("A worker ended with %s, and another takes its place.", each.exitcode)
                    crew[place] = _start()
    finally:
        for each in crew:
            each.terminate()
        for each in crew:
            each.join()


def stop_when_told(stop: Event) -> None:
    """Let the signals that end a process set this instead."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())


def _start() -> SpawnProcess:
    # Not by fork, which would copy connections and the engines' threads.
    process = multiprocessing.get_context("spawn").Process(target=_be_worker)
    process.start()
    return process


def _be_worker() -> None:
    os.nice(NICENESS)
    stop = Event()
    stop_when_told(stop)
    Thread(target=_stop_with_parent, args=(stop,), daemon=True).start()
    django.setup()
    from tycktill_web.jobs.working import work  # noqa: PLC0415  tables are there only now

    work(stop)


def _stop_with_parent(stop: Event) -> None:
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    stop.set()
