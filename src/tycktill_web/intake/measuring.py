"""What an operator may know of the database: its size, its clock, whether its keys fit, whose answers are there."""

import datetime
from pathlib import Path

from django.db import connection

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.unused_codes import redeemed_codes
from tycktill_web.keyring.errors import KeyringError
from tycktill_web.keyring.folder import has_folder
from tycktill_web.keyring.public_keys import check_public_key
from tycktill_web.vault.buffers import check_keys
from tycktill_web.vault.mixing import has_answers


def rounds_with_answers(state: Round.State) -> list[Round]:
    """The rounds in this state whose sealed answers are still in the vault."""
    return [round for round in Round.objects.filter(state=state) if has_answers(round.key)]


def has_keyring(round: Round) -> bool:
    """Whether anything of a round's keyring is here."""
    return has_folder(round.key)


def rounds_without_keys(*states: Round.State) -> list[Round]:
    """The rounds in these states whose keyring lacks what the database is wrapped under: nobody can answer or count."""
    return [round for round in Round.objects.filter(state__in=states) if not _has_keys(round)]


def _has_keys(round: Round) -> bool:
    try:
        if redeemed_codes(round):  # what is not there yet has no keys
            check_keys(round.key)
            check_public_key(round.key, bytes(round.public_key))
    except KeyringError:
        return False
    return True


def database_bytes() -> int:
    """The size of all the database's files, its log apart."""
    if connection.vendor == "sqlite":
        return _size(str(connection.settings_dict["NAME"]))
    return int(str(_value("SELECT pg_database_size(current_database())")))


def log_bytes() -> int:
    """The size of the log that SQLite writes ahead: large where a reader's transaction stays open. 0 elsewhere."""
    return _size(f"{connection.settings_dict['NAME']}-wal") if connection.vendor == "sqlite" else 0


def database_clock() -> datetime.datetime:
    """The time by the database's clock; with SQLite, our own."""
    if connection.vendor == "sqlite":
        return datetime.datetime.now(datetime.UTC)
    now = _value("SELECT clock_timestamp()")
    assert isinstance(now, datetime.datetime)
    return now


def _size(file: str) -> int:
    path = Path(file)
    return path.stat().st_size if path.exists() else 0


def _value(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return row[0] if row else None
