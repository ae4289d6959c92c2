"""The three ways in which the offered of a unit are counted, how they add up, and which of them counts.

Presses on phones and what is written day by day are one count, by staff: together they are the days' numbers. Slips
handed out are another; who declined took none, and is added. The unit says which of the two its response rate is of.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Count, F, Max, Sum

from tycktill.instrument import Counted
from tycktill_web.fieldwork.errors import WrongNumber
from tycktill_web.fieldwork.models import REASONS, CodeBatch, CountChoice, CountedBy, OfferTally, Round, SlipsLeft
from tycktill_web.fieldwork.rounds import check_allowed, check_registered, registrations_of
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.journal.events import CountChosen, SlipsLeftTold
from tycktill_web.journal.facts import Event
from tycktill_web.journal.writing import record, record_all
from tycktill_web.participants.models import Organisation, Registration


@dataclass(frozen=True, slots=True)
class OfferCount:
    """What is known of how many a unit has offered a questionnaire.

    So many codes were `issued`, on slips; `untold` of their batches have not said how many are left. `reasons` are of
    who could not be offered, by name.
    """

    by: CountedBy = CountedBy.HAND
    by_hand: int = 0
    pressed: int = 0
    declined: int = 0
    reasons: Mapping[str, int] | None = None
    issued: int = 0
    handed_out: int = 0
    batches: int = 0
    untold: int = 0
    last_counted: datetime.date | None = None

    @property
    def written(self) -> int:
        """By how much what is written day by day differs from the presses: more, or fewer."""
        return self.by_hand - self.pressed

    @property
    def is_by_hand(self) -> bool:
        """Whether staff's count is the one that counts."""
        return self.by == CountedBy.HAND

    @property
    def by_words(self) -> str:
        """What counts, in words."""
        return str(self.by.label)

    @property
    def reasons_told(self) -> Sequence[tuple[str, int]]:
        """Each reason that somebody could not be offered it for, in words, with how many."""
        return [(str(each.label), number) for each in REASONS if (number := (self.reasons or {}).get(each, 0))]

    @property
    def by_slips(self) -> int:
        """Slips handed out, and who declined without one."""
        return self.handed_out + self.declined

    @property
    def offered(self) -> int:
        """The count that counts."""
        return self.by_slips if self.by == CountedBy.SLIPS else self.by_hand

    @property
    def not_offered(self) -> int:
        """How many could not be offered."""
        return sum((self.reasons or {}).values())

    @property
    def are_both_whole(self) -> bool:
        """Whether both counts are there to be held against each other."""
        return bool(self.by_hand and self.batches and not self.untold)

    @property
    def apart(self) -> int:
        """By how much the two counts differ."""
        return abs(self.by_hand - self.by_slips) if self.are_both_whole else 0


NOT_COUNTED = OfferCount()
"""A unit with neither slips nor numbers."""

_CHOICE = "registration__count_choice__by"


def offer_counts(round: Round) -> Mapping[int, OfferCount]:
    """By registration; those that nothing is known of are left out. Two statements."""
    return offer_counts_in([round])[round.pk]


def offer_counts_in(rounds: Collection[Round]) -> Mapping[int, Mapping[int, OfferCount]]:
    """The same of several rounds, by their ids."""
    by_staff, by_slips = _by_staff(rounds), _by_slips(rounds)
    found: dict[int, dict[int, OfferCount]] = {each.pk: {} for each in rounds}
    for key in {*by_staff, *by_slips}:
        of, registration = key
        found[of][registration] = _joined(by_staff.get(key, NOT_COUNTED), by_slips.get(key, NOT_COUNTED))
    return found


_Place = tuple[int, int]
"""A round and a registration for it."""


def _by_staff(rounds: Collection[Round]) -> Mapping[_Place, OfferCount]:
    own = OfferTally.objects.filter(round__in=rounds).order_by().values_list("round", "registration", _CHOICE)
    sums = own.annotate(Sum("offered"), Sum("pressed"), Sum("declined"), *map(Sum, REASONS), last=Max("counted_on"))
    return {
        (of, key): OfferCount(
            by=CountedBy(by or CountedBy.HAND),
            by_hand=offered,
            pressed=pressed,
            declined=declined,
            reasons=dict(zip(REASONS, reasons, strict=True)),
            last_counted=last,
        )
        for of, key, by, offered, pressed, declined, *reasons, last in sums
    }


def _by_slips(rounds: Collection[Round]) -> Mapping[_Place, OfferCount]:
    own = CodeBatch.objects.filter(round__in=rounds).order_by().values_list("round", "registration", _CHOICE)
    sums = own.annotate(
        Sum("size"),
        Count("pk"),
        Count("slips_left"),
        out=Sum(F("size") - F("slips_left__left"), default=0),
        last=Max("slips_left__told_on"),
    )
    return {
        (of, key): OfferCount(
            by=CountedBy(by or CountedBy.HAND),
            issued=issued,
            handed_out=out,
            batches=all_,
            untold=all_ - told,
            last_counted=last,
        )
        for of, key, by, issued, all_, told, out, last in sums
    }


def _joined(staff: OfferCount, slips: OfferCount) -> OfferCount:
    days = [day for day in (staff.last_counted, slips.last_counted) if day]
    return replace(
        staff,
        by=staff.by if staff is not NOT_COUNTED else slips.by,
        issued=slips.issued,
        handed_out=slips.handed_out,
        batches=slips.batches,
        untold=slips.untold,
        last_counted=max(days, default=None),
    )


def counted_in(round: Round) -> Counted:
    """How the offered of a round are counted, as its release tells it."""
    registered = registrations_of(round)
    slips = registered.filter(count_choice__by=CountedBy.SLIPS).count()
    if not slips:
        return "by_hand"
    return "by_codes" if slips == registered.count() else "by_hand_or_codes"


@transaction.atomic
def choose_count(round: Round, registration: Registration, by: CountedBy) -> None:
    """Say which count a unit's response rate is of. Raises NotInThisState, NotOfThisRound."""
    check_allowed(round, RoundAction.COUNT_OFFERED)
    check_registered(round, registration)
    chosen, _ = CountChoice.objects.select_for_update().get_or_create(
        registration=registration, defaults={"by": CountedBy.HAND}
    )
    if chosen.by == by:
        return
    told = CountChosen(
        unit=registration.unit.name, questionnaire=registration.instrument, before=chosen.by, after=by.value
    )
    chosen.by = by
    chosen.save()
    record(told, of=registration.unit.organisation, round=round.key)


@transaction.atomic
def tell_slips_left(
    round: Round, registration: Registration, left: Mapping[CodeBatch, int], *, on: datetime.date
) -> None:
    """Say how many slips of these batches of a unit are left; the others have been handed out. All or none.

    Raises NotInThisState, NotOfThisRound, WrongNumber.
    """
    check_allowed(round, RoundAction.COUNT_OFFERED)
    check_registered(round, registration)
    unit, questionnaire = registration.unit, registration.instrument
    told: list[tuple[Event, Organisation]] = []
    for batch, number in left.items():
        if not 0 <= number <= batch.size:
            raise WrongNumber
        SlipsLeft.objects.update_or_create(batch=batch, defaults={"left": number, "told_on": on})
        event = SlipsLeftTold(unit=unit.name, questionnaire=questionnaire, batch=batch.pk, size=batch.size, left=number)
        told.append((event, unit.organisation))
    record_all(told, round=round.key)
