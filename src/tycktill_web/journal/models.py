"""The table of entries: rows that are added and never changed or removed."""

from typing import Any, ClassVar

from django.db import models

from tycktill_web.journal.actors import ActorKind
from tycktill_web.journal.catalogue import read_event
from tycktill_web.journal.errors import AppendOnly
from tycktill_web.journal.facts import Event


class AppendOnlyQuerySet(models.QuerySet["JournalEntry"]):
    """Entries as they are."""

    def update(self, **_: Any) -> int:
        """AppendOnly."""
        raise AppendOnly

    def delete(self) -> tuple[int, dict[str, int]]:
        """AppendOnly."""
        raise AppendOnly


class JournalEntry(models.Model):
    """Somebody did something, with names as they were: the journal leans on no other table, and outlives their rows."""

    number = models.PositiveBigIntegerField(primary_key=True, help_text="one more than the entry before")
    at = models.DateTimeField(help_text="by the service's own clock; of some actions just the day")
    kind = models.CharField(max_length=10, choices=ActorKind.choices)
    person = models.PositiveBigIntegerField(null=True, help_text="the id of who was signed in")
    who = models.CharField(max_length=254, blank=True)
    role = models.CharField(max_length=20, blank=True)
    acted_for = models.CharField(max_length=100, blank=True, help_text="the organisation that the role is held in")
    organisation = models.PositiveBigIntegerField(null=True, help_text="the id of the one it concerns")
    organisation_name = models.CharField(max_length=100, blank=True)
    round = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=40)
    facts = models.TextField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of this entry and the digest before")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-number"], name="entries_of_organisation"),
            models.Index(fields=["round", "-number"], name="entries_of_round"),
            models.Index(fields=["action", "-number"], name="entries_of_action"),
            models.Index(fields=["person", "-number"], name="entries_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; AppendOnly when the row is there already."""
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_: Any, **__: Any) -> tuple[int, dict[str, int]]:
        """AppendOnly."""
        raise AppendOnly

    @property
    def event(self) -> Event:
        """What was done, with its facts."""
        return read_event(self.facts)
