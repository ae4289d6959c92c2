"""Tables of releases, their files and the signatures behind them."""

from collections.abc import Sequence
from typing import ClassVar, TypeAlias

from django.db import models

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.states import ReleaseState
from tycktill_web.participants.models import Person, Unit
from tycktill_web.releases.frozen import FrozenRow


class ReleaseQuerySet(models.QuerySet["PublicRelease"]):
    """What the pages ask of releases."""

    def readable(self) -> "ReleaseQuerySet":
        """Those that have been published, later replaced or withdrawn ones among them."""
        return self.exclude(state__in=UNPUBLISHED)

    def unpublished(self) -> "ReleaseQuerySet":
        """Those that nobody outside reads: drafts, and what is signed and waits for its hour."""
        return self.filter(state__in=UNPUBLISHED)

    def national(self) -> "ReleaseQuerySet":
        """Those of the office's rounds: the others are of one municipality each, and in no comparison."""
        return self.filter(round__edition=None)

    def waiting(self) -> "ReleaseQuerySet":
        """Those that two have signed and that wait for their hour, the earliest first."""
        return self.filter(state=PublicRelease.State.SIGNED).order_by("planned_for", "pk").select_related("round")

    def published(self) -> "ReleaseQuerySet":
        """Those that stand: neither replaced nor withdrawn."""
        return self.filter(state=PublicRelease.State.PUBLISHED)

    def of_round(self, family: str, label: str) -> "ReleaseQuerySet":
        """Those of one round, newest first."""
        return self.filter(round__family=family, round__label=label).order_by("-number").with_compared()

    def with_compared(self) -> "ReleaseQuerySet":
        """With their rounds, and in one statement more what all of them were compared with."""
        earlier = models.Prefetch("compared_with", self.model.objects.select_related("round"))
        return self.select_related("round").prefetch_related(earlier)

    def with_figures(self) -> "ReleaseQuerySet":
        """Those whose figures readers can see, replaced ones among them."""
        return self.readable().exclude(state=PublicRelease.State.WITHDRAWN)

    def found_by_readers(self) -> "ReleaseQuerySet":
        """What a reader finds of each round: the release that stands, or the last of those that were withdrawn."""
        newer = self.model.objects.readable().filter(
            round=models.OuterRef("round"), number__gt=models.OuterRef("number")
        )
        return self.readable().filter(~models.Exists(newer))


class PublicRelease(models.Model):
    """A release of a round, frozen when made; published when two have signed it, or then at the hour planned."""

    State: TypeAlias = ReleaseState

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField(help_text="1 for the first release of a round, 2 for its correction")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    manifest_sha256 = models.CharField(
        max_length=64, help_text="of manifest.json, which holds those of the other files"
    )
    note = models.TextField(blank=True, help_text="what a correction corrects, for readers")
    compared_with = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="later",
        help_text="the releases of earlier rounds that it tells changes from; their figures lie in its files",
    )
    comparison_columns = models.TextField(
        default="", help_text="the header of comparisons.csv, under which its values' lines stand"
    )
    made_at = models.DateTimeField()
    planned_for = models.DateTimeField(
        null=True, blank=True, help_text="from when it is published; without one, when the second person signs"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-round__opens_on", "-round__label", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "number"], name="release_once"),
            models.UniqueConstraint(
                fields=["round"], condition=models.Q(state__in=["draft", "signed"]), name="one_unpublished_a_round"
            ),
            models.UniqueConstraint(
                fields=["round"], condition=models.Q(state="published"), name="one_published_a_round"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "signed"], published_at=None)
                | (~models.Q(state__in=["draft", "signed"]) & models.Q(published_at__isnull=False)),
                name="published_has_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="signed") | models.Q(planned_for__isnull=False),
                name="what_waits_has_an_hour",
            ),
            models.CheckConstraint(
                condition=models.Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~models.Q(state="withdrawn") & models.Q(withdrawn_at=None)),
                name="withdrawn_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} release {self.number}"

    @property
    def folder(self) -> str:
        """What its folder is called when it is downloaded: `ifo-2024-1`."""
        return f"{self.round.key}-{self.number}"

    @property
    def is_unpublished(self) -> bool:
        """Whether nobody outside reads it yet."""
        return self.state in UNPUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        """Whether readers are told why, and nothing else."""
        return self.state == self.State.WITHDRAWN

    @property
    def withdrawn_comparisons(self) -> "Sequence[PublicRelease]":
        """The earlier releases that it tells changes from and that have been withdrawn, the oldest round first."""
        gone = [each for each in self.compared_with.all() if each.is_withdrawn]
        return sorted(gone, key=lambda each: (each.round.opens_on, each.round.label))


