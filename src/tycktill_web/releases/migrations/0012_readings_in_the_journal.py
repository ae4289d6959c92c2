from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tycktill_web.journal.actors import Actor, ActorKind
from tycktill_web.journal.events import OwnResultRead
from tycktill_web.journal.writing import record_all


def tell_readings(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Who looked before publication is told in the journal from now on: those who did are told there too."""
    organisations = apps.get_model("participants", "Organisation").objects.filter(kind="municipality")
    own = {each.municipality: each for each in organisations}
    gone = "EmbargoReading"  # the table that this migration takes away
    readings = apps.get_model("releases", gone).objects.select_related("person", "round")
    for each in readings.order_by("read_at", "pk"):
        told = OwnResultRead(number=each.number, manifest=each.manifest_sha256, municipality=each.municipality)
        reader = Actor(ActorKind.PERSON, each.person.first_name or each.person.email, each.person_id)
        round = f"{each.round.family}-{each.round.label}"
        record_all([(told, own.get(each.municipality))], by=reader, round=round, at=each.read_at)


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0001_initial'),
        ('releases', '0011_by_their_days'),
    ]

    operations = [
        migrations.RunPython(tell_readings, migrations.RunPython.noop),
        migrations.DeleteModel(name='EmbargoReading'),
    ]
