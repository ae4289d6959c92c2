"""Tables of questionnaires that organisations make of their own. Each lies here as the TOML that the method reads."""

from typing import Any, ClassVar

from django.db import models

from tycktill_web.instrument.errors import EditionFixed
from tycktill_web.participants.models import Organisation, Person

LONGEST_ID = 60
LONGEST_FAMILY = 40


class OwnSurvey(models.Model):
    """A questionnaire of an organisation's own, by the id that never changes, and the draft of its next edition.

    `version` is the draft's: who saves one says which they saw.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="own_surveys")
    instrument = models.CharField(max_length=LONGEST_ID, unique=True)
    family = models.CharField(max_length=LONGEST_FAMILY, unique=True)
    title = models.CharField(max_length=200, help_text="the draft's, in Swedish, for lists")
    draft = models.TextField()
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["title", "pk"]

    def __str__(self) -> str:
        return self.instrument


class Edition(models.Model):
    """A questionnaire as it was frozen: written once, called by its checksum, never changed."""

    fingerprint = models.CharField(primary_key=True, max_length=64)
    survey = models.ForeignKey(OwnSurvey, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(help_text="the `version` in its text")
    text = models.TextField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["survey", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["survey", "number"], name="edition_once")]

    def __str__(self) -> str:
        return f"{self.survey} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; EditionFixed when the row is there already."""
        if not self._state.adding:
            raise EditionFixed
        super().save(*args, **kwargs)
