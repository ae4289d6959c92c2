"""Teach PostgreSQL to lay an answer on a tray, and to sweep old trays itself should the service die before it has."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


LAID_ON_POSTGRESQL = """
CREATE FUNCTION vault_laid(tray bytea, sealed bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg(slip, ''::bytea ORDER BY slip) FROM (
        SELECT substring(tray FROM place FOR length(sealed)) AS slip
        FROM generate_series(1, length(tray), length(sealed)) AS place
        UNION ALL SELECT sealed
    ) AS slips
$$"""


def sweep_at_once(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for table in ("vault_tray", "vault_sealedanswer"):
            schema_editor.execute(
                f"ALTER TABLE {table} SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0, "
                "toast.autovacuum_vacuum_threshold = 0, toast.autovacuum_vacuum_scale_factor = 0)"
            )
        schema_editor.execute(LAID_ON_POSTGRESQL)
        # Sealed bytes are noise: trying to compress them is wasted work.
        schema_editor.execute("ALTER TABLE vault_tray ALTER COLUMN answers SET STORAGE EXTERNAL")


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]
    operations = [migrations.RunPython(sweep_at_once, migrations.RunPython.noop)]
