"""A PostgreSQL server of our own for the time of a test run: on loopback, in a temporary folder, gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A test's database need not survive a power cut; a killed client loses nothing by this.
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """Start a server and give its address, as in DATABASE_URL; `programs` is the folder of initdb and pg_ctl."""
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="tycktill-postgres-"))
    try:
        if user:
            shutil.chown(folder, user)
        _run(programs / "initdb", "-D", folder / "db", "-U", "tycktill", "-A", "trust", "-E", "UTF8", user=user)
        port = _free_port()
        _run(
            programs / "pg_ctl",
            "-D",
            folder / "db",
            "-l",
            folder / "log",
            "-w",
            "-o",
            _options(folder, port),
            "start",
            user=user,
        )
        try:
            yield f"postgresql://tycktill@127.0.0.1:{port}/postgres"
        finally:
            _run(programs / "pg_ctl", "-D", folder / "db", "-m", "immediate", "stop", user=user)
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
