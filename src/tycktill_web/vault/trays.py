"""A round's tray as it lies in the database: sealed answers of one length, joined in the order of their bytes.

Laying one on it is a single statement, so the two databases are each taught a function for it: PostgreSQL by the
first migrations, SQLite with every connection.
"""

from collections.abc import Iterable
from sqlite3 import Connection
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tycktill_web.vault.models import Tray
from tycktill_web.vault.sealing import SEALED_BYTES

_LAY = "UPDATE vault_tray SET answers = vault_laid(answers, %s) WHERE round = %s RETURNING length(answers)"

LAID_ON_POSTGRESQL = """
CREATE FUNCTION vault_laid(tray bytea, sealed bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg(slip, ''::bytea ORDER BY slip) FROM (
        SELECT substring(tray FROM place FOR length(sealed)) AS slip
        FROM generate_series(1, length(tray), length(sealed)) AS place
        UNION ALL SELECT sealed
    ) AS slips
$$"""


def lay(round_key: str, sealed: bytes) -> int:
    """Put a sealed answer in its place on the tray; how many lie there now."""
    return _lay(round_key, sealed) or _lay(_new_tray(round_key), sealed)


def take_tray(round_key: str) -> list[bytes]:
    """What lies on the tray, which no other process touches until the transaction ends."""
    trays = Tray.objects.select_for_update(no_key=True).filter(round=round_key)
    return slips(bytes((trays.first() or trays.get(round=_new_tray(round_key))).answers))


def set_tray(round_key: str, answers: Iterable[bytes]) -> None:
    """Let exactly these lie on the tray."""
    Tray.objects.filter(round=round_key).update(answers=b"".join(sorted(answers)))


def lying_on_tray(round_key: str) -> list[bytes]:
    """The sealed answers on a round's tray."""
    tray = Tray.objects.filter(round=round_key).first()
    return slips(bytes(tray.answers)) if tray else []


def slips(tray: bytes) -> list[bytes]:
    """A tray's answers, one by one."""
    return [tray[start : start + SEALED_BYTES] for start in range(0, len(tray), SEALED_BYTES)]


def laid(tray: bytes, sealed: bytes) -> bytes:
    """The tray with one more answer on it, as SQLite is taught it."""
    return b"".join(sorted([*slips(tray), sealed]))


def teach_sqlite(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Called for every new connection."""
    if connection.vendor == "sqlite" and isinstance(connection.connection, Connection):
        connection.connection.create_function("vault_laid", 2, laid, deterministic=True)


def _lay(round_key: str, sealed: bytes) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_LAY, [sealed, round_key])
        row = cursor.fetchone()
    return int(row[0]) // SEALED_BYTES if row else 0


def _new_tray(round_key: str) -> str:
    Tray.objects.bulk_create([Tray(round=round_key)], ignore_conflicts=True)
    return round_key
