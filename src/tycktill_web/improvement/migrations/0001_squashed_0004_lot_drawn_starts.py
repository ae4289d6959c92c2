"""All tables of the room as they are today, for a new database; one that has the steps before keeps to them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('improvement', '0001_initial'), ('improvement', '0002_locked_as_it_was'), ('improvement', '0003_by_their_days'), ('improvement', '0004_lot_drawn_starts')]

    initial = True

    dependencies = [
        ('participants', '0001_squashed_0007_saml_providers'),
        ('releases', '0001_squashed_0013_embargo_units'),
    ]

    operations = [
        migrations.CreateModel(
            name='LotDrawnStart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('family', models.CharField(max_length=40)),
                ('round', models.CharField(help_text='the last round before the start, by its label', max_length=17)),
                ('target', models.CharField(max_length=60)),
                ('question', models.CharField(max_length=60)),
                ('what', models.TextField()),
                ('first', models.TextField(help_text='the units that begin, in the order of the lot, a line each')),
                ('waiting', models.TextField(help_text='those that wait, likewise')),
                ('seed', models.CharField(help_text='what the lot was drawn by; anybody can draw again', max_length=64)),
                ('drawn_at', models.DateTimeField()),
                ('drawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.organisation')),
            ],
            options={
                'ordering': ['-drawn_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'family', 'round', 'target', 'question'), name='drawn_once_a_figure')],
            },
        ),
        migrations.CreateModel(
            name='PlannedAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('family', models.CharField(max_length=40)),
                ('round', models.CharField(help_text='the last round before the action, by its label', max_length=17)),
                ('target', models.CharField(max_length=60)),
                ('question', models.CharField(max_length=60)),
                ('unit', models.TextField(blank=True, help_text='empty for the whole municipality')),
                ('finding', models.TextField(blank=True)),
                ('what', models.TextField()),
                ('owner', models.CharField(max_length=100)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('was_chosen', models.BooleanField(help_text='because the figure was what it was')),
                ('expectation', models.BinaryField(null=True)),
                ('locked_at', models.DateTimeField(null=True)),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('locked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.organisation')),
            ],
            options={
                'ordering': ['-starts_on', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('locked_at__isnull', False)), fields=('organisation', 'family', 'target', 'question', 'unit', 'round'), name='figure_locked_once_a_round'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='action_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('expectation', None), ('locked_at', None), ('locked_by', None)), models.Q(('expectation__isnull', False), ('locked_at__isnull', False), ('locked_by__isnull', False)), _connector='OR'), name='locked_by_somebody_at_some_time')],
            },
        ),
        migrations.CreateModel(
            name='PlannedTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('family', models.CharField(max_length=40)),
                ('target', models.CharField(max_length=60)),
                ('question', models.CharField(max_length=60)),
                ('unit', models.TextField(blank=True, help_text='empty for the whole municipality')),
                ('level', models.PositiveSmallIntegerField()),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.organisation')),
            ],
            options={
                'ordering': ['family', 'target', 'question', 'unit'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'family', 'target', 'question', 'unit'), name='one_target_a_figure'), models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 100)), name='target_in_per_cent')],
            },
        ),
        migrations.CreateModel(
            name='YouSaid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('family', models.CharField(max_length=40)),
                ('round', models.CharField(max_length=17)),
                ('first', models.TextField()),
                ('second', models.TextField(blank=True)),
                ('third', models.TextField(blank=True)),
                ('done', models.TextField()),
                ('by', models.DateField(blank=True, help_text='when it is to be done', null=True)),
                ('is_published', models.BooleanField(default=False)),
                ('about', models.ForeignKey(help_text='the release that its writer had read; it is public no longer than that stands', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='releases.publicrelease')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='participants.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'family', 'round'), name='said_once_a_round')],
            },
        ),
    ]
