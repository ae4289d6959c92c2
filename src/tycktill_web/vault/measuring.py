"""How large the database is, whether it forgets what was deleted, and what its clock says; nothing of what is in it."""

import datetime
import time
from collections.abc import Sequence
from pathlib import Path

from django.db import connection, models

from tycktill_web.vault.forgetting import sweep

Tables = Sequence[type[models.Model]]

_TRIES, _PAUSE = 5, 0.1
"""How often a sweep is tried, and the seconds between: somebody reads now and then."""


def database_bytes() -> int:
    """The size of all the database's files, its log apart."""
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).stat().st_size
    return int(str(_value("SELECT pg_database_size(current_database())")))


def can_forget(tables: Tables) -> bool:
    """Whether a sweep of `tables` gets through now, found out by sweeping; not while another program holds on to
    an old state of the database, as an open transaction does. Not in a transaction.
    """
    forgets = _empties_log if connection.vendor == "sqlite" else _leaves_no_dead_rows
    for _ in range(_TRIES):
        if forgets(tables):
            return True
        time.sleep(_PAUSE)
    return False


def database_clock() -> datetime.datetime:
    """The time by the database's clock; with SQLite, our own."""
    if connection.vendor == "sqlite":
        return datetime.datetime.now(datetime.UTC)
    now = _value("SELECT clock_timestamp()")
    assert isinstance(now, datetime.datetime)
    return now


def _leaves_no_dead_rows(tables: Tables) -> bool:
    sweep(tables)
    return not any(_value("SELECT pg_stat_get_dead_tuples(%s::regclass)", table._meta.db_table) for table in tables)


def _empties_log(_: Tables) -> bool:
    # Without waiting: a checkpoint that waits for a reader keeps every writer waiting too.
    patience = _value("PRAGMA busy_timeout")
    try:
        _value("PRAGMA busy_timeout = 0")
        return not _value("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        _value(f"PRAGMA busy_timeout = {patience}")


def _value(statement: str, *values: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        row = cursor.fetchone()
    return row[0] if row else None
