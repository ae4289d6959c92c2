"""Live figures as a coordinator reads them: offered, answered and rate per unit; never an answer."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from tycktill.instrument import texts
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.progress import LiveRate, Progress, progress
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.participants.models import Organisation

SHOWN_FROM = 5
"""Answers that a unit needs before anything is shown of its result (method 4)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A unit with one questionnaire."""

    progress: Progress

    @property
    def target_group(self) -> str:
        """Whom the questionnaire is for, in the page's language."""
        return texts(catalogue()[self.progress.instrument].name, str(get_language()))

    @property
    def is_few(self) -> bool:
        """Whether the unit is not known to have the answers that its result needs."""
        return self.progress.rate.answered < SHOWN_FROM

    @property
    def to_offer(self) -> int:
        """How many more must be offered before so many can have answered."""
        return max(0, SHOWN_FROM - self.progress.rate.offered)


@dataclass(frozen=True, slots=True)
class Board:
    """All units of one organisation in a round, with their sum; `may_change` when one coordinates it."""

    organisation: Organisation
    may_change: bool
    lines: Sequence[Line]
    total: LiveRate

    @property
    def few(self) -> Sequence[Line]:
        """Units that might not be shown if the round ended now."""
        return [line for line in self.lines if line.is_few]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a round's page shows: own organisations against all that take part."""

    boards: Sequence[Board]
    everybody: LiveRate


def standing(
    round: Round,
    *,
    followed: Iterable[Organisation],
    coordinated: Iterable[Organisation],
    on: datetime.date,
) -> Standing:
    """The live figures of the `followed` organisations, each by itself, and the sum of everybody's."""
    told, wanted, coordinated = progress(round, on=on), set(followed), set(coordinated)
    boards = [
        Board(own.organisation, own.organisation in coordinated, [Line(unit) for unit in own.units], own.rate)
        for own in told.organisations
        if own.organisation in wanted
    ]
    return Standing(boards, told.rate)
