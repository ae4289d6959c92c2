"""`tycktill manage prove`: audits a round's newest release and replays how it was chosen."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tycktill_web.releases.errors import ReleaseError
from tycktill_web.releases.management.commands.dispose import find_round
from tycktill_web.releases.proving import prove_kept
from tycktill_web.results.errors import CountRefused


class Command(BaseCommand):
    help = (
        "Proves a round's newest release, draft or not: that nothing follows from its figures, also for whoever knows "
        "how many answered, and that the rule asked anew chooses to tell the same. Takes as long as protecting did."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which round."""
        parser.add_argument("round", metavar="ROUND", help="as in ifo-2024")

    def handle(self, *_: Any, **options: Any) -> None:
        """Prove it, and end with 1 and what is wrong where anything is."""
        release = find_round(options["round"]).releases.order_by("-number").first()
        if release is None:
            raise CommandError("The round has no release yet: count it on the office's page.")
        try:
            faults = prove_kept(release)
        except (ReleaseError, CountRefused) as error:
            raise CommandError(str(error)) from None
        if faults:
            raise CommandError("\n".join(map(str, faults)))
        self.stdout.write(
            f"{release.folder}: nothing follows from its figures, also for whoever knows how many answered, and the "
            "rule asked anew tells the same."
        )
