"""Answers lie wrapped; what PostgreSQL was taught for laying and sweeping them is no longer needed."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REFUSED = (
    "This database holds answers of a version before the first release, which lie open to the server's own thieves "
    "and cannot be taken over. Count and publish them with that version, and start with an empty database."
)


def refuse_old_answers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for name in ("Tray", "SealedAnswer"):
        if apps.get_model("vault", name).objects.exists():
            raise SystemExit(REFUSED)


def sweep_as_others(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS vault_laid(bytea, bytea)")
        # Swept within its minute, a table would tell in PostgreSQL's statistics when the last answer came.
        for table in ("vault_tray", "vault_sealedanswer"):
            schema_editor.execute(
                f"ALTER TABLE {table} RESET (autovacuum_vacuum_threshold, autovacuum_vacuum_scale_factor, "
                "toast.autovacuum_vacuum_threshold, toast.autovacuum_vacuum_scale_factor)"
            )


class Migration(migrations.Migration):
    dependencies = [("vault", "0002_swept_by_the_database")]
    operations = [
        migrations.RunPython(refuse_old_answers, migrations.RunPython.noop),
        migrations.RunPython(sweep_as_others, migrations.RunPython.noop),
        migrations.AddField("tray", "vault_key", models.PositiveBigIntegerField(default=0)),
        migrations.AlterField("sealedanswer", "round", models.CharField(max_length=60, db_index=True)),
    ]
