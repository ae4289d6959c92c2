"""`tycktill manage similar`: reads lists of similar municipalities that somebody else has made, for a round."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from tycktill.files import Hidden, Reading, read_municipalities, read_similar_lists
from tycktill.terms import Likeness, Refused
from tycktill_web.fieldwork.models import Round
from tycktill_web.journal.events import SimilarListsKept
from tycktill_web.journal.writing import record
from tycktill_web.releases.models import RoundGroup
from tycktill_web.releases.similar import keep_groups


class Command(BaseCommand):
    help = (
        "Keeps RKA's lists of similar municipalities for a round. Columns: municipality, similar; a row for each pair, "
        "or several codes in one cell. What a published round was compared by is never changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, of which year, for which round."""
        parser.add_argument("file", metavar="FILE", type=Path, help="CSV, XLSX, ODS, SAV or Parquet")
        parser.add_argument("--family", required=True, help="the survey's family, as ifo")
        parser.add_argument("--round", required=True, help="the round's year, as 2025")
        parser.add_argument("--edition", required=True, help="the year of the lists, as 2024")
        parser.add_argument("--sheet", metavar="NAME", action="append", default=[], help="the worksheet, of several")
        parser.add_argument("--hidden", choices=list(map(str, Hidden)), default="refuse", help="unseen rows")

    def handle(self, *_: Any, file: Path, family: str, round: str, edition: str, **options: Any) -> None:
        """Keep them all or none, and say how many."""
        held = Round.objects.filter(family=family, label=round).first()
        if held is None:
            raise CommandError(f"There is no round {round} of {family}. Plan it, or write another --family or --round.")
        if not (edition.isdigit() and len(edition) == 4):
            raise CommandError(f"`{edition}` is no year. Write the year of the lists: --edition 2024")
        reading = Reading(tuple(options["sheet"]), Hidden(options["hidden"]))
        try:
            lists = read_similar_lists(file, edition=edition, municipalities=read_municipalities(), reading=reading)
        except Refused as refused:
            raise CommandError(f"{refused}\nNothing is written.") from None
        with transaction.atomic():
            known = RoundGroup.objects.filter(round=held, likeness=Likeness.RKA)
            if known.exists() and held.releases.readable().exists():
                raise CommandError(
                    f"{family} {round} is published and compared by the lists of {known[0].edition}, which stay. "
                    "Read the new lists for a later round."
                )
            known.delete()
            number = keep_groups(held, lists, lists)
            record(SimilarListsKept(edition=edition, lists=number), round=held.key)
        self.stdout.write(f"{number} lists of {edition} kept for {family} {round}.")
