"""Live figures as a coordinator reads them: offered, answered and rate per unit; never an answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import get_language

from tycktill.fieldwork import ResponseRate
from tycktill.instrument import texts
from tycktill.statistics import per_cent
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offered import Progress, status
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
    def per_cent(self) -> int | None:
        """The response rate, whole; None when nobody was offered."""
        return whole(self.progress.rate)

    @property
    def missing(self) -> int:
        """How many more answers the unit needs before its result can be shown."""
        return max(0, SHOWN_FROM - self.progress.answered)

    @property
    def to_offer(self) -> int:
        """How many more must be offered before so many can have answered."""
        return max(0, SHOWN_FROM - self.progress.offered)


@dataclass(frozen=True, slots=True)
class Board:
    """All units of one organisation in a round, with their sum; `may_change` when one coordinates it."""

    organisation: Organisation
    may_change: bool
    lines: Sequence[Line]
    total: ResponseRate

    @property
    def per_cent(self) -> int | None:
        """The organisation's response rate."""
        return whole(self.total)

    @property
    def few(self) -> Sequence[Line]:
        """Units that would not be shown if the round ended now."""
        return [line for line in self.lines if line.missing]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a round's page shows: own organisations against all that take part."""

    boards: Sequence[Board]
    everybody: ResponseRate

    @property
    def per_cent(self) -> int | None:
        """The whole round's response rate."""
        return whole(self.everybody)


def standing(
    round: Round,
    *,
    followed: Iterable[Organisation],
    coordinated: Iterable[Organisation],
) -> Standing:
    """The live figures of the `followed` organisations, each by itself, and the sum of everybody's."""
    rows = status(round)
    own = {organisation.pk: organisation for organisation in followed}
    coordinated = set(coordinated)
    boards = [
        Board(own[key], own[key] in coordinated, [Line(row) for row in group], total(group))
        for key, group in _by_organisation(rows)
        if key in own
    ]
    return Standing(boards, total(rows))


def total(rows: Iterable[Progress]) -> ResponseRate:
    """The sum of several units: of their offered, and of their answered."""
    held = tuple(rows)
    return ResponseRate(sum(row.offered for row in held), sum(row.answered for row in held))


def whole(rate: ResponseRate) -> int | None:
    """A rate in whole per cent."""
    return None if rate.share is None else per_cent(rate.share)


def _by_organisation(rows: Sequence[Progress]) -> list[tuple[int, list[Progress]]]:
    ordered = sorted(rows, key=lambda row: row.registration.unit.organisation_id)
    return [(key, list(group)) for key, group in groupby(ordered, lambda row: row.registration.unit.organisation_id)]
