"""Remembers on which day what must be done regularly was last done: a file each in the home folder.

A file and not a table, since a database that is brought back from a backup would remember the wrong day.
"""

import datetime
from enum import StrEnum
from pathlib import Path

from django.conf import settings


class Task(StrEnum):
    """What must be done regularly."""

    TIDY = "tidy"
    BACKUP = "backup"


def note_run(task: Task, *, on: datetime.date) -> None:
    """Remember that it was done on this day."""
    settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = _file_of(task).with_suffix(".new")
    fresh.write_text(on.isoformat(), encoding="ascii")
    fresh.replace(_file_of(task))


def last_run(task: Task) -> datetime.date | None:
    """The day it was last done, or None when that is not known."""
    try:
        return datetime.date.fromisoformat(_file_of(task).read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return None


def _file_of(task: Task) -> Path:
    return Path(settings.HOME / f"last-{task}")
