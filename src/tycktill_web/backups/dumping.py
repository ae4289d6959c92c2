"""The database as a stream of bytes of one moment, and made anew from it; each engine by its own means."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from io import BufferedIOBase
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from django.db import connection

from tycktill_web.backups.errors import NotEmpty, ProgramMissing

Dump = BufferedIOBase
OpenDump = Callable[[], AbstractContextManager[Dump]]


@contextmanager
def frozen_database() -> Iterator[OpenDump]:
    """A picture of the database as it is when this begins; whoever holds answers back may then let them in again.

    Opening the dump raises ProgramMissing.
    """
    if connection.vendor == "sqlite":
        with _copied_file() as copy:
            yield lambda: copy
    else:
        with _held_snapshot() as name:
            yield partial(_postgresql_dump, name)


def load_dump(dump: Dump) -> None:
    """Make the empty database what the dump says. Raises NotEmpty and ProgramMissing."""
    check_empty()
    if connection.vendor == "sqlite":
        _write_file(dump, Path(str(connection.settings_dict["NAME"])))
        return
    with _running_program("pg_restore", "--no-owner", "--exit-on-error", stdin=subprocess.PIPE) as process:
        assert process.stdin
        with suppress(BrokenPipeError), process.stdin:  # what it did not like, it tells itself
            shutil.copyfileobj(dump, process.stdin)


def check_empty() -> None:
    """NotEmpty where the database has any table."""
    database = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not Path(database).exists():
        return
    if connection.introspection.table_names():
        raise NotEmpty(database)
    connection.close()


def _copied_file() -> Dump:
    """A copy that has no name once it is whole, so that nothing of it is left whatever we die of.

    It lies beside the database and never where the backups go: whoever has them must not find it in the clear.
    """
    database = Path(str(connection.settings_dict["NAME"]))
    with TemporaryDirectory(dir=database.parent, prefix=".copying-") as temporary:
        whole = Path(temporary) / "database"
        source, copy = sqlite3.connect(f"file:{database}?mode=ro", uri=True), sqlite3.connect(whole)
        try:
            source.backup(copy)
        finally:
            copy.close()
            source.close()
        return whole.open("rb")


def _write_file(dump: Dump, file: Path) -> None:
    """Written beside and then renamed: half a database is never found."""
    connection.close()
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_name(f"{file.name}.restoring")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        shutil.copyfileobj(dump, opened)
        opened.flush()
        os.fsync(opened.fileno())
    fresh.replace(file)


@contextmanager
def _held_snapshot() -> Iterator[str]:
    """A snapshot of PostgreSQL that other sessions can take, as long as this one's transaction lasts."""
    from psycopg import IsolationLevel  # noqa: PLC0415  only there with PostgreSQL

    session = connection.get_new_connection(connection.get_connection_params())
    try:
        session.autocommit = False
        session.isolation_level = IsolationLevel.REPEATABLE_READ
        row = session.execute("SELECT pg_export_snapshot()").fetchone()
        yield str(row[0])
    finally:
        session.close()


@contextmanager
def _postgresql_dump(snapshot: str) -> Iterator[Dump]:
    options = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}")
    with _running_program("pg_dump", *options, stdout=subprocess.PIPE) as process:
        yield cast("BufferedIOBase", process.stdout)


@contextmanager
def _running_program(
    program: str, *options: str, stdin: int | None = None, stdout: int | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    """One of PostgreSQL's programs at work on our database; the password is in no process's list of arguments."""
    if shutil.which(program) is None:
        raise ProgramMissing(program)
    words, environment = _database_address()
    command = [program, *options, f"--dbname={words}"]
    with subprocess.Popen(  # noqa: S603  our own arguments
        command, env={**os.environ, **environment}, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE
    ) as process:
        yield process
        assert process.stderr
        complaint = process.stderr.read().decode(errors="replace")
        if process.wait() != 0:
            raise ProgramMissing(program, complaint)


def _database_address() -> tuple[str, Mapping[str, str]]:
    """The database's address as PostgreSQL's programs read it, and its password apart."""
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415  only there with PostgreSQL

    ours = connection.settings_dict
    known = {"dbname": ours["NAME"], "user": ours["USER"], "host": ours["HOST"], "port": ours["PORT"]}
    options = {key: value for key, value in ours["OPTIONS"].items() if key.startswith(("ssl", "channel_binding"))}
    given = {key: value for key, value in {**known, **options}.items() if value}
    return make_conninfo(**given), {"PGPASSWORD": ours["PASSWORD"]} if ours["PASSWORD"] else {}
