"""A PostgreSQL server of our own for the time of a test run: on loopback, in a temporary folder, gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# A test's database need not survive a power cut; a killed client loses nothing by this.
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: its programs, its folder, whom it runs as, and its port."""

    programs: Path
    folder: Path
    user: str | None
    port: int

    @property
    def address(self) -> str:
        """As in DATABASE_URL."""
        return f"postgresql://tycktill@127.0.0.1:{self.port}/postgres"

    def control(self, *words: str | Path) -> None:
        """Run `pg_ctl` on it."""
        place = ("-D", self.folder / "db", "-l", self.folder / "log", "-w")
        _run(self.programs / "pg_ctl", *place, *words, user=self.user)


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """Start a server and give its address, as in DATABASE_URL; `programs` is the folder of initdb and pg_ctl."""
    with running(programs) as started:
        yield started.address


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    """The same, for whoever wants to do more to the server than ask it."""
    folder = Path(tempfile.mkdtemp(prefix="tycktill-postgres-"))
    started = Server(programs, folder, _user(), _free_port())
    try:
        if started.user:
            shutil.chown(folder, started.user)
        as_user = ("-U", "tycktill", "-A", "trust", "-E", "UTF8")
        _run(programs / "initdb", "-D", folder / "db", *as_user, user=started.user)
        started.control("-o", _options(folder, started.port), "start")
        try:
            yield started
        finally:
            started.control("-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str | None:
    """Whom to run as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _options(folder: Path, port: int) -> str:
    settings = ("listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}", *QUICK)
    return " ".join(f"-c {setting}" for setting in settings)


def _run(*command: str | Path, user: str | None) -> None:
    """Run one of the programs; its own words are shown when it fails."""
    done = subprocess.run(
        command, user=user, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"PostgreSQL: {command[0]} failed.\n{done.stdout}{done.stderr}")
