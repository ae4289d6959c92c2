"""Where a round's keys lie: a folder of its own, which the service's user alone may read."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import transaction

from tycktill_web.keyring.errors import InTheWay

_IN_USE = "in-use"


def folder_of(round_key: str) -> Path:
    return settings.KEYRING / round_key


def make_folder(round_key: str) -> Path:
    """The folder, new, in the transaction that will need it; what an undone one has left is replaced.

    Raises InTheWay where a folder is in use: its keys may be all that opens another database.
    """
    folder = folder_of(round_key)
    if (folder / _IN_USE).exists():
        raise InTheWay(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    transaction.on_commit(lambda: write_new(folder / _IN_USE, b""))
    return folder


def has_folder(round_key: str) -> bool:
    """Whether anything of a round's keys is here."""
    return folder_of(round_key).exists()


def erase_folder(round_key: str) -> None:
    """Overwrite every key of a round and remove its folder; what another has removed already is no fault."""
    folder = folder_of(round_key)
    for path in sorted(folder.glob("*")):
        with suppress(FileNotFoundError):
            _overwrite_file(path)
            path.unlink()
    with suppress(FileNotFoundError):
        folder.rmdir()
        sync_folder(folder.parent)


def _overwrite_file(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())


def write_new(path: Path, content: bytes) -> None:
    """A file that only its owner reads, on disk when this returns. Raises FileExistsError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Let the names in a folder be on disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
