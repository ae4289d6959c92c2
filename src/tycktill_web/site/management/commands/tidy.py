"""`tycktill manage tidy`: shuffles, rewrites the files, takes the day's figures, forgets sessions. Run it nightly."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from tycktill_web.intake.tidying import tidy

NOT_EMPTIED = (
    "PostgreSQL's own log could not be emptied. Let the database's user do it: GRANT pg_checkpoint TO user; "
    "GRANT EXECUTE ON FUNCTION pg_switch_wal() TO user."
)


class Command(BaseCommand):
    help = (
        "Shuffles the sealed answers, takes the figures that pages show until the next night, rewrites the database's "
        "files and forgets old sessions. Run it every night, soon after midnight."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        """Do it, say for how many rounds, and what the database's user was not allowed to."""
        call_command("clearsessions")
        tidied = tidy(on=timezone.localdate())
        self.stdout.write(f"Shuffled the answers of {tidied.rounds} rounds.")
        if not tidied.log_is_emptied:
            self.stderr.write(NOT_EMPTIED)
