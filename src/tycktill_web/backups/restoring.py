"""Brings a copy back: database and keyring of one moment, into a home that has neither."""

import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BufferedIOBase
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import pyrage
from django.db import connection, transaction
from pyrage import x25519

from tycktill_web.backups.copies import DATABASE, KEYRING, Label, code_key_mark, read_label
from tycktill_web.backups.dumping import check_empty, load_dump
from tycktill_web.backups.errors import BackupKeyRefused, NotACopy, OtherCodeKey, OtherEngine
from tycktill_web.fieldwork.models import Round
from tycktill_web.intake.measuring import rounds_without_keys
from tycktill_web.journal.events import CopyRestored
from tycktill_web.journal.models import JournalEntry
from tycktill_web.journal.writing import record
from tycktill_web.keyring.copying import check_no_keyring, unpack_keyring


@dataclass(frozen=True, slots=True)
class BackupKeys:
    """The files of the private keys, and what is in them."""

    database_file: Path
    database: x25519.Identity
    keyring_file: Path
    keyring: x25519.Identity


@dataclass(frozen=True, slots=True)
class Restored:
    """When the copy was taken, its rounds, and those whose keys are not in it."""

    taken_at: str
    rounds: Sequence[str]
    without_keys: Sequence[str]


def restore_copy(file: Path, keys: BackupKeys, *, other_code_key: bool = False) -> Restored:
    """Bring the copy back. All that can be refused is refused before anything is written.

    Under another code key than the copy's only when that is meant: codes that are out will then not work.
    Raises BackupError, and InTheWay where there are keys already.
    """
    label = read_label(file)
    if not other_code_key and label.code_key != code_key_mark():
        raise OtherCodeKey
    if label.engine != connection.vendor:
        raise OtherEngine(label.engine)
    check_empty()
    check_no_keyring()
    with TemporaryDirectory(prefix="tycktill-restoring-") as temporary, _open_copy(file) as archive:
        packed = _decrypt_whole(_part_called(archive, KEYRING, file), keys.keyring, keys.keyring_file)
        plain = Path(temporary) / "database"
        _decrypt_into(_part_called(archive, DATABASE, file), plain, keys.database, keys.database_file)
        with plain.open("rb") as dump:
            load_dump(dump)
        unpack_keyring(packed)
    _record_restored(label)
    return _restored_rounds(label)


@transaction.atomic
def _record_restored(label: Label) -> None:
    """Tell it in the journal that has come back, which knows nothing of what was done after the copy was taken."""
    if JournalEntry._meta.db_table in connection.introspection.table_names():  # an older version's copy has none
        record(CopyRestored(taken_at=datetime.fromisoformat(label.taken_at)))


def _restored_rounds(label: Label) -> Restored:
    rounds = [round.key for round in Round.objects.all()]
    without_keys = rounds_without_keys(Round.State.OPEN, Round.State.CLOSED)
    return Restored(label.taken_at, rounds, [round.key for round in without_keys])


def _open_copy(file: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(file)
    except (tarfile.TarError, OSError):
        raise NotACopy(file) from None


def _part_called(archive: tarfile.TarFile, name: str, file: Path) -> BufferedIOBase:
    try:
        part = archive.extractfile(name)
    except (KeyError, tarfile.TarError):
        part = None
    if part is None:
        raise NotACopy(file)
    return cast("BufferedIOBase", part)


def _decrypt_whole(part: BufferedIOBase, identity: x25519.Identity, key_file: Path) -> bytes:
    try:
        return pyrage.decrypt(part.read(), [identity])
    except pyrage.DecryptError:
        raise BackupKeyRefused(key_file) from None


def _decrypt_into(part: BufferedIOBase, into: Path, identity: x25519.Identity, key_file: Path) -> None:
    try:
        with into.open("wb") as plain:
            pyrage.decrypt_io(part, plain, [identity])
    except pyrage.DecryptError:
        raise BackupKeyRefused(key_file) from None
    except OSError as error:
        if error.errno:  # the disk's own: full, not writable
            raise
        raise BackupKeyRefused(key_file) from None
