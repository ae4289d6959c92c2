"""All tables of the room as they are today, for a new database; one that has the steps before keeps to them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('jobs', '0001_initial'), ('jobs', '0002_jobs_of_no_round'), ('jobs', '0003_monday_letter')]

    initial = True

    dependencies = [
        ('fieldwork', '0001_squashed_0016_ways_of_counting'),
        ('participants', '0001_squashed_0007_saml_providers'),
        ('releases', '0001_squashed_0013_embargo_units'),
    ]

    operations = [
        migrations.CreateModel(
            name='NoMondayLetter',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='no_monday_letter', serialize=False, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_key', models.BinaryField(default=bytes, max_length=32)),
                ('tag', models.BinaryField(default=bytes, max_length=32)),
                ('breathes_until', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('arguments', models.JSONField(default=dict)),
                ('key', models.CharField(max_length=120)),
                ('asked_at', models.DateTimeField()),
                ('language', models.CharField(help_text='of what is told when it ends', max_length=5)),
                ('due_at', models.DateTimeField()),
                ('sealed', models.BinaryField(null=True)),
                ('state', models.CharField(choices=[('queued', 'väntar'), ('running', 'pågår'), ('done', 'klart'), ('failed', 'stannade')], default='queued', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('claimed_until', models.DateTimeField(null=True)),
                ('step', models.CharField(blank=True, max_length=20)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('sentence', models.TextField(blank=True)),
                ('details', models.JSONField(default=list)),
                ('ended_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='jobs', to=settings.AUTH_USER_MODEL)),
                ('release', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='jobs', to='releases.publicrelease')),
                ('round', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='jobs', to='fieldwork.round')),
                ('worker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='jobs', to='jobs.worker')),
            ],
            options={
                'ordering': ['-asked_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'due_at'], name='job_due')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'done'), _negated=True), fields=('key',), name='job_once'), models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'running']), ('sealed', None), _connector='OR'), name='ended_jobs_hold_no_key')],
            },
        ),
    ]
