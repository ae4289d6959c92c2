"""What releases made before this version lack: see each function."""

import csv
import io
from typing import Any

from django.apps.registry import Apps
from django.db import migrations

from tycktill_web.releases.archive import pack_archive


def withdraw_whole_rounds(apps: Apps, _schema_editor: object) -> None:
    """What a withdrawn correction had replaced goes with it, for the same reason."""
    releases = apps.get_model('releases', 'PublicRelease').objects
    for old in releases.filter(state='replaced'):
        later = releases.filter(round=old.round_id, state='withdrawn', number__gt=old.number).order_by('number').last()
        if later:
            old.state, old.withdrawn_at, old.withdrawal_reason = 'withdrawn', later.withdrawn_at, later.withdrawal_reason
            old.save(update_fields=['state', 'withdrawn_at', 'withdrawal_reason'])


def find_compared(apps: Apps, _schema_editor: object) -> None:
    """A release that tells changes was compared with what stood of an earlier round when it was counted."""
    releases = apps.get_model('releases', 'PublicRelease').objects
    for file in apps.get_model('releases', 'ReleaseFile').objects.filter(name='previous.csv'):
        release: Any = file.release
        row = next(csv.DictReader(io.StringIO(bytes(file.content).decode())), None)
        if row:
            earlier = releases.filter(round__family=release.round.family, round__label=row['round'])
            public = earlier.filter(published_at__lte=release.made_at).order_by('number')
            release.compared_with = public.last()
            release.save(update_fields=['compared_with'])


def pack_releases(apps: Apps, _schema_editor: object) -> None:
    """All files of each release as one, as new ones are packed when they are counted."""
    archives = apps.get_model('releases', 'ReleaseArchive').objects
    for release in apps.get_model('releases', 'PublicRelease').objects.filter(archive=None).select_related('round'):
        files = {file.name: bytes(file.content) for file in release.files.all()}
        folder = f'{release.round.family}-{release.round.label}-{release.number}'
        archives.create(release=release, content=pack_archive(files, folder=folder))


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0002_compared_and_packed'),
    ]

    operations = [
        migrations.RunPython(withdraw_whole_rounds, migrations.RunPython.noop),
        migrations.RunPython(find_compared, migrations.RunPython.noop),
        migrations.RunPython(pack_releases, migrations.RunPython.noop),
    ]
