"""Which of PostgreSQL's own settings note when something happened; docs/operate/databases.md explains."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core import checks
from django.db import connections

Settings = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Trace:
    """A way in which the server notes what the service does not."""

    id: str
    is_kept: Callable[[Settings], bool]
    problem: str
    hint: str


TRACES = (
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
_NAMES = (
    "log_min_duration_statement",
    "log_parameter_max_length",
    "log_statement",
    "track_commit_timestamp",
)
_DURABLE = ("fsync", "full_page_writes", "synchronous_commit")


@checks.register(checks.Tags.database, deploy=True)
def check_database_forgets(
    app_configs: object = None, databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """PostgreSQL keeps no times of who answered; run by `check --deploy --database default`."""
    return [
        checks.Warning(trace.problem, hint=trace.hint, obj=alias, id=trace.id)
        for alias in databases or ()
        if connections[alias].vendor == "postgresql"
        for trace in TRACES
        if trace.is_kept(read_settings(alias))
    ]


def read_settings(alias: str, names: Sequence[str] = _NAMES) -> Settings:
    """The server's settings of these names, by default those that tell what it notes."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(names)])
        return dict(cursor.fetchall())


@checks.register(checks.Tags.database, deploy=True)
def check_postgresql_keeps_what_it_commits(
    app_configs: object = None, databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """A key is erased once what comes after it is committed: a commit that a crash undoes leaves nothing to read."""
    return [
        checks.Warning(
            f"PostgreSQL may lose what it has committed, and the keys to what was there before are gone: {lax} = off.",
            hint=f"Set {lax} = on.",
            obj=alias,
            id="tycktill.W008",
        )
        for alias in databases or ()
        if connections[alias].vendor == "postgresql"
        for lax in _lax_settings(alias)
    ]


def _lax_settings(alias: str) -> list[str]:
    settings = read_settings(alias, _DURABLE)
    return [name for name in _DURABLE if settings[name] == "off"]


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


def _logs_slow(settings: Settings) -> bool:
    return settings["log_min_duration_statement"] != "-1"
