"""Starts the real service as an operator does, and speaks with it."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

PATIENCE = 60
"""Seconds; a slow machine is no fault of the service."""

PYTHON = sys.executable
SERVE = "import sys; from tycktill_cli.command import main; sys.exit(main())"


@dataclass(frozen=True, slots=True)
class Service:
    """A service that is at work: its first process, where it answers, and what it wrote so far.

    On a socket in the file system it has no port.
    """

    process: "subprocess.Popen[str]"
    place: str
    log: list[str]

    @property
    def port(self) -> int:
        """Its port."""
        return int(self.place.rpartition(":")[2])

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> int:
        """The status of the answer to a request on a connection of its own."""
        return fetch(self.connect(), "GET", path, headers=headers)

    def connect(self) -> HTTPConnection:
        """A connection to the service, not yet made."""
        if self.place.startswith("unix:"):
            return _BySocket(self.place.removeprefix("unix:"))
        return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def dial(self, begun: bytes) -> socket.socket:
        """A connection on which so much has been sent."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        connection.sendall(begun)
        return connection

    def workers(self) -> set[int]:
        """The processes that answer, and the one beside them that does jobs where there is one."""
        pid = self.process.pid
        return {int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


class _BySocket(HTTPConnection):
    """HTTP over a socket in the file system."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=PATIENCE)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self._path)


def fetch(
    connection: HTTPConnection, method: str, path: str, *, body: str = "", headers: Mapping[str, str] | None = None
) -> int:
    """The status of the answer, which is read whole; the connection is closed."""
    form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    try:
        connection.request(method, path, body=body or None, headers={**form, **(headers or {})})
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def make_home(home: Path, **others: str) -> Mapping[str, str]:
    """The environment of a service in this folder, with these variables too, whose tables are made."""
    elsewhere = {"DATABASE_URL", "TYCKTILL_PRODUCTION", "TYCKTILL_LOG"}
    ours = {key: os.environ[key] for key in os.environ.keys() - elsewhere}
    environment = {**ours, "TYCKTILL_HOME": str(home), **others}
    subprocess.run([PYTHON, "-c", SERVE, "manage", "migrate", "--verbosity", "0"], env=environment, check=True)
    return environment


@contextmanager
def serving(
    environment: Mapping[str, str],
    *,
    bind: str = "127.0.0.1:0",
    workers: int = 1,
    changed: Mapping[str, int] | None = None,
    listening: socket.socket | None = None,
    has_worker: bool = False,
) -> Iterator[Service]:
    """The service until the block ends, then stopped as systemd does.

    `changed` are limits of the worker's other than the real ones; `listening` is a socket that systemd holds for it;
    `has_worker` has one more process do jobs beside it.
    """
    command = [PYTHON, "-c", _program(changed or {}, listening), "serve", "--bind", bind, "--workers", str(workers)]
    command += [] if has_worker else ["--no-worker"]
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        pass_fds=[listening.fileno()] if listening else (),
    ) as process:
        assert process.stdout
        log: list[str] = []
        reading = threading.Thread(target=lambda: list(_noted(process.stdout or (), log)))
        try:
            line = next((line for line in _noted(process.stdout, log) if "Listening at: " in line), "")
            assert line, "".join(log)
            reading.start()
            address = re.search(r"http://[^\s\"]+:\d+", line)
            service = Service(process, address[0] if address else bind, log)
            wait_until(lambda: len(service.workers()) == workers + has_worker)
            yield service
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)
            if reading.is_alive():
                reading.join()


def wait_until(holds: Callable[[], object]) -> None:
    """Wait until it holds, as long as patience lasts."""
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)


def _noted(lines: Iterable[str], log: list[str]) -> Iterator[str]:
    for line in lines:
        log.append(line)
        yield line


def _program(changed: Mapping[str, int], listening: socket.socket | None) -> str:
    limits = "".join(f"whole_requests.{name} = {value}; " for name, value in changed.items())
    held = ""
    if listening:
        held = (
            f"import os; os.dup2({listening.fileno()}, 3); "
            "os.environ |= {'LISTEN_FDS': '1', 'LISTEN_PID': str(os.getpid())}; "
        )
    return f"{held}from tycktill_cli import whole_requests; {limits}{SERVE}"
