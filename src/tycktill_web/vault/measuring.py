"""How large the database and its log are, and what its clock says; nothing of what is in it."""

import datetime
from pathlib import Path

from django.db import connection


def database_bytes() -> int:
    """The size of all the database's files, its log apart."""
    if connection.vendor == "sqlite":
        return _file_size(str(connection.settings_dict["NAME"]))
    return int(str(_one_value("SELECT pg_database_size(current_database())")))


def log_bytes() -> int:
    """The size of the log that SQLite writes ahead: large where a reader's transaction stays open. 0 elsewhere."""
    return _file_size(f"{connection.settings_dict['NAME']}-wal") if connection.vendor == "sqlite" else 0


def database_clock() -> datetime.datetime:
    """The time by the database's clock; with SQLite, our own."""
    if connection.vendor == "sqlite":
        return datetime.datetime.now(datetime.UTC)
    now = _one_value("SELECT clock_timestamp()")
    assert isinstance(now, datetime.datetime)
    return now


def _file_size(file: str) -> int:
    path = Path(file)
    return path.stat().st_size if path.exists() else 0


def _one_value(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return row[0] if row else None
