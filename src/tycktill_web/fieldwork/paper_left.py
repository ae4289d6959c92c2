"""Answers on paper before a round is closed: how many forms wait to be typed in, and how many have been.

What waits is what somebody at the unit has said. What was typed in is known from the journal, in fives: nobody keeps
count of it.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from tycktill.fieldwork import STEP
from tycktill_web.fieldwork.errors import WrongNumber
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.paper_models import WaitingPaper
from tycktill_web.fieldwork.rounds import check_allowed, check_registered, registrations_of
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.fieldwork.typing_checks import Disagreement, typing_disagreements
from tycktill_web.journal.facts import Event
from tycktill_web.journal.paper_events import PaperImported, PaperTyped, PaperWaitingTold
from tycktill_web.journal.reading import facts_counted
from tycktill_web.journal.writing import record_all
from tycktill_web.participants.models import Organisation, Registration

MOST_WAITING = 5_000
FEW = 1
"""Stands for fewer than five."""


@dataclass(frozen=True, slots=True)
class UnitPaper:
    """The forms of a unit and questionnaire: at least so many wait, as was said on a day, and were typed in."""

    registration: Registration
    waiting: int
    told_on: datetime.date
    typed: int

    @property
    def are_few(self) -> bool:
        """Whether fewer than five wait."""
        return self.waiting == FEW


@dataclass(frozen=True, slots=True)
class PaperLeft:
    """Where forms wait, those with most of them first; how many were typed in at least; how often two disagreed."""

    units: Sequence[UnitPaper]
    typed: int
    disagreements: Sequence[Disagreement]

    @property
    def waiting(self) -> int:
        """How many wait at least, all in all."""
        return sum(each.waiting for each in self.units)


def in_fives(forms: int) -> int:
    """As many at least: none, fewer than five, or a multiple of five."""
    return min(forms, FEW) if forms < STEP else forms // STEP * STEP


@transaction.atomic
def report_waiting(round: Round, forms: Mapping[Registration, int], *, on: datetime.date) -> None:
    """Say how many forms wait at some units, kept in fives. All or none.

    Raises NotInThisState, NotOfThisRound, WrongNumber.
    """
    check_allowed(round, RoundAction.ANSWER)
    events: list[tuple[Event, Organisation]] = []
    for registration, number in forms.items():
        check_registered(round, registration)
        if not 0 <= number <= MOST_WAITING:
            raise WrongNumber
        unit, at_least = registration.unit, in_fives(number)
        now = {"at_least": at_least, "told_on": on}
        WaitingPaper.objects.update_or_create(registration=registration, defaults=now)
        event = PaperWaitingTold(unit=unit.name, questionnaire=registration.instrument, at_least=at_least)
        events.append((event, unit.organisation))
    record_all(events, round=round.key)


def waiting_at(registrations: Collection[Registration]) -> Mapping[int, WaitingPaper]:
    """What was said last of these units, by registration."""
    return {each.pk: each for each in WaitingPaper.objects.filter(registration__in=registrations)}


def paper_left(round: Round) -> PaperLeft:
    """What is known of a round's paper. Three statements."""
    typed, in_all = _typed_by_unit(round)
    waiting = WaitingPaper.objects.filter(registration__in=registrations_of(round).order_by(), at_least__gt=0)
    units = [
        UnitPaper(each.registration, each.at_least, each.told_on, typed[_unit_key(each.registration)])
        for each in waiting.select_related("registration__unit__organisation")
    ]
    units.sort(key=lambda each: (-each.waiting, _unit_key(each.registration)))
    return PaperLeft(units, in_all, [found for _, found in typing_disagreements([round])])


_UnitKey = tuple[int, str, str]


def _typed_by_unit(round: Round) -> tuple[Counter[_UnitKey], int]:
    """How many were typed in at least, by organisation, unit and questionnaire; and in all, those read in with them,
    which are told of no unit."""
    found: Counter[_UnitKey] = Counter()
    in_all = 0
    for organisation, event, times in facts_counted(PaperTyped, PaperImported, round=round.key):
        assert isinstance(event, PaperTyped | PaperImported)
        in_all += times * event.sheets
        if isinstance(event, PaperTyped):
            found[organisation, event.unit, event.questionnaire] += times * event.sheets
    return found, in_all


def _unit_key(registration: Registration) -> _UnitKey:
    return registration.unit.organisation_id, registration.unit.name, registration.instrument
