"""Keeps so many workers, each a process of its own: one that dies is replaced, and none outlives this one."""

import logging
import multiprocessing
import os
import signal
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from threading import Event, Thread

from django.db import connections

from tycktill_web.jobs.working import work_until

NICENESS = 5
"""Whoever answers a survey goes before a count, which takes all cores that it gets."""

REPLACED_AFTER = 2.0
"""Seconds, so that workers which cannot start do not take the computer's time."""

_log = logging.getLogger(__name__)


def keep_working(number: int, stop: Event) -> None:
    """Have so many workers at work until told to stop; then let each leave between two steps."""
    connections.close_all()  # each makes its own
    crew = [_start_worker() for _ in range(number)]
    try:
        while not stop.is_set():
            wait([each.sentinel for each in crew], timeout=1)
            for index, each in enumerate(crew):
                if not each.is_alive() and not stop.wait(REPLACED_AFTER):
                    _log.error("A worker ended with %s, and another takes its place.", each.exitcode)
                    crew[index] = _start_worker()
    finally:
        for each in crew:
            each.terminate()
        for each in crew:
            _wait_for(each)


def stop_on_signal(stop: Event) -> None:
    """Let the signals that end a process set this instead."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())


def _start_worker() -> ForkProcess:
    # By fork, so that the program is loaded once: this process has neither a connection nor a thread to be copied.
    process = multiprocessing.get_context("fork").Process(target=_be_worker, args=(os.getpid(),))
    process.start()
    return process


def _wait_for(worker: ForkProcess) -> None:
    while worker.is_alive():
        worker.terminate()  # again, since it may not have listened yet
        worker.join(1)


def _be_worker(parent: int) -> None:
    stop = Event()
    stop_on_signal(stop)
    os.nice(NICENESS)
    Thread(target=_stop_with, args=(parent, stop), daemon=True).start()
    work_until(stop)


def _stop_with(parent: int, stop: Event) -> None:
    """Tell it to stop when the process that started this one is gone."""
    while not stop.wait(1):
        if os.getppid() != parent:
            stop.set()
