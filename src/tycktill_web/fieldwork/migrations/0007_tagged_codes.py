"""Each code has a tag that proves what it gives right to; those that were issued before get theirs from the keyring."""

from django.db import migrations, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tycktill_web.fieldwork.code_tags import CodeTags, Right
from tycktill_web.fieldwork.code_rows import settle_rows
from tycktill_web.keyring.errors import KeyMissing

CHUNK = 2_000
OPEN_STILL = {"planned", "open"}


def tag_issued_codes(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Codes of rounds that are over are used no more: where their keyring is gone they need no tag."""
    transaction.on_commit(settle_rows, using=schema_editor.connection.alias)
    for round in apps.get_model("fieldwork", "Round").objects.filter(disposed_on=None, unused__isnull=False):
        try:
            tags = CodeTags(f"{round.family}-{round.label}")
        except KeyMissing as missing:
            if round.state in OPEN_STILL:
                raise SystemExit(str(missing)) from None
            continue
        tag_codes_of(round, tags, apps, schema_editor)


def tag_codes_of(
    round: models.Model, tags: CodeTags, apps: StateApps, schema_editor: BaseDatabaseSchemaEditor
) -> None:
    codes = apps.get_model("fieldwork", "Code").objects.filter(batch__round=round).order_by("fingerprint")
    registration = "batch__registration"
    issued = list(
        codes.values_list("fingerprint", "place", registration, f"{registration}__unit", f"{registration}__instrument")
    )
    for start in range(0, len(issued), CHUNK):
        rows = [
            (tags.of(bytes(fingerprint), Right(*right)), bytes(fingerprint))
            for fingerprint, *right in issued[start : start + CHUNK]
        ]
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany("UPDATE fieldwork_code SET tag = %s WHERE fingerprint = %s", rows)


class Migration(migrations.Migration):
    dependencies = [("fieldwork", "0006_disposal")]
    operations = [
        migrations.AddField("code", "tag", models.BinaryField(max_length=32, default=bytes), preserve_default=False),
        migrations.RunPython(tag_issued_codes, migrations.RunPython.noop),
    ]
