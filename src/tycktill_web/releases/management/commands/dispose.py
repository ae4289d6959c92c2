"""`tycktill manage dispose`: destroys the answers of a round whose results are final."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.intake.measuring import has_keyring
from tycktill_web.releases.disposing import dispose_of_answers
from tycktill_web.releases.errors import ReleaseError
from tycktill_web.results.errors import CountRefused


class Command(BaseCommand):
    help = (
        "Destroys the answers of a published round, the keyring that opens their wrapping, and which codes were used. "
        "Results and response figures stay. The round can never be counted again, nor its result corrected."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which round, and that it is meant."""
        parser.add_argument("round", metavar="ROUND", help="as in ifo-2024")
        parser.add_argument("--yes", action="store_true", help="do not ask once more")

    def handle(self, *_: Any, yes: bool, **options: Any) -> None:
        """Ask once more, do it, and say what is left to do."""
        round = find_round(options["round"])
        if not yes and input(f"Destroy the answers of {round.key} for good? Write its name: ") != round.key:
            raise CommandError("Nothing has been destroyed.")
        try:
            dispose_of_answers(round, on=timezone.localdate())
        except (StepRefused, ReleaseError, CountRefused) as error:
            raise CommandError(str(error)) from None
        if has_keyring(round):
            raise CommandError("The answers are gone, but not all of their keyring: run `tycktill manage tidy`.")
        self.stdout.write(
            f"The answers of {round.key} are destroyed. Copies may still hold them: back up, or remove old ones."
        )


def find_round(key: str) -> Round:
    """The round of this name. Raises CommandError that lists those there are."""
    rounds = {round.key: round for round in Round.objects.all()}
    if key not in rounds:
        raise CommandError(f"There is no round {key}. There are: {', '.join(sorted(rounds)) or 'none'}.")
    return rounds[key]
