"""A count is exact or refused, so no release has answers that are in no figure."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("releases", "0003_bring_up_to_date")]
    operations = [migrations.RemoveField("publicrelease", "damaged")]
