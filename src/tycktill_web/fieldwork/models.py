"""Tables of rounds, codes and daily tallies of offered."""

import datetime
from typing import ClassVar, TypeAlias

from django.db import models
from django.utils.translation import gettext_lazy as _

from tycktill_web.fieldwork import paper_models  # noqa: F401  its tables are found from here
from tycktill_web.fieldwork.outcomes import CountedBy
from tycktill_web.fieldwork.public_keys import MOST_HOLDERS, key_name
from tycktill_web.fieldwork.states import InvitationState, RoundState
from tycktill_web.instrument.models import Edition
from tycktill_web.keyring.authentication import TAG_BYTES
from tycktill_web.keyring.public_keys import KEY_BYTES, holders_of
from tycktill_web.participants.models import Organisation, Registration, Turn

GRACE_DAYS = 14
"""For how long paper is taken after a round's last day, unless its leader says otherwise."""


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds, by whose they are."""

    def national(self) -> "RoundQuerySet":
        """Those of the office: the others are an organisation's own, and nobody else's."""
        return self.filter(edition=None)


class Round(models.Model):
    """A family's survey in one year, from planned to published."""

    State: TypeAlias = RoundState

    class Preset(models.TextChoices):
        """By which rules the answers are protected (`tycktill.disclosure.PRESETS`), fixed when the round is planned.

        Two releases of the same answers by different rules can together tell what neither does. `official` is none of
        them, since pages promise that nobody's answer follows.
        """

        STANDARD = "standard", _("Standard")
        CAUTIOUS = "cautious", _("Försiktig")
        STRICT = "strict", _("Sträng")

    family = models.CharField(max_length=40)
    label = models.CharField(max_length=17, help_text="the year, as in results: 2024")
    opens_on = models.DateField()
    closes_on = models.DateField()
    grace_days = models.PositiveSmallIntegerField(default=GRACE_DAYS, help_text="in which paper is taken afterwards")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    preset = models.CharField(max_length=10, choices=Preset.choices, default=Preset.STANDARD)
    public_key = models.BinaryField(max_length=MOST_HOLDERS * KEY_BYTES, default=bytes)

    registers_from = models.DateField(null=True, blank=True, help_text="told to municipalities; stops nobody")
    registers_until = models.DateField(null=True, blank=True, help_text="told to municipalities; stops nobody")
    publishes_on = models.DateField(null=True, blank=True, help_text="the day that is aimed at; a release has its hour")
    extended_from = models.DateField(null=True, blank=True, help_text="the last day as it was when the round opened")

    unlike_earlier = models.JSONField(
        default=dict, blank=True, help_text="why it cannot be compared with earlier rounds, by language; else nothing"
    )

    edition = models.ForeignKey(
        Edition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
        help_text="an organisation's own questionnaire: then the round is its own too; none in a national round",
    )
    asked_after = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="asked_next",
        help_text="the national round whose respondents an own one asks, once they have answered",
    )
    asked_after_of = models.CharField(max_length=400, default="", help_text="with which of its questionnaires: ids")
    lets_ask_after = models.BooleanField(default=True, help_text="whether own rounds may be asked after a national one")
    disposed_on = models.DateField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-opens_on", "-label", "family"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(disposed_on=None) | models.Q(state__in=["closed", "released"]),
                name="disposed_after_closing",
            ),
            models.UniqueConstraint(fields=["family", "label"], name="round_once"),
            models.CheckConstraint(
                condition=models.Q(preset__in=["standard", "cautious", "strict"]), name="preset_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="closes_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_own(self) -> bool:
        """Whether it is an organisation's own, and not the office's."""
        return self.edition_id is not None

    @property
    def key(self) -> str:
        """The round's name where no foreign key may stand: `ifo-2024`."""
        return f"{self.family}-{self.label}"

    @property
    def paper_until(self) -> datetime.date:
        """The last day on which answers on paper are taken: the respondents' own last day, and the days of grace."""
        return self.closes_on + datetime.timedelta(days=self.grace_days)

    @property
    def has_two_holders(self) -> bool:
        """Whether two people must open the answers together, each with a key of their own."""
        return len(self.key_names) > 1

    @property
    def key_names(self) -> tuple[str, ...]:
        """What the keys are called that open the answers; none while the round is planned."""
        return tuple(key_name(holder) for holder in holders_of(bytes(self.public_key)))


class Invitation(models.Model):
    """An organisation is asked to take part in a round, and what it has said to that."""

    State: TypeAlias = InvitationState

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    state = models.CharField(max_length=10, choices=State.choices, default=State.INVITED)
    invited_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    expected = models.JSONField(default=dict, help_text="about how many will be offered each questionnaire, by its id")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "organisation"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.round}"


