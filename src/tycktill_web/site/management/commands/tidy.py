"""`tycktill manage tidy`: shuffles, rewrites the files, takes the day's figures, forgets sessions. Run it nightly."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tycktill_web.intake.tidying import tidy
from tycktill_web.site.last_runs import Task, note_run

NOT_EMPTIED = (
    "The rest is done, but PostgreSQL's own log could not be emptied. Let the database's user do it, in this very "
    "database: GRANT pg_checkpoint TO user; GRANT EXECUTE ON FUNCTION pg_switch_wal() TO user; then run this again."
)


class Command(BaseCommand):
    help = (
        "Shuffles the sealed answers, takes the figures that pages show until the next night, rewrites the database's "
        "files and forgets old sessions. Run it every night, soon after midnight."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        """Do it and say for how many rounds; status 1 when the database's user was not allowed to do all of it."""
        today = timezone.localdate()
        call_command("clearsessions")
        tidied = tidy(on=today)
        self.stdout.write(f"Shuffled the answers of {tidied.rounds} rounds.")
        if not tidied.log_is_emptied:
            raise CommandError(NOT_EMPTIED)
        note_run(Task.TIDY, on=today)
