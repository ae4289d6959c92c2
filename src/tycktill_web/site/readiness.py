"""Whether the service can do its work now: each question answered in a sentence, or with nothing."""

import shutil
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from tycktill_web.fieldwork.models import Round
from tycktill_web.intake.measuring import log_bytes, rounds_without_keys
from tycktill_web.jobs.catalogue import left_undone
from tycktill_web.jobs.workers import living_workers
from tycktill_web.site.installation import unapplied_migrations

LEAST_FREE = 256 * 2**20
"""Bytes of the disk below which answers may soon be refused."""

MOST_LOG = 64 * 2**20
"""Bytes of SQLite's log beyond which somebody's reading keeps it from being emptied; some 4 are usual."""


LEFT_WAITING = timedelta(minutes=2)
"""A job that has been due for so long while no worker breathes is left undone."""


class ServicePart(StrEnum):
    """Where something may keep the service from its work."""

    DATABASE = "database"
    TABLES = "tables"
    KEYS = "keys"
    LOG = "log"
    DISK = "disk"
    JOBS = "jobs"


def find_faults() -> Mapping[ServicePart, str]:
    """What keeps the service from its work, by the place where it is; nothing more is asked without a database."""
    found = {part: sentence for part, ask in QUESTIONS.items() if (sentence := _ask_question(ask))}
    if ServicePart.DATABASE in found:
        return {ServicePart.DATABASE: found[ServicePart.DATABASE]}
    if ServicePart.TABLES in found:  # that of jobs may be among those that are missing
        found.pop(ServicePart.JOBS, None)
    return found


def stops_the_pages(wrong: Mapping[ServicePart, str]) -> bool:
    """Whether respondents and readers are kept out too, and not only what is done beside the pages."""
    return bool(wrong.keys() - {ServicePart.JOBS})


def database_fault() -> str:
    """Whether the database answers; a connection that it has dropped is made anew."""
    if connection.connection is not None and not connection.is_usable():
        connection.close()
    connection.ensure_connection()
    return "" if connection.is_usable() else "The database does not answer."


def tables_fault() -> str:
    """Whether the database has the tables of this version."""
    missing = unapplied_migrations()
    return f"{len(missing)} changes of tables are missing: run `tycktill manage migrate`." if missing else ""


def keyring_fault() -> str:
    """Whether the keyring and the database belong together."""
    lacking = ", ".join(round.key for round in rounds_without_keys(Round.State.OPEN))
    return f"The keyring does not fit the database: nobody can answer in {lacking}." if lacking else ""


def log_fault() -> str:
    """Whether the database can let go of its log."""
    size = log_bytes()
    if size <= MOST_LOG:
        return ""
    return f"The database's log has grown to {size / 1e6:.0f} MB: another program holds a transaction open. End it."


def disk_fault() -> str:
    """Whether there is room for answers on the disk of the home folder."""
    return "" if shutil.disk_usage(settings.HOME).free >= LEAST_FREE else "The disk is nearly full."


def jobs_fault() -> str:
    """Whether somebody does what is due."""
    now = timezone.now()
    left = next(left_undone(now - LEFT_WAITING), None) if not living_workers(now).exists() else None
    if left is None:
        return ""
    key, since = left
    return f"{key} has been due since {since:%Y-%m-%d %H:%M} UTC, and no worker is there: run `tycktill manage work`."


QUESTIONS: Mapping[ServicePart, Callable[[], str]] = {
    ServicePart.DATABASE: database_fault,
    ServicePart.TABLES: tables_fault,
    ServicePart.KEYS: keyring_fault,
    ServicePart.LOG: log_fault,
    ServicePart.DISK: disk_fault,
    ServicePart.JOBS: jobs_fault,
}


def _ask_question(ask: Callable[[], str]) -> str:
    # The driver's own words may hold a host and a user; who probes need not know them.
    try:
        return ask()
    except Error as error:
        connection.close()
        return f"The database does not answer ({type(error).__name__})."
    except OSError as error:
        return f"The home folder cannot be read ({type(error).__name__})."
