"""A moment in which no answer comes in, so that database and keyring can be copied as they fit each other."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from tycktill_web.fieldwork.models import UnusedCodes
from tycktill_web.keyring.turns import queue
from tycktill_web.vault.models import Tray

_TABLES = (UnusedCodes, Tray)


@contextmanager
def standing_still() -> Iterator[None]:
    """Whoever answers waits until this ends; pages are read meanwhile."""
    with queue(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                names = ", ".join(connection.ops.quote_name(table._meta.db_table) for table in _TABLES)
                cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
        yield
