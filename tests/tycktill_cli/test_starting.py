"""The service starts and is started anew without losing a process or an answer."""

import os
import signal
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tests.serving import PATIENCE, fetch, make_home, serving, wait_until

COLD_STARTS = 4
TOGETHER = 12
CLIENTS = 4
ANSWERS = {200, 303}
"""To those who look, and to those who send."""

PATHS = ("/svara/", "/", "/konto/login/")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return make_home(tmp_path_factory.mktemp("starting") / "home")


@contextmanager
def load(connect: Callable[[], HTTPConnection]) -> Iterator[list[int | str]]:
    """Clients that ask and send all the time, some on a connection that they keep; how each time ended."""
    ends: list[int | str] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            with noting(ends):
                ends.append(fetch(connect(), "POST", "/svara/", body="kod=K"))

    def ask_on_one_connection() -> None:
        connection = connect()
        while not stop.is_set():
            with noting(ends):
                connection.request("GET", "/svara/")
                response = connection.getresponse()
                response.read()
                ends.append(response.status)
        connection.close()

    clients = [threading.Thread(target=each) for each in (ask, ask_on_one_connection) * (CLIENTS // 2)]
    for client in clients:
        client.start()
    try:
        yield ends
    finally:
        stop.set()
        for client in clients:
            client.join()


@contextmanager
def noting(ends: list[int | str]) -> Iterator[None]:
    """What goes wrong with a connection is noted like an answer."""
    try:
        yield
    except OSError as error:
        ends.append(repr(error))


def wait_for_more(ends: list[int | str]) -> None:
    known = len(ends)
    wait_until(lambda: len(ends) > known + 5 * CLIENTS)


def test_the_first_requests_may_come_all_at_once(environment: Mapping[str, str]) -> None:
    for _ in range(COLD_STARTS):
        with serving(environment) as service, ThreadPoolExecutor(TOGETHER) as clients:
            [worker] = service.workers()
            answers = list(clients.map(service.get, PATHS * (TOGETHER // len(PATHS))))
            assert answers == [200] * TOGETHER
            assert service.workers() == {worker}
        assert service.log[1:] == []


def test_renewing_the_processes_loses_no_request(environment: Mapping[str, str]) -> None:
    with serving(environment, workers=2) as service, load(service.connect) as ends:
        for _ in range(2):
            before = service.workers()
            wait_for_more(ends)
            service.process.send_signal(signal.SIGHUP)
            wait_until(lambda: len(service.workers()) == 2 and not service.workers() & before)  # noqa: B023  called at once
    assert set(ends) == ANSWERS


def test_a_process_that_dies_is_replaced(environment: Mapping[str, str]) -> None:
    with serving(environment) as service:
        [worker] = service.workers()
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: service.workers() - {worker})
        assert service.get("/svara/") == 200
    assert [line for line in service.log if str(worker) in line]


def descendants(pid: int) -> set[int]:
    """Every process that this one has started, and those that they have."""
    try:
        children = {int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}
    except FileNotFoundError:
        return set()
    return children.union(*(descendants(child) for child in children))


def is_alive(pid: int) -> bool:
    """Whether the process does anything any more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def workers_at(environment: Mapping[str, str]) -> int:
    """How many the database says are at work."""
    with closing(sqlite3.connect(Path(environment["TYCKTILL_HOME"]) / "tycktill.sqlite3")) as database:
        [[number]] = database.execute("SELECT count(*) FROM jobs_worker WHERE breathes_until > datetime('now')")
    return int(number)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_one_does_jobs_beside_the_service_is_replaced_when_it_dies_and_ends_with_it(
    environment: Mapping[str, str], how: signal.Signals
) -> None:
    with serving(environment, has_worker=True) as service:
        wait_until(lambda: workers_at(environment) == 1)
        started = descendants(service.process.pid)
        [work] = [pid for pid in service.workers() if b"work" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")]
        [worker] = descendants(work)
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: workers_at(environment) == 2)  # the one that died is still waited for
        started |= descendants(service.process.pid)
        service.process.send_signal(how)
        service.process.wait(PATIENCE)
        wait_until(lambda: not any(is_alive(pid) for pid in started))
    assert any("A worker ended with -9, and another takes its place." in line for line in service.log)
    assert workers_at(environment) == 1
    clear_workers(environment)


def clear_workers(environment: Mapping[str, str]) -> None:
    """Forget those that died."""
    with closing(sqlite3.connect(Path(environment["TYCKTILL_HOME"]) / "tycktill.sqlite3")) as database:
        database.execute("DELETE FROM jobs_worker")
        database.commit()


def test_with_a_socket_that_systemd_holds_a_restart_loses_no_request(environment: Mapping[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=100) as held:

        def connect() -> HTTPConnection:
            return HTTPConnection("127.0.0.1", held.getsockname()[1], timeout=PATIENCE)

        with ExitStack() as last, load(connect) as ends:
            for _ in range(2):
                with serving(environment, listening=held) as service:
                    wait_for_more(ends)
                assert service.process.returncode == 0
            last.enter_context(serving(environment, listening=held))
            wait_for_more(ends)
    assert set(ends) == ANSWERS


def test_on_a_unix_socket_it_answers_and_makes_up_no_address(environment: Mapping[str, str], tmp_path: Path) -> None:
    place = tmp_path / "service.sock"
    with serving(environment, bind=f"unix:{place}"), socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(place))
        # The numbers are for programs on this computer: they have no address, or one of its own.
        connection.sendall(b"GET /health/metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert connection.recv(16) == b"HTTP/1.1 200 OK\r"
    assert not place.exists()
