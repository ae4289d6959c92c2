"""The values of a release become rows, in place of the lines of its tables municipality by municipality."""

from collections.abc import Mapping
from typing import Any

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models

from tycktill.files import read_municipalities
from tycktill.tables import parse_results
from tycktill_web.releases.values import places_in, values_in


def keep_values(apps: Apps, _schema_editor: object) -> None:
    """Fill the new tables from the files of each release."""
    place, value = (apps.get_model('releases', name) for name in ('ReleasedPlace', 'ReleasedValue'))
    municipalities = read_municipalities()
    for release in apps.get_model('releases', 'PublicRelease').objects.all():
        tables = release.files.filter(name__in=('results.csv', 'comparisons.csv'))
        files = {file.name: bytes(file.content) for file in tables}
        rows = parse_results(files['results.csv'])
        release.comparison_columns, values = values_in(rows, files['comparisons.csv'])
        release.save(update_fields=['comparison_columns'])
        place.objects.bulk_create(_as_then(place, release, each) for each in places_in(rows, municipalities))
        value.objects.bulk_create((_as_then(value, release, each) for each in values), 2_000)


def _as_then(model: type[models.Model], release: models.Model, now: Mapping[str, Any]) -> models.Model:
    """A row with the columns that there were; those that have come since are filled by who added them."""
    names = {field.name for field in model._meta.concrete_fields}
    return model(release=release, **{name: each for name, each in now.items() if name in names})


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0005_numbers'),
    ]

    operations = [
        migrations.AddField(
            model_name='publicrelease',
            name='comparison_columns',
            field=models.TextField(default='', help_text="the header of comparisons.csv, under which its values' lines stand"),
        ),
        migrations.CreateModel(
            name='ReleasedPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('municipality', models.CharField(blank=True, help_text='empty for the nation', max_length=4)),
                ('name', models.CharField(blank=True, max_length=100)),
                ('offered', models.PositiveIntegerField(null=True)),
                ('answered', models.PositiveIntegerField(null=True)),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='releases.publicrelease')),
            ],
        ),
        migrations.CreateModel(
            name='ReleasedValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('municipality', models.CharField(blank=True, help_text='empty for the nation', max_length=4)),
                ('unit', models.TextField(blank=True, help_text='empty for a whole municipality')),
                ('target', models.CharField(help_text='an instrument, a group of these or a family', max_length=60)),
                ('gender', models.CharField(max_length=1)),
                ('question', models.CharField(max_length=60)),
                ('offered', models.PositiveIntegerField(null=True)),
                ('answered', models.PositiveIntegerField(null=True)),
                ('valid', models.PositiveIntegerField(null=True)),
                ('positive_min', models.PositiveIntegerField(null=True)),
                ('positive_max', models.PositiveIntegerField(null=True)),
                ('share', models.FloatField(null=True)),
                ('share_min', models.FloatField(null=True)),
                ('share_max', models.FloatField(null=True)),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('status', models.CharField(max_length=10)),
                ('reason', models.CharField(blank=True, max_length=20)),
                ('comparison', models.TextField(blank=True, help_text='its line in comparisons.csv; of the nation, one with the mean')),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='releases.publicrelease')),
            ],
        ),
        migrations.DeleteModel(
            name='MunicipalityExcerpt',
        ),
        migrations.AddConstraint(
            model_name='releasedplace',
            constraint=models.UniqueConstraint(fields=('release', 'municipality'), name='place_once'),
        ),
        migrations.AddIndex(
            model_name='releasedvalue',
            index=models.Index(condition=models.Q(('unit', '')), fields=['release', 'question', 'target'], name='by_question'),
        ),
        migrations.AddConstraint(
            model_name='releasedvalue',
            constraint=models.UniqueConstraint(fields=('release', 'municipality', 'unit', 'target', 'gender', 'question'), name='value_once'),
        ),
        migrations.RunPython(keep_values, migrations.RunPython.noop),
    ]
