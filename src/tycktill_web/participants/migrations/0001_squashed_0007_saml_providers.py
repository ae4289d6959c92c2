"""All tables of the room as they are today, for a new database; one that has the steps before keeps to them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('participants', '0001_initial'), ('participants', '0002_failed_tries'), ('participants', '0003_turns'), ('participants', '0004_invitations_and_contact_persons'), ('participants', '0005_sessions'), ('participants', '0006_identity_providers'), ('participants', '0007_saml_providers')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('invited_at', models.DateTimeField(editable=False, help_text='while an invitation waits for its answer', null=True)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FailedTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.BinaryField(max_length=32)),
                ('until', models.PositiveBigIntegerField(help_text='when the window is over, in seconds of the epoch')),
                ('tries', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('fingerprint', 'until'), name='failed_tries_once')],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('national', 'nationellt kansli'), ('municipality', 'kommun'), ('provider', 'annan utförare')], max_length=20)),
                ('name', models.CharField(max_length=100, unique=True)),
                ('municipality', models.CharField(blank=True, help_text='official four-digit code', max_length=4)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'national'), ('municipality', '')), models.Q(models.Q(('kind', 'national'), _negated=True), models.Q(('municipality', ''), _negated=True)), _connector='OR'), name='all_but_the_office_stand_in_a_municipality')],
            },
        ),
        migrations.CreateModel(
            name='IdentityProvider',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('protocol', models.CharField(choices=[('openid', 'OpenID Connect'), ('saml', 'SAML 2.0')], default='openid', max_length=10)),
                ('issuer', models.CharField(max_length=300)),
                ('sign_on_at', models.CharField(blank=True, help_text='of SAML alone, as are the certificates', max_length=300)),
                ('certificates', models.TextField(blank=True)),
                ('client_id', models.CharField(max_length=200)),
                ('secret', models.TextField(help_text='encrypted under TYCKTILL_SECRET_KEY')),
                ('second_step', models.CharField(blank=True, help_text='words by which it says that it took two steps', max_length=200)),
                ('vouches_for_addresses', models.BooleanField(default=False, help_text='hands the addresses out itself')),
                ('is_only_way', models.BooleanField(default=False, help_text='no passwords and no passkeys of ours')),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='identity_provider', to='participants.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('browser', models.CharField(blank=True, max_length=20)),
                ('system', models.CharField(blank=True, max_length=20)),
                ('started_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SignInDomain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=253, unique=True)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='domains', to='participants.identityprovider')),
            ],
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('errand', models.CharField(max_length=80)),
                ('number', models.PositiveIntegerField()),
                ('made', models.PositiveIntegerField(help_text='how many things were made')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('errand', 'number'), name='turn_once')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='participants.organisation')),
            ],
            options={
                'ordering': ['organisation', 'name'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='unit_once')],
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.CharField(max_length=17)),
                ('instrument', models.CharField(max_length=60)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='participants.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('unit', 'round', 'instrument'), name='registration_once')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('office', 'nationellt kansli'), ('coordinator', 'samordnare'), ('staff', 'enhetens personal'), ('reader', 'läsare')], max_length=20)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='participants.organisation')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='participants.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'organisation', 'role', 'unit'), name='unit_membership_once'), models.UniqueConstraint(condition=models.Q(('unit', None)), fields=('person', 'organisation', 'role'), name='membership_once'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'staff'), ('unit__isnull', False)), models.Q(models.Q(('role', 'staff'), _negated=True), ('unit', None)), _connector='OR'), name='staff_and_only_staff_have_a_unit')],
            },
        ),
        migrations.CreateModel(
            name='LinkedIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=255)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identities', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identities', to='participants.identityprovider')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('provider', 'subject'), name='identity_once'), models.UniqueConstraint(fields=('provider', 'person'), name='one_identity_of_a_person')],
            },
        ),
        migrations.CreateModel(
            name='ContactPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.CharField(max_length=60)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_for', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_persons', to='participants.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'round'), name='one_contact_person')],
            },
        ),
    ]
