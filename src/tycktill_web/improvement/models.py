"""Tables of what municipalities do about their results: actions, targets, and what they tell their users."""

from typing import ClassVar

from django.db import models

from tycktill_web.participants.models import LONGEST_NAME, Organisation, Person

PLACE = ("organisation", "family", "target", "question", "unit")


class Edited(models.Model):
    """A row that several people may write: each writes what they have seen, or is told who was before them."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True


class PlannedAction(Edited):
    """What is done, by whom, and the figure that it is to move from what it was in `round`.

    Once `expectation` is locked, what it is made of and what is done stand still.
    """

    family = models.CharField(max_length=40)
    round = models.CharField(max_length=17, help_text="the last round before the action, by its label")
    target = models.CharField(max_length=60)
    question = models.CharField(max_length=60)
    unit = models.TextField(blank=True, help_text="empty for the whole municipality")
    finding = models.TextField(blank=True)
    what = models.TextField()
    owner = models.CharField(max_length=LONGEST_NAME)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    was_chosen = models.BooleanField(help_text="because the figure was what it was")
    expectation = models.BinaryField(null=True)
    locked_at = models.DateTimeField(null=True)
    locked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering: ClassVar = ["-round", "starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="action_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(expectation=None, locked_at=None, locked_by=None)
                | models.Q(expectation__isnull=False, locked_at__isnull=False, locked_by__isnull=False),
                name="locked_by_somebody_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.what[:40]}"

    @property
    def is_locked(self) -> bool:
        """Whether what is to be expected without it stands still."""
        return self.locked_at is not None


class PlannedTarget(Edited):
    """A level that a figure, or the response rate, is to reach, in per cent."""

    family = models.CharField(max_length=40)
    target = models.CharField(max_length=60)
    question = models.CharField(max_length=60)
    unit = models.TextField(blank=True, help_text="empty for the whole municipality")
    level = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["family", "target", "question", "unit"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=list(PLACE), name="one_target_a_figure"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=100), name="target_in_per_cent"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.question} {self.level}"


class YouSaid(Edited):
    """What users said in a round, in three sentences, and what is done about it; for the public page when published."""

    family = models.CharField(max_length=40)
    round = models.CharField(max_length=17)
    first = models.TextField()
    second = models.TextField(blank=True)
    third = models.TextField(blank=True)
    done = models.TextField()
    by = models.DateField(null=True, blank=True, help_text="when it is to be done")
    is_published = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "family", "round"], name="said_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.family} {self.round}"

    @property
    def said(self) -> list[str]:
        """The sentences that there are."""
        return [each for each in (self.first, self.second, self.third) if each]
