"""How long it takes to send an answer to the real service: alone, eight at once, and beside an open reader.

Run: .venv/bin/python -m bench.sending [SENDINGS]

On SQLite, or on the server that DATABASE_URL names (where a database of the benchmark's own is made and removed).
Each client only sends, one answer after the other on a connection that it keeps; each measurement is of SENDINGS.
"""

import multiprocessing
import sqlite3
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import NamedTuple

import numpy as np
from bench import made_up_survey, real_service
from bench.respondents import Respondent, Task, answers_of

CLIENTS, WORKERS, WARM = 8, 2, 100


class Measured(NamedTuple):
    """Seconds of each sending, and of all together."""

    each: Sequence[float]
    together: float


def main(sendings: int) -> None:
    """Print the table."""
    with real_service.scratch() as environment:
        survey = made_up_survey.make(environment, WARM + 3 * sendings)
        tasks = [survey.tasks[start : start + sendings] for start in range(WARM, len(survey.tasks), sendings)]
        with real_service.serving(environment, workers=WORKERS) as service:
            measure(service.port, survey.tasks[:WARM], clients=CLIENTS)
            alone = measure(service.port, tasks[0], clients=1)
            together = measure(service.port, tasks[1], clients=CLIENTS)
            with open_reader(environment):
                beside = measure(service.port, tasks[2], clients=CLIENTS)
    engine = "SQLite" if real_service.is_sqlite(environment) else "PostgreSQL"
    print(f"{engine}, {sendings} sendings, ms        p50    p95    p99    max   p99/p50   a second")
    tell("1 client", alone)
    tell(f"{CLIENTS} clients", together)
    tell(f"{CLIENTS} clients, an open reader", beside)


def tell(name: str, measured: Measured) -> None:
    """A row of the table."""
    middle, late, latest, last = np.percentile(np.array(measured.each) * 1000, [50, 95, 99, 100])
    times = f"{middle:7.0f}{late:7.0f}{latest:7.0f}{last:7.0f}{latest / middle:10.1f}"
    print(f"{name:31}{times}{len(measured.each) / measured.together:11.0f}", flush=True)


def measure(port: int, tasks: Sequence[Task], *, clients: int) -> Measured:
    """Let so many clients send, each in a process of its own, all begun at one time."""
    context = multiprocessing.get_context("spawn")
    with context.Manager() as shared, ProcessPoolExecutor(clients, mp_context=context) as pool:
        ready = shared.Barrier(clients + 1)
        sent = [pool.submit(send_all, port, tasks[client::clients], ready) for client in range(clients)]
        ready.wait()
        begun = time.perf_counter()
        each = [seconds for one in sent for seconds in one.result()]
        return Measured(each, time.perf_counter() - begun)


def send_all(port: int, tasks: Sequence[Task], ready: Barrier) -> list[float]:
    """Send them, and give the seconds of each."""
    respondent = Respondent(port, until=0)
    respondent.ask("GET", "/svara/")
    ready.wait()
    return [send(respondent, task) for task in tasks]


def send(respondent: Respondent, task: Task) -> float:
    """Seconds until the answer is in."""
    fields = {"kod": task.code, **answers_of(task)}
    begun = time.perf_counter()
    status, _ = respondent.ask("POST", "/svara/skicka/", fields)
    assert status == 303, status
    return time.perf_counter() - begun


@contextmanager
def open_reader(environment: Mapping[str, str]) -> Iterator[None]:
    """Somebody who has begun to read the database, and does not end."""
    if not real_service.is_sqlite(environment):
        import psycopg  # noqa: PLC0415  only there with PostgreSQL

        with psycopg.connect(environment["DATABASE_URL"]) as server:
            server.execute("SELECT count(*) FROM vault_tray")
            yield
            return
    database = sqlite3.connect(environment["DATABASE_URL"].removeprefix("sqlite:///"), isolation_level=None)
    database.execute("BEGIN")
    database.execute("SELECT count(*) FROM vault_tray").fetchone()
    yield
    database.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
