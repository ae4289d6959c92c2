"""Tables of what municipalities do about their results: actions, targets, and what they tell their users."""

import datetime
from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models

from tycktill.improvement import Draw, DrawnStart, Expectation, read_expectation
from tycktill_web.journal.events import ActionChanged, TargetChanged, YouSaidWritten
from tycktill_web.journal.facts import Event
from tycktill_web.participants.models import LONGEST_NAME, Organisation, Person
from tycktill_web.releases.frozen import FrozenRow
from tycktill_web.releases.models import PublicRelease

FIGURE_FIELDS = ("organisation", "family", "target", "question", "unit")


class Edited(models.Model):
    """A row that several people may write: each writes what they have seen, or is told who was before them."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    fixed_by_lock: ClassVar[frozenset[str]] = frozenset()
    """The columns that stand still once the row is locked."""

    class Meta:
        abstract = True

    def change_event(self) -> Event:
        """What the journal tells of this version."""
        raise NotImplementedError

    @property
    def round_key(self) -> str:
        """The round that it is about, as the journal names rounds; empty where it is about none."""
        return ""


class PlannedAction(Edited):
    """What is done, by whom, and the figure that it is to move from what it was in `round`.

    Once `expectation` is locked, what it is made of, what is done and from when stand still: they are read from what
    was locked, whatever the columns say.
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

    fixed_by_lock = frozenset({"target", "question", "unit", "what", "was_chosen", "starts_on"})

    class Meta:
        ordering: ClassVar = ["-starts_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=[*FIGURE_FIELDS, "round"],
                condition=models.Q(locked_at__isnull=False),
                name="figure_locked_once_a_round",
            ),
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

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **how: Any) -> Self:
        """A locked row as it was locked."""
        row = super().from_db(db, field_names, values, **how)
        locked = row.locked if "expectation" in field_names else None
        if locked is not None:
            row.round, row.what, row.was_chosen = locked.round, locked.what, locked.was_chosen
            row.starts_on = datetime.date.fromisoformat(locked.starts)
            row.target, row.question, row.unit = (
                locked.indicator.target,
                locked.indicator.question,
                locked.indicator.unit,
            )
        return row

    def change_event(self) -> Event:
        """By the action's number: what it says is in its row."""
        return ActionChanged(number=self.pk, version=self.version)

    @property
    def round_key(self) -> str:
        """The one before the action."""
        return f"{self.family}-{self.round}"

    @property
    def locked(self) -> Expectation | None:
        """What was locked; None while nothing is."""
        return None if self.expectation is None else read_expectation(bytes(self.expectation))

    @property
    def is_locked(self) -> bool:
        """Whether what is to be expected without it stands still."""
        return self.locked_at is not None


class LotDrawnStart(FrozenRow):
    """Which units begin first with what is done, drawn by lot: once a round for a figure and a unit, never changed."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    family = models.CharField(max_length=40)
    round = models.CharField(max_length=17, help_text="the last round before the start, by its label")
    target = models.CharField(max_length=60)
    question = models.CharField(max_length=60)
    what = models.TextField()
    first = models.TextField(help_text="the units that begin, in the order of the lot, a line each")
    waiting = models.TextField(help_text="those that wait, likewise")
    seed = models.CharField(max_length=64, help_text="what the lot was drawn by; anybody can draw again")
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-drawn_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "family", "round", "target", "question"], name="drawn_once_a_figure"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.what[:40]}"

    @property
    def drawn(self) -> Draw:
        """The lot."""
        return Draw(tuple(self.first.split("\n")), tuple(self.waiting.split("\n")))

    @property
    def start(self) -> DrawnStart:
        """As the method follows it."""
        figure = self.target, self.question, self.organisation.municipality, self.round
        return DrawnStart(*figure, self.drawn, self.seed)


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
            models.UniqueConstraint(fields=list(FIGURE_FIELDS), name="one_target_a_figure"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=100), name="target_in_per_cent"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.question} {self.level}"

    def change_event(self) -> Event:
        """The level from now on."""
        return TargetChanged(question=self.question, target=self.target, level=self.level, version=self.version)


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
    about = models.ForeignKey(
        PublicRelease,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text="the release that its writer had read; it is public no longer than that stands",
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "family", "round"], name="said_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.family} {self.round}"

    def change_event(self) -> Event:
        """Whether readers see it; what it says is in its row."""
        return YouSaidWritten(version=self.version, is_published=self.is_published)

    @property
    def round_key(self) -> str:
        """The one that it was said in."""
        return f"{self.family}-{self.round}"

    @property
    def is_public(self) -> bool:
        """Whether readers see it: published, and of a release that neither is replaced nor withdrawn."""
        return self.is_published and self.about is not None and self.about.state == PublicRelease.State.PUBLISHED

    @property
    def sentences(self) -> list[str]:
        """What users said, as far as it is written."""
        return [each for each in (self.first, self.second, self.third) if each]
