"""All tables of the room as they are today, for a new database; one that has the steps before keeps to them."""

import tycktill_web.vault.models
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def keep_as_it_is(_: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        # Sealed bytes are noise: trying to compress them is wasted work.
        schema_editor.execute("ALTER TABLE vault_tray ALTER COLUMN answers SET STORAGE EXTERNAL")


class Migration(migrations.Migration):

    replaces = [('vault', '0001_initial'), ('vault', '0002_swept_by_the_database'), ('vault', '0003_wrapped'), ('vault', '0004_buffer')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerBuffer',
            fields=[
                ('round', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('answers', models.BinaryField(default=bytes)),
                ('vault_key', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'db_table': 'vault_tray',
            },
        ),
        migrations.CreateModel(
            name='SealedAnswer',
            fields=[
                ('id', tycktill_web.vault.models.RandomKey(primary_key=True, serialize=False)),
                ('round', models.CharField(db_index=True, max_length=60)),
                ('ciphertext', models.BinaryField()),
            ],
        ),
        migrations.RunPython(keep_as_it_is, migrations.RunPython.noop),
    ]