class CodeBatch(models.Model):
    """Codes made at one time for one unit and instrument."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="batches")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="batches")
    made_on = models.DateField()
    size = models.PositiveIntegerField()
    start = models.PositiveIntegerField(help_text="the place of its first code; the others follow")
    voided_on = models.DateField(null=True, blank=True, help_text="told on pages; redeeming asks UnusedCodes")
    turn = models.ForeignKey(Turn, on_delete=models.SET_NULL, null=True, related_name="batches")
    follows = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text="the national batch whose codes are also these: whoever has answered with one may answer here too",
    )

    def __str__(self) -> str:
        return f"{self.registration} ({self.size})"


class Code(models.Model):
    """An issued code, as a keyed fingerprint. Rows come with their batch and are never changed.

    `place` is the code's number in its round, by which `UnusedCodes` knows it; `tag` proves that place and batch are
    those it was issued with.
    """

    fingerprint = models.BinaryField(primary_key=True, max_length=32)
    batch = models.ForeignKey(CodeBatch, on_delete=models.PROTECT, related_name="codes")
    place = models.PositiveIntegerField()
    tag = models.BinaryField(max_length=TAG_BYTES)

    def __str__(self) -> str:
        return "code"


class UnusedCodes(models.Model):
    """Which codes of a round can still be redeemed: a bit for each, and the batches that were voided; wrapped, in one
    row that each answer writes anew.

    A row for each code would remember in which order they were used, by its place on disk, its transaction or the
    number of its page; one row for all has no order to remember.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, primary_key=True, related_name="unused")
    bits = models.BinaryField()

    def __str__(self) -> str:
        return f"unused codes of {self.round}"


class OfferTally(models.Model):
    """How many were offered the questionnaire at a unit on one day, counted by its staff.

    Of the `offered`, so many were `pressed` on a phone as they happened, the rest were written; `declined` said no. The
    others could not be offered, each for a reason of the list.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="tallies")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="tallies")
    counted_on = models.DateField()
    offered = models.PositiveIntegerField(default=0)
    pressed = models.PositiveIntegerField(default=0)
    declined = models.PositiveIntegerField(default=0)
    acute = models.PositiveIntegerField(default=0)
    language = models.PositiveIntegerField(default=0)
    unsuitable = models.PositiveIntegerField(default=0)
    other = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "registration", "counted_on"], name="one_tally_a_day"),
            models.CheckConstraint(
                condition=models.Q(declined__lte=models.F("offered")), name="who_declines_was_offered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration} {self.counted_on}: {self.offered}"


class CountChoice(models.Model):
    """By what a unit's offered are counted with a questionnaire; without one it is by its staff."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, primary_key=True, related_name="count_choice"
    )
    by = models.CharField(max_length=10, choices=CountedBy.choices)

    def __str__(self) -> str:
        return f"{self.registration}: {self.by}"


class SlipsLeft(models.Model):
    """How many slips of a batch are left at the unit; the others have been handed out."""

    batch = models.OneToOneField(CodeBatch, on_delete=models.CASCADE, primary_key=True, related_name="slips_left")
    left = models.PositiveIntegerField()
    told_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.batch}: {self.left}"


class CountedPress(models.Model):
    """A press that has been counted, by the number that its phone drew for it: sent again it counts no more."""

    number = models.UUIDField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="presses")

    def __str__(self) -> str:
        return "press"


class ShownFigures(models.Model):
    """What pages tell of how many have answered in a round, since `day`: one snapshot, replaced as a whole.

    It knows no more than its readers, and no time but a day. `units` are told by the id of their registration,
    `batches` and `organisations` by their own, all written as text, since that is what JSON has for keys.
    """

    round = models.OneToOneField(Round, on_delete=models.CASCADE, primary_key=True, related_name="shown")
    day = models.DateField(null=True)
    batches = models.JSONField(default=dict)
    units = models.JSONField(default=dict)
    organisations = models.JSONField(default=dict)
    everybody = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.round} {self.day}: {self.everybody}"
