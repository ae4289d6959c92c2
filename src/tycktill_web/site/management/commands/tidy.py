"""`tycktill manage tidy`: mixes the answers under new keys and takes the day's figures; run it nightly."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tycktill_web.intake.tidying import tidy_rounds
from tycktill_web.jobs.mailing import forget_sent
from tycktill_web.jobs.queue import forget_details
from tycktill_web.participants.sessions import SessionStore
from tycktill_web.site.last_runs import Task, note_run


class Command(BaseCommand):
    help = (
        "Mixes the sealed answers under new keys, takes the figures that pages show until the next night, and forgets "
        "old sessions. Run it every night, soon after midnight. Ends with 1 when a round could not be mixed."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        """Do it, and say for how many rounds; status 1 with a sentence for each that could not be mixed."""
        today = timezone.localdate()
        SessionStore.clear_expired()
        forget_sent()
        forget_details()
        tidied = tidy_rounds(on=today)
        self.stdout.write(f"Mixed the answers of {tidied.mixed} rounds.")
        if tidied.faults:
            raise CommandError("\n".join(tidied.faults))
        note_run(Task.TIDY, on=today)
