"""What of PostgreSQL's own settings keeps traces that the service cannot sweep; docs/operate/databases.md explains."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core import checks
from django.db import connections

Settings = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Trace:
    """A way in which the server keeps what the service deletes."""

    id: str
    is_kept: Callable[[Settings], bool]
    problem: str
    hint: str


TRACES = (
    Trace(
        "tycktill.W001",
        lambda s: s["archive_mode"] != "off",
        "PostgreSQL archives its log, which pairs every code with its answer.",
        "Set archive_mode = off and back up with pg_dump, or keep the archive where nobody who has the key comes.",
    ),
    Trace(
        "tycktill.W002",
        lambda s: s["wal_recycle"] != "off",
        "PostgreSQL keeps old files of its log for reuse, and with them which code came with which answer.",
        "Set wal_recycle = off, so that a checkpoint removes them, and run `tycktill manage tidy` every night.",
    ),
    Trace(
        "tycktill.W003",
        lambda s: s["track_commit_timestamp"] != "off",
        "PostgreSQL notes the time of every transaction.",
        "Set track_commit_timestamp = off.",
    ),
    Trace(
        "tycktill.W004",
        lambda s: s["log_statement"] in {"mod", "all"} or (_logs_slow(s) and s["log_parameter_max_length"] != "0"),
        "PostgreSQL writes statements with their values into its server log.",
        "Set log_statement = none (or ddl) and log_parameter_max_length = 0.",
    ),
)
MAY_NOT_EMPTY_LOG = "The database's user may not empty PostgreSQL's own log in this very database."
HOW_TO_GRANT = (
    "In this database (a new one knows nothing of another's grants), as PostgreSQL's superuser: "
    "GRANT pg_checkpoint TO user; GRANT EXECUTE ON FUNCTION pg_switch_wal() TO user;"
)
_MAY_EMPTY_LOG = """
SELECT has_function_privilege('pg_switch_wal()', 'EXECUTE')
   AND EXISTS (SELECT FROM pg_roles WHERE rolname = 'pg_checkpoint' AND pg_has_role(oid, 'USAGE'))
"""
_NAMES = (
    "archive_mode",
    "log_min_duration_statement",
    "log_parameter_max_length",
    "log_statement",
    "track_commit_timestamp",
    "wal_recycle",
)


@checks.register(checks.Tags.database, deploy=True)
def check_database_forgets(
    app_configs: object = None, databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """PostgreSQL keeps no trace of who answered what; run by `check --deploy --database default`."""
    return [
        checks.Warning(trace.problem, hint=trace.hint, obj=alias, id=trace.id)
        for alias in databases or ()
        if connections[alias].vendor == "postgresql"
        for trace in TRACES
        if trace.is_kept(read_settings(alias))
    ]


@checks.register(checks.Tags.database, deploy=True)
def check_log_may_be_emptied(
    app_configs: object = None, databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """The nightly `tidy` may empty PostgreSQL's own log; the right to it holds in one database only."""
    return [
        checks.Warning(MAY_NOT_EMPTY_LOG, hint=HOW_TO_GRANT, obj=alias, id="tycktill.W005")
        for alias in databases or ()
        if connections[alias].vendor == "postgresql" and not may_empty_log(alias)
    ]


def read_settings(alias: str) -> Settings:
    """The server's settings that matter here."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(_NAMES)])
        return dict(cursor.fetchall())


@checks.register(checks.Tags.database, deploy=True)
def check_sqlite_has_its_log(
    app_configs: object = None, databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """SQLite writes ahead, so that who reads and who answers do not stop each other; a network's disk refuses that."""
    return [
        checks.Warning(
            f"SQLite cannot write ahead: its journal is {mode!r}. Readers and writers stop each other.",
            hint="Put TYCKTILL_HOME on a disk of this computer, or use PostgreSQL.",
            obj=alias,
            id="tycktill.W007",
        )
        for alias in databases or ()
        if connections[alias].vendor == "sqlite" and (mode := journal_mode(alias)) != "wal"
    ]


def journal_mode(alias: str) -> str:
    """How SQLite keeps its journal."""
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        return str(cursor.fetchone()[0])


def may_empty_log(alias: str) -> bool:
    """Whether our user may begin a new file of PostgreSQL's log and have the older ones removed."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_MAY_EMPTY_LOG)
        row = cursor.fetchone()
    return bool(row and row[0])


def _logs_slow(settings: Settings) -> bool:
    return settings["log_min_duration_statement"] != "-1"
