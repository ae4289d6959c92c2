"""Which codes are unused stands in one wrapped row a round, and no longer in a row for each."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REFUSED = (
    "This database holds codes of a version before the first release, which cannot be taken over. Finish its rounds "
    "with that version, and start with an empty database."
)


def refuse_old_codes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if apps.get_model("fieldwork", "Code").objects.exists():
        raise SystemExit(REFUSED)


def keep_as_it_is(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        # Wrapped bytes are noise: trying to compress them is wasted work.
        schema_editor.execute("ALTER TABLE fieldwork_unusedcodes ALTER COLUMN bits SET STORAGE EXTERNAL")


class Migration(migrations.Migration):
    dependencies = [("fieldwork", "0004_wrong_codes_are_failed_tries")]
    operations = [
        migrations.RunPython(refuse_old_codes, migrations.RunPython.noop),
        migrations.DeleteModel("UnusedCode"),
        migrations.AddField(
            "code", "place", models.PositiveIntegerField(default=0), preserve_default=False
        ),
        migrations.AddField(
            "codebatch",
            "start",
            models.PositiveIntegerField(default=0, help_text="the place of its first code; the others follow"),
            preserve_default=False,
        ),
        migrations.AlterField("round", "public_key", models.BinaryField(default=bytes, max_length=64)),
        migrations.CreateModel(
            "UnusedCodes",
            [
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="unused",
                        serialize=False,
                        to="fieldwork.round",
                    ),
                ),
                ("bits", models.BinaryField()),
            ],
        ),
        migrations.RunPython(keep_as_it_is, migrations.RunPython.noop),
    ]
