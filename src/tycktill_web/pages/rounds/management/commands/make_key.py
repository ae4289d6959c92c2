"""`tycktill manage make_key`: a round's pair of keys, for an office that would rather not make it in the browser."""

import getpass
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tycktill_web.fieldwork.public_keys import key_name
from tycktill_web.results.errors import KeyUnusable
from tycktill_web.results.keys import make_key, offer_passphrase


class Command(BaseCommand):
    help = (
        "Makes a pair of keys for a round: writes the private one to FILE and prints the public one, and its name. "
        "Where two people are to open the answers together, each makes a pair of their own. The office opens the "
        "round with the files and their passphrases."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and whose passphrase."""
        parser.add_argument("file", metavar="FILE", type=Path, help="where the private key goes, best a USB stick")
        parser.add_argument("--ask", action="store_true", help="ask for a passphrase instead of making one")

    def handle(self, *_: Any, file: Path, ask: bool, **__: Any) -> None:
        """Make it; nothing that exists is written over."""
        passphrase = getpass.getpass("Passphrase: ") if ask else offer_passphrase()
        try:
            public_key, pem = make_key(passphrase)
            write_new(file, pem)
        except OSError as error:
            why = f"{file} cannot be written ({error.strerror})"
            raise CommandError(f"{why}. Name a new file, in a folder that you may write to.") from None
        except KeyUnusable as error:
            raise CommandError(str(error)) from None
        if not ask:
            self.stdout.write(f"Passphrase (write it down, keep it apart from the file): {passphrase}")
        self.stdout.write(f"Private key: {file}")
        self.stdout.write(f"Public key: {public_key.hex()}")
        self.stdout.write(f"Name of the key, as the office's pages tell it: {key_name(public_key)}")


def write_new(file: Path, content: bytes) -> None:
    """Write a file that only its owner reads. Raises FileExistsError, and OSError where it cannot be written."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
