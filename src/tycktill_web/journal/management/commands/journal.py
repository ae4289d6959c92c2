"""`tycktill manage journal`: holds the journal against its chain, writes it as a table, guards it anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils.translation import get_language

from tycktill_web.journal.downloading import csv_lines
from tycktill_web.journal.guard import guard_journal, is_guarded, lift_guard
from tycktill_web.journal.models import JournalEntry
from tycktill_web.journal.verifying import verify_journal


class Command(BaseCommand):
    help = (
        "verify: tells which entries were changed, moved, put in or removed, ends with 1 where any was, and prints the "
        "newest digest, to be kept elsewhere; --against takes one that was kept. export: the journal as CSV. guard: "
        "has the database refuse to change entries again, where a triggerless copy was read in."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do."""
        parser.add_argument("what", choices=["verify", "export", "guard"])
        parser.add_argument("--against", metavar="DIGEST", default="", help="the newest digest of an earlier time")

    def handle(self, *_: Any, what: str, against: str, **__: Any) -> None:
        """Do it."""
        if what == "verify":
            self._verify_chain(against)
        elif what == "export":
            for line in csv_lines(JournalEntry.objects.all(), language=get_language() or "en"):
                self.stdout.write(line, ending="")
        else:
            self._guard_anew()

    def _verify_chain(self, against: str) -> None:
        verified = verify_journal(against)
        if verified.faults:
            raise CommandError("\n".join(verified.faults))
        self.stdout.write(f"{verified.entries} entries, each as it was written and in its place.")
        self.stdout.write(f"Newest digest: {verified.newest}")

    @transaction.atomic
    def _guard_anew(self) -> None:
        if not is_guarded(connection):
            lift_guard(connection)
            guard_journal(connection)
        self.stdout.write("The database refuses to change or remove entries.")
