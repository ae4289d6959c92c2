"""`tycktill manage participants`: reads who takes part from a file, and adds what is not there yet."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tycktill.files import read_municipalities
from tycktill.terms import Refused
from tycktill_web.fieldwork.enrolling import enrol
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.fieldwork.roll import COLUMNS, read_roll


class Command(BaseCommand):
    help = (
        "Adds the organisations, units and registrations of a CSV file, all or none; what is there already stays. "
        f"Columns: {', '.join(COLUMNS)}. A row without a municipality is the national office."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file."""
        parser.add_argument("file", metavar="FILE.csv", type=Path, help="comma or semicolon, UTF-8")

    def handle(self, *_: Any, file: Path, **__: Any) -> None:
        """Add them, and say how many were new."""
        municipalities = read_municipalities()
        try:
            entries = read_roll(file, catalogue=catalogue(), municipalities=municipalities)
            added = enrol(entries, file=str(file), municipalities=municipalities)
        except Refused as refused:
            raise CommandError(f"{refused}\nNothing is written.") from None
        parts = (
            _many(added.organisations, "organisation"),
            _many(added.units, "unit"),
            _many(added.registrations, "registration"),
        )
        self.stdout.write(f"{_many(len(entries), 'row')} read. Added: {', '.join(parts)}.")


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
