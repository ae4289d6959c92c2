"""Makes the database forget what was deleted from it, and in which order things were written.

A database keeps more than its tables show. SQLite's write-ahead log holds every transaction's pages, PostgreSQL's
deleted rows stay with the number of the transaction that deleted them; either would pair a redeemed code with the
answer that came with it. docs/operate/databases.md says what this reaches and what it does not.
"""

from collections.abc import Iterable

from django.db import ProgrammingError, connection, models


def sweep(tables: Iterable[type[models.Model]]) -> None:
    """Remove the traces of what was deleted from `tables`; cheap enough for every answer. Not in a transaction."""
    if _is_sqlite():
        _run("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        _run(f"VACUUM (TRUNCATE FALSE) {_names(tables)}")


def rewrite(tables: Iterable[type[models.Model]]) -> None:
    """Write the files of `tables` anew, without a byte of what was there before. Not in a transaction.

    Locks the tables (SQLite: the database) meanwhile: a second or two for a national round.
    """
    if _is_sqlite():
        _run("VACUUM")
        _run("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        _run(f"VACUUM (FULL) {_names(tables)}")


def empty_log() -> bool:
    """Have PostgreSQL begin a new file of its log and remove the older ones; False where our user may not.

    It removes them only with `wal_recycle = off`; `check --deploy --database default` tells.
    """
    if _is_sqlite():
        return True
    try:
        _run("SELECT pg_switch_wal()")
        _run("CHECKPOINT")
    except ProgrammingError:
        return False
    return True


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def _names(tables: Iterable[type[models.Model]]) -> str:
    return ", ".join(connection.ops.quote_name(table._meta.db_table) for table in tables)


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
