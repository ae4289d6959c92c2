"""Takes a copy, keeps so many, and removes those that hold more than is still needed."""

import datetime
import hashlib
import hmac
import json
import os
import tarfile
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyrage
from django.conf import settings
from django.db import connection

from tycktill_web.backups.dumping import frozen_database
from tycktill_web.backups.errors import BackupError, NotACopy, NotReadable
from tycktill_web.backups.keys import recipient_of
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import undisposed_rounds
from tycktill_web.intake.standstill import at_standstill
from tycktill_web.intake.tidying import mix_round
from tycktill_web.keyring.copying import pack_keyring
from tycktill_web.keyring.errors import KeyMissing
from tycktill_web.keyring.folder import sync_folder

ENDING = ".backup"
LABEL, DATABASE, KEYRING = "label.json", "database.age", "keyring.age"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Label:
    """What anybody may read of a copy: when, which engine, whose code key; which rounds were not yet published.

    `answers` are the rounds whose answers are in it.
    """

    format: int
    taken_at: str
    engine: str
    unpublished: Sequence[str]
    answers: Sequence[str]
    code_key: str


@dataclass(frozen=True, slots=True)
class Taken:
    """The copy that was taken, those that were removed, and a sentence for each round whose keys are gone."""

    file: Path
    removed: Sequence[Path]
    faults: Sequence[str]


def take_copy(folder: Path, *, at: datetime.datetime, keep: int) -> Taken:
    """Mix all rounds, copy database and keyring as of one moment, encrypted; then keep the newest `keep` copies.

    Copies are removed, too, that hold answers of a round which has been published since, or whose answers have been
    disposed of. A round whose keys are gone is noise to everybody, and no reason to let all else go uncopied. Raises
    BackupError, KeyringError.
    """
    for_database = recipient_of("TYCKTILL_BACKUP_KEY", settings.BACKUP_KEY)
    for_keyring = recipient_of("TYCKTILL_RECOVERY_KEY", settings.RECOVERY_KEY)
    unpublished = undisposed_rounds(Round.State.OPEN, Round.State.CLOSED)
    faults = list(_mix_rounds(unpublished))
    label = Label(
        FORMAT,
        at.isoformat(timespec="seconds"),
        connection.vendor,
        sorted(round.key for round in unpublished),
        sorted(round.key for round in undisposed_rounds(*Round.State)),
        code_key_mark(),
    )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / f"tycktill-{at:%Y%m%dT%H%M%S}{ENDING}"
    with ExitStack() as stack:
        with at_standstill():
            keys = pack_keyring()
            open_dump = stack.enter_context(frozen_database())
        with open_dump() as dump, TemporaryDirectory(dir=folder, prefix=".writing-") as temporary:
            parts = Path(temporary)
            (parts / LABEL).write_text(json.dumps(asdict(label), indent=1), encoding="utf-8")
            with (parts / DATABASE).open("wb") as sealed:
                pyrage.encrypt_io(dump, sealed, [for_database])
            (parts / KEYRING).write_bytes(pyrage.encrypt(keys, [for_keyring]))
            _join_parts(parts, file)
    return Taken(file, _remove_needless(folder, newest=file, keep=keep), faults)


def _mix_rounds(rounds: Iterable[Round]) -> Iterator[str]:
    """Mix each, and tell of those whose keys are gone."""
    for round in rounds:
        try:
            mix_round(round)
        except KeyMissing as error:
            yield f"{round.key}: {error}"


def read_label(file: Path) -> Label:
    """What a copy says of itself. Raises NotACopy, NotReadable."""
    try:
        with tarfile.open(file) as archive:
            member = archive.extractfile(LABEL)
            label = Label(**json.loads(member.read())) if member else None
    except OSError as error:
        raise NotReadable(file, error.strerror) from None
    except (tarfile.TarError, KeyError, TypeError, ValueError):
        raise NotACopy(file) from None
    if label is None or label.format != FORMAT:
        raise NotACopy(file)
    return label


def copies_in(folder: Path) -> list[Path]:
    """All copies in a folder, oldest first: their names tell when they were taken."""
    return sorted(folder.glob(f"tycktill-*{ENDING}"))


def code_key_mark() -> str:
    """By which it is known again whether TYCKTILL_CODE_KEY is the same; tells nothing of it."""
    return hmac.digest(settings.CODE_KEY.encode(), b"tycktill/backup/1", hashlib.sha256).hex()


def _join_parts(parts: Path, file: Path) -> None:
    """One file of all parts, on disk under its name only when it is whole."""
    fresh = parts / "whole"
    with tarfile.open(fresh, mode="w") as archive:
        for name in (LABEL, DATABASE, KEYRING):
            archive.add(parts / name, arcname=name)
    fresh.chmod(0o600)
    with fresh.open("rb") as written:
        os.fsync(written.fileno())
    fresh.rename(file)
    sync_folder(file.parent)


def _remove_needless(folder: Path, *, newest: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep`, and older ones with answers of a round that is published or disposed of now."""
    published = {round.key for round in Round.objects.filter(state=Round.State.RELEASED)}
    disposed = {round.key for round in Round.objects.exclude(disposed_on=None)}
    copies = copies_in(folder)
    too_old = copies[:-keep]
    needless = [file for file in copies if file != newest and _holds_disposed(file, published, disposed)]
    removed = sorted({*too_old, *needless} - {newest})
    for file in removed:
        file.unlink()
    return removed


def _holds_disposed(file: Path, published: Set[str], disposed: Set[str]) -> bool:
    try:
        label = read_label(file)
    except BackupError:
        return False
    return not (published.isdisjoint(label.unpublished) and disposed.isdisjoint(label.answers))
