"""All tables of the room as they are today, for a new database; one that has the steps before keeps to them."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def keep_as_it_is(_: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        # Wrapped bytes are noise: trying to compress them is wasted work.
        schema_editor.execute("ALTER TABLE fieldwork_unusedcodes ALTER COLUMN bits SET STORAGE EXTERNAL")


class Migration(migrations.Migration):

    replaces = [('fieldwork', '0001_initial'), ('fieldwork', '0002_swept_by_the_database'), ('fieldwork', '0003_shown_figures'), ('fieldwork', '0004_wrong_codes_are_failed_tries'), ('fieldwork', '0005_unused_codes_in_one_row'), ('fieldwork', '0006_disposal'), ('fieldwork', '0007_tagged_codes'), ('fieldwork', '0008_preset'), ('fieldwork', '0009_by_their_days'), ('fieldwork', '0010_batches_told_and_voided'), ('fieldwork', '0011_days_and_invitations'), ('fieldwork', '0012_presses'), ('fieldwork', '0013_grace'), ('fieldwork', '0014_typing_check'), ('fieldwork', '0015_own_rounds'), ('fieldwork', '0016_ways_of_counting')]

    initial = True

    dependencies = [
        ('instrument', '0001_initial'),
        ('participants', '0001_squashed_0007_saml_providers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('family', models.CharField(max_length=40)),
                ('label', models.CharField(help_text='the year, as in results: 2024', max_length=17)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('grace_days', models.PositiveSmallIntegerField(default=14, help_text='in which paper is taken afterwards')),
                ('state', models.CharField(choices=[('planned', 'planerad'), ('open', 'öppen'), ('closed', 'stängd'), ('released', 'publicerad')], default='planned', max_length=10)),
                ('preset', models.CharField(choices=[('standard', 'Standard'), ('cautious', 'Försiktig'), ('strict', 'Sträng')], default='standard', max_length=10)),
                ('public_key', models.BinaryField(default=bytes, max_length=64)),
                ('registers_from', models.DateField(blank=True, help_text='told to municipalities; stops nobody', null=True)),
                ('registers_until', models.DateField(blank=True, help_text='told to municipalities; stops nobody', null=True)),
                ('publishes_on', models.DateField(blank=True, help_text='the day that is aimed at; a release has its hour', null=True)),
                ('extended_from', models.DateField(blank=True, help_text='the last day as it was when the round opened', null=True)),
                ('disposed_on', models.DateField(blank=True, null=True)),
                ('edition', models.ForeignKey(blank=True, help_text="an organisation's own questionnaire: then the round is its own too; none in a national round", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='instrument.edition')),
            ],
            options={
                'ordering': ['-opens_on', '-label', 'family'],
                'constraints': [models.CheckConstraint(condition=models.Q(('disposed_on', None), ('state__in', ['closed', 'released']), _connector='OR'), name='disposed_after_closing'), models.UniqueConstraint(fields=('family', 'label'), name='round_once'), models.CheckConstraint(condition=models.Q(('preset__in', ['standard', 'cautious', 'strict'])), name='preset_is_known'), models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='closes_after_opening')],
            },
        ),
        migrations.CreateModel(
            name='CodeBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_on', models.DateField()),
                ('size', models.PositiveIntegerField()),
                ('start', models.PositiveIntegerField(help_text='the place of its first code; the others follow')),
                ('voided_on', models.DateField(blank=True, help_text='told on pages; redeeming asks UnusedCodes', null=True)),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='participants.registration')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='fieldwork.round')),
            ],
        ),
        migrations.CreateModel(
            name='CountChoice',
            fields=[
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='count_choice', serialize=False, to='participants.registration')),
                ('by', models.CharField(choices=[('by_hand', 'personalens räkning'), ('by_codes', 'utdelade lappar')], max_length=10)),
            ],
        ),
        migrations.CreateModel(
            name='SlipsLeft',
            fields=[
                ('batch', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='slips_left', serialize=False, to='fieldwork.codebatch')),
                ('left', models.PositiveIntegerField()),
                ('told_on', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='Code',
            fields=[
                ('fingerprint', models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ('place', models.PositiveIntegerField()),
                ('tag', models.BinaryField(max_length=32)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='fieldwork.codebatch')),
            ],
        ),
        migrations.CreateModel(
            name='ShownFigures',
            fields=[
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='shown', serialize=False, to='fieldwork.round')),
                ('day', models.DateField(null=True)),
                ('batches', models.JSONField(default=dict)),
                ('units', models.JSONField(default=dict)),
                ('organisations', models.JSONField(default=dict)),
                ('everybody', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='UnusedCodes',
            fields=[
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='unused', serialize=False, to='fieldwork.round')),
                ('bits', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='OfferTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('counted_on', models.DateField()),
                ('offered', models.PositiveIntegerField(default=0)),
                ('pressed', models.PositiveIntegerField(default=0)),
                ('declined', models.PositiveIntegerField(default=0)),
                ('acute', models.PositiveIntegerField(default=0)),
                ('language', models.PositiveIntegerField(default=0)),
                ('unsuitable', models.PositiveIntegerField(default=0)),
                ('other', models.PositiveIntegerField(default=0)),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='participants.registration')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='fieldwork.round')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'registration', 'counted_on'), name='one_tally_a_day'), models.CheckConstraint(condition=models.Q(('declined__lte', models.F('offered'))), name='who_declines_was_offered')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('invited', 'inbjuden'), ('accepted', 'deltar'), ('declined', 'deltar inte')], default='invited', max_length=10)),
                ('invited_on', models.DateField()),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('expected', models.JSONField(default=dict, help_text='about how many will be offered each questionnaire, by its id')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='participants.organisation')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='fieldwork.round')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'organisation'), name='invited_once')],
            },
        ),
        migrations.CreateModel(
            name='CountedPress',
            fields=[
                ('number', models.UUIDField(primary_key=True, serialize=False)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presses', to='fieldwork.round')),
            ],
        ),
        migrations.CreateModel(
            name='TypingCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sheets', models.PositiveIntegerField(default=0)),
                ('questions', models.PositiveIntegerField(default=0)),
                ('differing', models.PositiveIntegerField(default=0)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='typing_checks', to='participants.organisation')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='typing_checks', to='fieldwork.round')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'organisation'), name='typing_check_once')],
            },
        ),
        migrations.RunPython(keep_as_it_is, migrations.RunPython.noop),
    ]
