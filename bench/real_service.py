"""The real service as an operator runs it, for benches: in a home and a database of its own, on loopback."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120
"""Seconds that the service has to start or to stop."""

_COMMAND = "import sys; from tycktill_cli.command import main; sys.exit(main())"


class CommandFailed(Exception):
    """A command beside the service ended with another status than 0; the words are its own."""


class RealService:
    """A service that can be stopped and started again at the same port; its processes are the only ones it ends."""

    def __init__(self, environment: Mapping[str, str], *, workers: int) -> None:
        self.environment, self.port = environment, _free_port()
        self.log = Path(environment["TYCKTILL_HOME"]) / "service.log"
        self._workers = workers
        self._lock = RLock()
        self._process = self._start()
        self._jobs = self._run("manage", "work")  # a unit of its own, which goes on while this one is restarted

    def workers(self) -> list[int]:
        """The processes that answer."""
        return _children(self._process.pid)

    def kill_worker(self) -> None:
        """End one of them as a power cut does."""
        with self._lock:
            victim = secrets.choice(self.workers())
            os.kill(victim, signal.SIGKILL)
            _wait_until(lambda: victim not in self.workers())
            self._wait_for_workers()

    def renew(self) -> None:
        """Let all processes be replaced, as `systemctl reload` does."""
        with self._lock:
            before = set(self.workers())
            self._process.send_signal(signal.SIGHUP)
            _wait_until(lambda: not before & set(self.workers()))
            self._wait_for_workers()

    def restart(self) -> None:
        """Stop it and start it, as `systemctl restart` does."""
        with self._lock:
            self._stop_answering()
            self._process = self._start()

    def stop(self) -> None:
        """Let it answer what has come, and end; the jobs too."""
        self._stop_answering()
        self._jobs.send_signal(signal.SIGTERM)
        self._jobs.wait(PATIENCE)

    def _stop_answering(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(PATIENCE)

    def _start(self) -> "subprocess.Popen[bytes]":
        options = ("--bind", f"127.0.0.1:{self.port}", "--workers", str(self._workers), "--no-worker")
        self._process = self._run("serve", *options)
        _wait_until(lambda: self._process.poll() is not None or _listens(self.port))
        if self._process.poll() is not None:
            raise SystemExit(f"The service did not start:\n{self.log.read_text(encoding='utf-8')}")
        self._wait_for_workers()
        return self._process

    def _run(self, *words: str) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-c", _COMMAND, *words], cwd=ROOT, env=self.environment, stderr=log
            )

    def _wait_for_workers(self) -> None:
        _wait_until(lambda: len(self.workers()) == self._workers)


@contextmanager
def scratch(**variables: str) -> Iterator[Mapping[str, str]]:
    """The environment of a service in an empty home and database, which are gone afterwards.

    SQLite, or on the server that DATABASE_URL names a database of its own; `variables` are the environment's too.
    """
    with tempfile.TemporaryDirectory(prefix="tycktill-bench-") as home, _scratch_database(Path(home)) as database:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("TYCKTILL_")}
        yield {
            **ours,
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "tycktill_web.site.settings",
            "PYTHONPATH": str(ROOT),
            "TYCKTILL_HOME": home,
            **variables,
        }


@contextmanager
def serving(environment: Mapping[str, str], *, workers: int) -> Iterator[RealService]:
    """The service until the block ends."""
    service = RealService(environment, workers=workers)
    try:
        yield service
    finally:
        service.stop()


def manage(environment: Mapping[str, str], *words: str | Path) -> str:
    """What one of the service's commands says. Raises CommandFailed."""
    return run(environment, "-c", _COMMAND, "manage", *words)


def run(environment: Mapping[str, str], *words: str | Path, given: str = "") -> str:
    """What another Python process says, beside the service; `given` is its standard input. Raises CommandFailed."""
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, input=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CommandFailed(f"`{' '.join(map(str, words[-6:]))}` ended with {done.returncode}:\n{done.stderr.strip()}")
    return done.stdout


def resident(process: int) -> int:
    """Bytes of memory that a process holds; 0 when there is none."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def is_sqlite(environment: Mapping[str, str]) -> bool:
    """Whether the database is a file."""
    return environment["DATABASE_URL"].startswith("sqlite:")


@contextmanager
def _scratch_database(home: Path) -> Iterator[str]:
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield f"sqlite:///{home}/tycktill.sqlite3"
        return
    import psycopg  # noqa: PLC0415  only there with PostgreSQL

    name = f"tycktill_bench_{secrets.token_hex(6)}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{address.rpartition('/')[0]}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _children(process: int) -> list[int]:
    try:
        words = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(word) for word in words.split()]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > until:
            raise SystemExit(f"The service was not ready within {PATIENCE} seconds.")
        time.sleep(0.02)
