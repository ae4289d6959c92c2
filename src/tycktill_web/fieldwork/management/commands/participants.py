"""`tycktill manage participants`: reads who takes part from a file, and adds what is not there yet."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from tycktill.files import Hidden, Reading, read_municipalities
from tycktill.terms import Refused
from tycktill_web.fieldwork.list_import import import_participants
from tycktill_web.fieldwork.participant_list import COLUMNS, read_participants
from tycktill_web.fieldwork.questionnaires import catalogue


class Command(BaseCommand):
    help = (
        "Adds the organisations, units and registrations of a file, all or none; what is there already stays. "
        f"Columns: {', '.join(COLUMNS)}. A row without a municipality is the national office."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, and how to read it."""
        parser.add_argument("file", metavar="FILE", type=Path, help="CSV, XLSX, ODS, SAV or Parquet")
        parser.add_argument("--sheet", metavar="NAME", action="append", default=[], help="the worksheet, of several")
        parser.add_argument("--hidden", choices=list(map(str, Hidden)), default="refuse", help="unseen rows")

    def handle(self, *_: Any, file: Path, sheet: list[str], hidden: str, **__: Any) -> None:
        """Add them, and say how many were new."""
        municipalities = read_municipalities()
        try:
            entries = read_participants(
                file,
                catalogue=catalogue(),
                municipalities=municipalities,
                reading=Reading(tuple(sheet), Hidden(hidden), latest=localdate().year + 1),
                note=self.stdout.write,
            )
            added = import_participants(entries, file=str(file), municipalities=municipalities)
        except Refused as refused:
            raise CommandError(f"{refused}\nNothing is written.") from None
        parts = (
            _count_text(added.organisations, "organisation"),
            _count_text(added.units, "unit"),
            _count_text(added.registrations, "registration"),
        )
        self.stdout.write(f"{_count_text(len(entries), 'row')} read. Added: {', '.join(parts)}.")


def _count_text(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
