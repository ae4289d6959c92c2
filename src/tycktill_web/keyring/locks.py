"""Locks of the operating system, which lets go of them when a process dies, whatever it died of."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from tycktill_web.keyring.errors import Busy


@contextmanager
def lock_of(round_key: str) -> Iterator[None]:
    """One count or mixing of a round at a time. Raises Busy while there is another."""
    with _open_lock(f"{round_key}.lock") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(round_key) from None
        yield


@contextmanager
def write_lock() -> Iterator[None]:
    """Those who write to SQLite wait in line here. SQLite's own waiting is by naps, and favours whoever came last."""
    if connection.vendor != "sqlite":
        yield
        return
    with _open_lock("write.lock") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _open_lock(name: str) -> Iterator[int]:
    folder = Path(settings.KEYRING)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield file
    finally:
        os.close(file)
