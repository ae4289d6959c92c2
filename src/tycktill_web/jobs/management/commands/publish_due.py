"""`tycktill manage publish_due`: `work --once` by another name, for timers from before there were jobs."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Does what is due now, such as publishing what two have signed and whose hour has come: `work --once`."

    def handle(self, *_: Any, **__: Any) -> None:
        """Do it."""
        call_command("work", once=True, stdout=self.stdout)
