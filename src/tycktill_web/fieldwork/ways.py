"""The three ways in which the offered of a unit are counted, how they add up, and which of them counts.

Presses on phones and what is written day by day are one count, by staff: together they are the days' numbers. Slips
handed out are another; who declined took none, and is added. The unit says which of the two its response rate is of.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Aggregate, Count, Expression, F, Max, Q, QuerySet, Sum, Value

from tycktill.instrument import Counted
from tycktill_web.fieldwork.after_offers import (
    BY_BATCHES,
    BY_DAYS,
    batches_before,
    days_before,
    registrations_before,
)
from tycktill_web.fieldwork.errors import WrongNumber
from tycktill_web.fieldwork.models import CodeBatch, CountChoice, OfferTally, Round, SlipsLeft
from tycktill_web.fieldwork.outcomes import REASONS, CountedBy
from tycktill_web.fieldwork.rounds import check_allowed, check_registered, registrations_of
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.journal.events import CountChosen, SlipsLeftTold
from tycktill_web.journal.facts import Event
from tycktill_web.journal.writing import record, record_all
from tycktill_web.participants.models import Organisation, Registration


@dataclass(frozen=True, slots=True)
class OfferCount:
    """What is known of how many a unit has offered a questionnaire.

    So many codes were `issued`, on slips; `unreported` of their batches have not said how many are left. `reasons` are
    of who could not be offered, by name.
    """

    by: CountedBy = CountedBy.HAND
    by_hand: int = 0
    pressed: int = 0
    declined: int = 0
    reasons: Mapping[str, int] | None = None
    issued: int = 0
    handed_out: int = 0
    batches: int = 0
    unreported: int = 0
    last_counted: datetime.date | None = None

    @property
    def written_difference(self) -> int:
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
    def named_reasons(self) -> Sequence[tuple[str, int]]:
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
        return bool(self.by_hand and self.batches and not self.unreported)

    @property
    def counts_difference(self) -> int:
        """By how much the two counts differ."""
        return abs(self.by_hand - self.by_slips) if self.are_both_whole else 0


NOT_COUNTED = OfferCount()
"""A unit with neither slips nor numbers."""

_SUMS = ("by_hand", "pressed", "declined", *REASONS, "issued", "handed_out", "batches", "reported")
"""What is added up of a unit's days and of its batches."""

_Row = tuple[int, int, str | None, datetime.date | None, *tuple[int, ...]]
"""A round, a registration, by what it counts, the last day counted, and the sums."""


def offer_count(round: Round, registration: Registration) -> OfferCount:
    """What is known of one unit. One statement."""
    (own,) = _counts_by_round([round], Q(registration=registration)).values()
    return own.get(registration.pk, NOT_COUNTED)


def offer_counts(
    rounds: Collection[Round], *, of: Collection[Organisation | int] | None = None
) -> Mapping[int, Mapping[int, OfferCount]]:
    """Of all units, or of some organisations', by the rounds' ids and by registration.

    Those that nothing is known of are left out. One statement; what a whole country comes to is told by `offer_sums`.
    """
    return _counts_by_round(rounds, Q() if of is None else Q(registration__unit__organisation__in=of))


def _counts_by_round(rounds: Collection[Round], own: Q) -> Mapping[int, Mapping[int, OfferCount]]:
    found: dict[int, dict[int, OfferCount]] = {each.pk: {} for each in rounds}
    of_units: defaultdict[tuple[int, int], list[_Row]] = defaultdict(list)
    for row in _count_rows(rounds, own):
        of_units[row[0], row[1]].append(row)
    for (of, key), rows in of_units.items():
        found[of][key] = _add_rows(rows)
    return found


def _count_rows(rounds: Collection[Round], own: Q) -> Iterator[_Row]:
    """A row for a unit's days and one for its batches, in one statement."""
    fields = ("round", "registration", "registration__count_choice__by")
    days = OfferTally.objects.filter(own, round__in=rounds).order_by().values_list(*fields)
    batches = CodeBatch.objects.filter(own, round__in=rounds).order_by().values_list(*fields)
    by_staff = days.annotate(
        last=Max("counted_on"),
        **_sum_expressions(by_hand=Sum("offered"), **{each: Sum(each) for each in ("pressed", "declined", *REASONS)}),
    )
    by_slips = batches.annotate(
        last=Max("slips_left__told_on"),
        **_sum_expressions(
            issued=Sum("size"),
            handed_out=Sum(F("size") - F("slips_left__left"), default=0),
            batches=Count("pk"),
            reported=Count("slips_left"),
        ),
    )
    return by_staff.union(by_slips, *_rows_before(rounds, own), all=True).iterator()


def _rows_before(rounds: Collection[Round], own: Q) -> Iterator[QuerySet[Any, Any]]:
    """Of own rounds the offered of the questionnaires that they are asked after, by the count that each unit chose."""
    by = Value(CountedBy.HAND.value)
    for each in rounds:
        if each.asked_after_id:
            days = days_before(each, own).annotate(by=by, last=Max("counted_on"))
            yield days.annotate(**_sum_expressions(by_hand=Sum(BY_DAYS)))
            batches = batches_before(each, own).annotate(by=by, last=Max("slips_left__told_on"))
            yield batches.annotate(**_sum_expressions(by_hand=Sum(BY_BATCHES, default=0)))


def _sum_expressions(**known: Aggregate) -> Mapping[str, Expression]:
    """All sums, those that are not known of as nothing."""
    return {f"sum_of_{each}": known.get(each, Value(0)) for each in _SUMS}


def _add_rows(rows: Sequence[_Row]) -> OfferCount:
    sums = {name: sum(numbers) for name, *numbers in zip(_SUMS, *(row[4:] for row in rows), strict=True)}
    return OfferCount(
        by=CountedBy(rows[0][2] or CountedBy.HAND),
        reasons={each: sums.pop(each) for each in REASONS},
        unreported=sums["batches"] - sums.pop("reported"),
        last_counted=max((day for row in rows if (day := row[3])), default=None),
        **sums,
    )


def counted_in(round: Round) -> Counted:
    """How the offered of a round are counted, as its release tells it."""
    registered = registrations_of(round)
    if round.asked_after_id:
        registered = registrations_before(round)
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
    event = CountChosen(
        unit=registration.unit.name, questionnaire=registration.instrument, before=chosen.by, after=by.value
    )
    chosen.by = by
    chosen.save()
    record(event, of=registration.unit.organisation, round=round.key)


@transaction.atomic
def report_slips_left(
    round: Round, registration: Registration, left: Mapping[CodeBatch, int], *, on: datetime.date
) -> None:
    """Say how many slips of these batches of a unit are left; the others have been handed out. All or none.

    Raises NotInThisState, NotOfThisRound, WrongNumber.
    """
    check_allowed(round, RoundAction.COUNT_OFFERED)
    check_registered(round, registration)
    unit, questionnaire = registration.unit, registration.instrument
    events: list[tuple[Event, Organisation]] = []
    for batch, number in left.items():
        if not 0 <= number <= batch.size:
            raise WrongNumber
        SlipsLeft.objects.update_or_create(batch=batch, defaults={"left": number, "told_on": on})
        event = SlipsLeftTold(unit=unit.name, questionnaire=questionnaire, batch=batch.pk, size=batch.size, left=number)
        events.append((event, unit.organisation))
    record_all(events, round=round.key)