UNPUBLISHED = (PublicRelease.State.DRAFT, PublicRelease.State.SIGNED)
"""The states in which nobody outside reads a release."""


class ReleaseFile(FrozenRow):
    """One file of a release, byte for byte as it is downloaded."""

    release = models.ForeignKey(PublicRelease, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=60)
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["release", "name"], name="file_once")]

    def __str__(self) -> str:
        return self.name


class ReleaseArchive(FrozenRow):
    """All files of a release packed as one, once and for all who ask."""

    release = models.OneToOneField(PublicRelease, on_delete=models.CASCADE, primary_key=True, related_name="archive")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.release}, packed"


class ReleaseNumbers(FrozenRow):
    """How many answered in every base cell, also of few: for the office, and no longer than the answers are kept.

    Wrapped under a key of the round's; see `tycktill_web.releases.numbers`.
    """

    release = models.OneToOneField(PublicRelease, on_delete=models.CASCADE, primary_key=True, related_name="numbers")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.release}, numbers"


class ReleasedPlace(FrozenRow):
    """A municipality of a release (or the nation), as the list of all municipalities shows it."""

    release = models.ForeignKey(PublicRelease, on_delete=models.CASCADE, related_name="places")
    municipality = models.CharField(max_length=4, blank=True, help_text="empty for the nation")
    name = models.CharField(max_length=100, blank=True)
    offered = models.PositiveIntegerField(null=True)
    offered_min = models.PositiveIntegerField(null=True, help_text="the least, where not all were counted")
    answered = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["release", "municipality"], name="place_once")]

    def __str__(self) -> str:
        return f"{self.release}: {self.municipality}"


class ReleasedValue(FrozenRow):
    """A row of a release's results.csv, so that pages read what they show and no more; made from the files."""

    release = models.ForeignKey(PublicRelease, on_delete=models.CASCADE, related_name="values")
    municipality = models.CharField(max_length=4, blank=True, help_text="empty for the nation")
    unit = models.TextField(blank=True, help_text="empty for a whole municipality")
    target = models.CharField(max_length=60, help_text="an instrument, a group of these or a family")
    gender = models.CharField(max_length=1)
    question = models.CharField(max_length=60)
    offered = models.PositiveIntegerField(null=True)
    offered_min = models.PositiveIntegerField(null=True, help_text="the least, where not all were counted")
    answered = models.PositiveIntegerField(null=True)
    valid = models.PositiveIntegerField(null=True)
    positive_min = models.PositiveIntegerField(null=True)
    positive_max = models.PositiveIntegerField(null=True)
    share = models.FloatField(null=True)
    share_min = models.FloatField(null=True)
    share_max = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    status = models.CharField(max_length=10)
    reason = models.CharField(max_length=20, blank=True)
    comparison = models.TextField(blank=True, help_text="its line in comparisons.csv; of the nation, one with the mean")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["release", "municipality", "unit", "target", "gender", "question"], name="value_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["release", "question", "target"], condition=models.Q(unit=""), name="by_question"),
        ]

    def __str__(self) -> str:
        return f"{self.release}: {self.municipality} {self.unit} {self.target} {self.gender} {self.question}"


class RoundGroup(FrozenRow):
    """Those that a municipality is compared with in a round, as they were when it was first counted."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="groups")
    municipality = models.CharField(max_length=4)
    likeness = models.CharField(max_length=10, help_text="what they have in common: skr, storlek, lan, rka")
    name = models.CharField(max_length=100, blank=True, help_text="what the source calls the group")
    edition = models.CharField(max_length=4, help_text="the year of the source")
    members = models.TextField(help_text="the others' codes, a space between")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "municipality", "likeness"], name="group_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.municipality} {self.likeness}"


class EmbargoUnit(models.Model):
    """A unit that its municipality lets read the unit's own result of a round before that is published."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="embargo_units")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "unit"], name="embargo_unit_once")]

    def __str__(self) -> str:
        return f"{self.round}: {self.unit}"


class Signature(FrozenRow):
    """A person stands behind a release, whose manifest had this checksum when they signed."""

    release = models.ForeignKey(PublicRelease, on_delete=models.CASCADE, related_name="signatures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signatures")
    manifest_sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["signed_at"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["release", "person"], name="sign_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.release}"
