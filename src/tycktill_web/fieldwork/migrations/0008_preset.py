"""By which rules a round's answers are protected; those of before were all protected by the standard ones."""

from django.db import migrations, models

_NAMES = [("standard", "Standard"), ("cautious", "Försiktig"), ("strict", "Sträng")]


class Migration(migrations.Migration):
    dependencies = [("fieldwork", "0007_tagged_codes")]
    operations = [
        migrations.AddField(
            "round", "preset", models.CharField(choices=_NAMES, default="standard", max_length=10)
        ),
        migrations.AddConstraint(
            "round",
            models.CheckConstraint(
                condition=models.Q(preset__in=[name for name, _ in _NAMES]), name="preset_is_known"
            ),
        ),
    ]
