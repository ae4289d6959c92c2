"""Whether the service can do its work now: each question answered in a sentence, or with nothing."""

import shutil
import time
from collections.abc import Callable, Mapping
from enum import StrEnum

from django.conf import settings
from django.db import Error, connection

from tycktill_web.intake.measuring import can_forget
from tycktill_web.site.questions import unapplied_migrations

LEAST_FREE = 256 * 2**20
"""Bytes of the disk below which answers may soon be refused."""

PATIENCE = 600
"""Seconds for which the log may lie unswept before it is told: a national count reads for a while."""


class Place(StrEnum):
    """Where something may keep the service from its work."""

    DATABASE = "database"
    TABLES = "tables"
    LOG = "log"
    DISK = "disk"


def faults() -> Mapping[Place, str]:
    """What keeps the service from its work, by the place where it is; nothing more is asked without a database."""
    found = {place: sentence for place, ask in QUESTIONS.items() if (sentence := _answer(ask))}
    return {Place.DATABASE: found[Place.DATABASE]} if Place.DATABASE in found else found


def database() -> str:
    """Whether the database answers; a connection that it has dropped is made anew."""
    if connection.connection is not None and not connection.is_usable():
        connection.close()
    connection.ensure_connection()
    return "" if connection.is_usable() else "The database does not answer."


def tables() -> str:
    """Whether the database has the tables of this version."""
    missing = unapplied_migrations()
    return f"{len(missing)} changes of tables are missing: run `tycktill manage migrate`." if missing else ""


class Log:
    """Whether the database has been able to forget in the last ten minutes, as far as this process has asked."""

    unswept_since: float | None = None

    def __call__(self) -> str:
        if can_forget():
            self.unswept_since = None
            return ""
        now = time.monotonic()
        self.unswept_since = now if self.unswept_since is None else self.unswept_since
        if now - self.unswept_since < PATIENCE:
            return ""
        return "The database's log cannot be swept: another program holds a transaction open. End it."


def disk() -> str:
    """Whether there is room for answers on the disk of the home folder."""
    return "" if shutil.disk_usage(settings.HOME).free >= LEAST_FREE else "The disk is nearly full."


QUESTIONS: Mapping[Place, Callable[[], str]] = {
    Place.DATABASE: database,
    Place.TABLES: tables,
    Place.LOG: Log(),
    Place.DISK: disk,
}


def _answer(ask: Callable[[], str]) -> str:
    # The driver's own words may hold a host and a user; who probes need not know them.
    try:
        return ask()
    except Error as error:
        connection.close()
        return f"The database does not answer ({type(error).__name__})."
    except OSError as error:
        return f"The home folder cannot be read ({type(error).__name__})."
