"""`tycktill manage backup`: copies database and keyring, encrypted, and keeps so many copies."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tycktill_web.backups.copies import take_copy
from tycktill_web.backups.errors import BackupError
from tycktill_web.keyring.errors import KeyringError
from tycktill_web.site.last_runs import Task, note_run

KEPT = 5


class Command(BaseCommand):
    help = (
        "Mixes all answers and copies database and keyring to a file in FOLDER: the database encrypted for "
        "TYCKTILL_BACKUP_KEY, the keyring for TYCKTILL_RECOVERY_KEY. Older copies are removed beyond --keep, and "
        "where they hold answers of a round that has been published since."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and how many are kept."""
        parser.add_argument("folder", metavar="FOLDER", type=Path, help="where copies are kept, best another disk")
        parser.add_argument("--keep", type=int, default=KEPT, metavar="N", help=f"how many (default: {KEPT})")

    def handle(self, *_: Any, folder: Path, keep: int, **__: Any) -> None:
        """Do it, and say what was written and removed."""
        if keep < 1:
            raise CommandError("--keep must be 1 or more.")
        try:
            taken = take_copy(folder, at=timezone.now(), keep=keep)
        except OSError as error:
            why = f"{error.filename or folder} cannot be written or read ({error.strerror})"
            raise CommandError(f"{why}. The user who runs this command needs room and the right to.") from None
        except (BackupError, KeyringError) as error:
            raise CommandError(str(error)) from None
        note_run(Task.BACKUP, on=timezone.localdate())
        self.stdout.write(f"Written: {taken.file} ({taken.file.stat().st_size / 1e6:.1f} MB)")
        for file in taken.removed:
            self.stdout.write(f"Removed: {file}")
        if taken.faults:
            raise CommandError("\n".join(taken.faults))
