"""`tycktill manage make_backup_key`: a pair of keys that copies are encrypted for."""

import getpass
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tycktill_web.backups.keys import make_key
from tycktill_web.keyring.folder import write_new
from tycktill_web.participants.passwords import offer_password


class Command(BaseCommand):
    help = (
        "Makes a pair of keys for backups: writes the private one to FILE and prints the public one, for "
        "TYCKTILL_BACKUP_KEY or TYCKTILL_RECOVERY_KEY. Make one for each, away from the server."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and whose passphrase."""
        parser.add_argument("file", metavar="FILE", type=Path, help="where the private key goes, best a USB stick")
        parser.add_argument("--ask", action="store_true", help="ask for a passphrase instead of making one")

    def handle(self, *_: Any, file: Path, ask: bool, **__: Any) -> None:
        """Make it; nothing that exists is written over."""
        passphrase = getpass.getpass("Passphrase: ") if ask else offer_password()
        public_key, content = make_key(passphrase)
        try:
            write_new(file, content)
        except OSError as error:
            why = f"{file} cannot be written ({error.strerror})"
            raise CommandError(f"{why}. Name a new file, in a folder that you may write to.") from None
        if not ask:
            self.stdout.write(f"Passphrase (write it down, keep it apart from the file): {passphrase}")
        self.stdout.write(f"Private key: {file}")
        self.stdout.write(f"Public key: {public_key}")
