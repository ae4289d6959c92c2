"""A release is compared with what stands of all earlier rounds, not of the last one alone."""

from typing import Any

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models


def keep_compared(apps: Apps, _schema_editor: object) -> None:
    """What a release was compared with is the first of what it may be compared with now."""
    releases: Any = apps.get_model('releases', 'PublicRelease').objects
    for release in releases.exclude(compared_once=None):
        release.compared_with.add(release.compared_once_id)


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0007_similar_municipalities'),
    ]

    operations = [
        migrations.AlterField(
            model_name='publicrelease',
            name='compared_with',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='releases.publicrelease'),
        ),
        migrations.RenameField(model_name='publicrelease', old_name='compared_with', new_name='compared_once'),
        migrations.AddField(
            model_name='publicrelease',
            name='compared_with',
            field=models.ManyToManyField(blank=True, help_text='the releases of earlier rounds that it tells changes from; their figures lie in its files', related_name='later', to='releases.publicrelease'),
        ),
        migrations.RunPython(keep_compared, migrations.RunPython.noop),
        migrations.RemoveField(model_name='publicrelease', name='compared_once'),
    ]
