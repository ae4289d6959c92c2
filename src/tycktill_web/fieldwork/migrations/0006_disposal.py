"""The day on which a round's answers were disposed of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fieldwork", "0005_unused_codes_in_one_row")]
    operations = [
        migrations.AddField("round", "disposed_on", models.DateField(blank=True, null=True)),
        migrations.AddConstraint(
            "round",
            models.CheckConstraint(
                condition=models.Q(disposed_on=None) | models.Q(state__in=["closed", "released"]),
                name="disposed_after_closing",
            ),
        ),
    ]
