"""`tycktill manage publish_due`: publishes what two have signed and whose hour has come."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tycktill_web.releases.errors import ReleaseError
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.signing import publish_waiting


class Command(BaseCommand):
    help = (
        "Publishes the releases that two have signed and whose hour has come. For a timer, every minute; several may "
        "run at once. Ends with 1 where one that is due cannot be published, and says what to do; the others are."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        """The earliest first, each by itself."""
        refused, now = [], timezone.now()
        for release in PublicRelease.objects.waiting().filter(planned_for__lte=now):
            try:
                if publish_waiting(release, at=now):
                    self.stdout.write(f"{release.folder} is published.")
            except ReleaseError as error:
                refused.append(f"{release.folder}: {error}")
        if refused:
            raise CommandError("\n".join(refused))
