"""`tycktill manage rebuild_values`: makes the rows that pages read anew from the files of each release."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from tycktill.files import read_similar_groups
from tycktill.publication import Release
from tycktill_web.journal.events import ValuesRebuilt
from tycktill_web.journal.writing import record
from tycktill_web.participants.municipalities import named_municipalities
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.similar import keep_groups
from tycktill_web.releases.values import keep_values, municipalities_of


class Command(BaseCommand):
    help = (
        "Makes the rows that pages read anew from the files of each release. The files are what was signed and are "
        "never changed; this may be run at any time, also while the service is read."
    )

    def handle(self, *_: Any, **__: Any) -> None:
        """Release by release, each at once or not at all."""
        municipalities, groups = named_municipalities(), read_similar_groups()
        for release in PublicRelease.objects.select_related("round"):
            files = Release({file.name: bytes(file.content) for file in release.files.all()})
            with transaction.atomic():
                keep_values(release, files, municipalities)
                keep_groups(release.round, municipalities_of(release), groups)
                record(ValuesRebuilt(number=release.number), round=release.round.key)
            self.stdout.write(f"{release.folder}: {release.values.count()} values")
