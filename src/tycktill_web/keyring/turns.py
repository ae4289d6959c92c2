"""Who may go first: locks that the system lets go of when a process dies, whatever it died of."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from tycktill_web.keyring.errors import Busy


@contextmanager
def turn(round_key: str) -> Iterator[None]:
    """One count or mixing of a round at a time. Raises Busy while there is another."""
    with _locked(f"{round_key}.turn", fcntl.LOCK_EX | fcntl.LOCK_NB, Busy(round_key)):
        yield


@contextmanager
def queue() -> Iterator[None]:
    """Those who write to SQLite wait in line here. SQLite's own waiting is by naps, and favours whoever came last."""
    if connection.vendor != "sqlite":
        yield
        return
    with _locked("queue", fcntl.LOCK_EX, None):
        yield


@contextmanager
def _locked(name: str, how: int, refusal: Busy | None) -> Iterator[None]:
    folder = Path(settings.KEYRING)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(file, how)
        except BlockingIOError:
            raise (refusal or BlockingIOError()) from None
        yield
    finally:
        os.close(file)
