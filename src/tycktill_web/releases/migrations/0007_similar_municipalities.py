"""With whom each municipality is compared is kept for each round."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models

from tycktill.files import read_similar_groups
from tycktill_web.releases.similar import group_rows


def keep_groups(apps: Apps, _schema_editor: object) -> None:
    """Rounds that have been counted are compared by the groups of today, from now on for ever."""
    round_, group = apps.get_model('fieldwork', 'Round'), apps.get_model('releases', 'RoundGroup')
    groups = read_similar_groups()
    for each in round_.objects.filter(releases__isnull=False).distinct():
        codes = set(each.releases.values_list('places__municipality', flat=True)) - {'', None}
        group.objects.bulk_create(group(round=each, **row) for row in group_rows(codes, groups))


class Migration(migrations.Migration):

    dependencies = [
        ('fieldwork', '0008_preset'),
        ('releases', '0006_values_as_rows'),
    ]

    operations = [
        migrations.CreateModel(
            name='RoundGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('municipality', models.CharField(max_length=4)),
                ('likeness', models.CharField(help_text='what they have in common: skr, storlek, lan, rka', max_length=10)),
                ('name', models.CharField(blank=True, help_text='what the source calls the group', max_length=100)),
                ('edition', models.CharField(help_text='the year of the source', max_length=4)),
                ('members', models.TextField(help_text="the others' codes, a space between")),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='fieldwork.round')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'municipality', 'likeness'), name='group_once')],
            },
        ),
        migrations.RunPython(keep_groups, migrations.RunPython.noop),
    ]
