"""`tycktill manage restore`: brings a copy back into an empty home and database."""

import getpass
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tycktill_web.backups.errors import BackupError
from tycktill_web.backups.keys import load_identity
from tycktill_web.backups.restoring import BackupKeys, restore_copy
from tycktill_web.keyring.errors import KeyringError


class Command(BaseCommand):
    help = (
        "Brings a copy back into an empty database and a home without keys. Asks for the passphrases of the two "
        "private keys, or takes them from TYCKTILL_BACKUP_PASSPHRASE and TYCKTILL_RECOVERY_PASSPHRASE."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which copy, and where the private keys are."""
        parser.add_argument("file", metavar="FILE", type=Path, help="the copy that `tycktill manage backup` took")
        parser.add_argument("--backup-key", required=True, type=Path, metavar="FILE", help="opens the database")
        parser.add_argument("--recovery-key", required=True, type=Path, metavar="FILE", help="opens the keyring")

        parser.add_argument(
            "--other-code-key", action="store_true", help="TYCKTILL_CODE_KEY is lost: codes that are out will not work"
        )

    def handle(
        self, *_: Any, file: Path, backup_key: Path, recovery_key: Path, other_code_key: bool, **__: Any
    ) -> None:
        """Do it, and say what has come back."""
        try:
            keys = BackupKeys(
                backup_key,
                load_identity(backup_key, _ask_passphrase("TYCKTILL_BACKUP_PASSPHRASE", backup_key)),
                recovery_key,
                load_identity(recovery_key, _ask_passphrase("TYCKTILL_RECOVERY_PASSPHRASE", recovery_key)),
            )
            restored = restore_copy(file, keys, other_code_key=other_code_key)
        except (BackupError, KeyringError, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Restored what was there at {restored.taken_at}: {len(restored.rounds)} rounds.")
        self.stdout.write(
            "What came in after that is gone. Run `tycktill manage migrate`, then `tycktill manage doctor`."
        )
        if restored.without_keys:
            raise CommandError(f"The copy has no keys that fit {', '.join(restored.without_keys)}.")


def _ask_passphrase(name: str, file: Path) -> str:
    return os.environ.get(name) or getpass.getpass(f"Passphrase of {file}: ")
