"""All tables of the room as they are today, for a new database; one that has the steps before keeps to them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('releases', '0001_initial'), ('releases', '0002_compared_and_packed'), ('releases', '0003_bring_up_to_date'), ('releases', '0004_no_damaged_answers'), ('releases', '0005_numbers'), ('releases', '0006_values_as_rows'), ('releases', '0007_similar_municipalities'), ('releases', '0008_compared_with_several'), ('releases', '0009_planned_publication'), ('releases', '0010_embargo_readings'), ('releases', '0011_by_their_days'), ('releases', '0012_readings_in_the_journal'), ('releases', '0013_embargo_units')]

    initial = True

    dependencies = [
        ('fieldwork', '0001_squashed_0016_ways_of_counting'),
        ('participants', '0001_squashed_0007_saml_providers'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicRelease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='1 for the first release of a round, 2 for its correction')),
                ('state', models.CharField(choices=[('draft', 'utkast'), ('signed', 'underskriven, väntar på publicering'), ('published', 'publicerad'), ('replaced', 'ersatt av en rättelse'), ('withdrawn', 'återkallad')], default='draft', max_length=10)),
                ('manifest_sha256', models.CharField(help_text='of manifest.json, which holds those of the other files', max_length=64)),
                ('note', models.TextField(blank=True, help_text='what a correction corrects, for readers')),
                ('comparison_columns', models.TextField(default='', help_text="the header of comparisons.csv, under which its values' lines stand")),
                ('made_at', models.DateTimeField()),
                ('planned_for', models.DateTimeField(blank=True, help_text='from when it is published; without one, when the second person signs', null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawal_reason', models.TextField(blank=True)),
                ('compared_with', models.ManyToManyField(blank=True, help_text='the releases of earlier rounds that it tells changes from; their figures lie in its files', related_name='later', to='releases.publicrelease')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='fieldwork.round')),
            ],
            options={
                'ordering': ['-round__opens_on', '-round__label', '-number'],
                'constraints': [models.UniqueConstraint(fields=('round', 'number'), name='release_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'signed'])), fields=('round',), name='one_unpublished_a_round'), models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('round',), name='one_published_a_round'), models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('state__in', ['draft', 'signed'])), models.Q(models.Q(('state__in', ['draft', 'signed']), _negated=True), ('published_at__isnull', False)), _connector='OR'), name='published_has_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'signed'), _negated=True), ('planned_for__isnull', False), _connector='OR'), name='what_waits_has_an_hour'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False)), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('withdrawn_at', None)), _connector='OR'), name='withdrawn_has_a_time')],
            },
        ),
        migrations.CreateModel(
            name='ReleaseArchive',
            fields=[
                ('release', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='archive', serialize=False, to='releases.publicrelease')),
                ('content', models.BinaryField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReleaseNumbers',
            fields=[
                ('release', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='numbers', serialize=False, to='releases.publicrelease')),
                ('content', models.BinaryField()),
            ],
            options={
                'abstract': False,
            },
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
            options={
                'constraints': [models.UniqueConstraint(fields=('release', 'municipality'), name='place_once')],
            },
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
            options={
                'indexes': [models.Index(condition=models.Q(('unit', '')), fields=['release', 'question', 'target'], name='by_question')],
                'constraints': [models.UniqueConstraint(fields=('release', 'municipality', 'unit', 'target', 'gender', 'question'), name='value_once')],
            },
        ),
        migrations.CreateModel(
            name='ReleaseFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('content', models.BinaryField()),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='releases.publicrelease')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('release', 'name'), name='file_once')],
            },
        ),
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
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('manifest_sha256', models.CharField(max_length=64)),
                ('signed_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to=settings.AUTH_USER_MODEL)),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='releases.publicrelease')),
            ],
            options={
                'ordering': ['signed_at'],
                'constraints': [models.UniqueConstraint(fields=('release', 'person'), name='sign_once')],
            },
        ),
        migrations.CreateModel(
            name='EmbargoUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='embargo_units', to='fieldwork.round')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='participants.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'unit'), name='embargo_unit_once')],
            },
        ),
    ]
