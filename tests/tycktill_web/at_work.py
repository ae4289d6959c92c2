"""A worker in the test's own process, which does what is due when it is told to."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Thread

from django.db import connection
from django.test import Client
from tests.tycktill_web.pages import words

from tycktill_web.jobs.models import Job
from tycktill_web.jobs.workers import living_workers
from tycktill_web.jobs.working import WorkerProcess, work_until


@contextmanager
def at_work() -> Iterator[WorkerProcess]:
    """A worker that has come and will go, and does nothing meanwhile unless asked."""
    worker = WorkerProcess()
    yield worker
    worker.leave()


def work_off(worker: WorkerProcess) -> list[Job]:
    """Everything that is due, done in turn."""
    return list(iter(lambda: worker.do_next(Event()), None))


def counted_by_page(client: Client, address: str, form: Mapping[str, object]) -> str:
    """The words of a count's own page, when the key has been given at this address and a worker has been at it."""
    with at_work() as worker:
        given = client.post(address, dict(form))
        assert given.status_code == 302, words(given)
        work_off(worker)
    return words(client.get(given["Location"]))


@contextmanager
def working() -> Iterator[None]:
    """A worker at work in a thread as in its own process, for what is done in a browser."""
    stop = Event()

    def be_worker() -> None:
        work_until(stop)
        connection.close()

    thread = Thread(target=be_worker)
    thread.start()
    while not living_workers().exists():
        time.sleep(0.05)
    try:
        yield
    finally:
        stop.set()
        thread.join()
