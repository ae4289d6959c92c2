"""What came of a start that was drawn by lot: those that began beside those that waited, from releases alone."""

from collections.abc import Mapping
from math import comb
from typing import NamedTuple

from tycktill.improvement.history import History, Indicator, Released, is_unbroken, is_unlike
from tycktill.improvement.lots import Draw, effect_of_draw
from tycktill.improvement.outcome import Unfollowed
from tycktill.tables import known_class

PROVEN = 0.05
"""A difference is proven where the lot alone gives one as large in at most this part of all draws."""


class DrawnStart(NamedTuple):
    """Which units of a municipality begin with something first, that is to move a question in a target group from what
    it was in `round`."""

    target: str
    question: str
    municipality: str
    round: str
    drawn: Draw
    seed: str


class Started(NamedTuple):
    """By how much more those that began changed than those that waited, of the units that tell both figures.

    `least` and `most` are over all figures that the told ranges leave, and the p-value is the largest of these.
    """

    round: str
    drawn: Draw
    least: float
    most: float
    p_value: float

    @property
    def is_proven(self) -> bool:
        """Whether so large a rise is seldom the lot's alone."""
        return self.p_value <= PROVEN


def ways_to_draw(units: int, first: int) -> int:
    """In how many ways a lot can fall."""
    return comb(units, first)


def can_be_proven(units: int, first: int) -> bool:
    """Whether any difference at all could be: the one draw of all that gives the most is rare enough."""
    return PROVEN * ways_to_draw(units, first) >= 1


def follow_start(history: History, start: DrawnStart) -> Started | Unfollowed:
    """What the first round after says."""
    before, later = history.get(start.round), history.after(start.round, start.target)
    if before is None or later is None:
        return Unfollowed.NOT_YET
    if is_unlike(before, later, start.target):
        return Unfollowed.UNLIKE
    if not is_unbroken(before, later, start.target, start.question):
        return Unfollowed.BROKEN
    changes = {
        unit: each
        for unit in _units_drawn(start.drawn)
        if (each := _unit_change(start, unit, before, later)) is not None
    }
    drawn = Draw(*(tuple(unit for unit in part if unit in changes) for part in start.drawn))
    least = effect_of_draw(drawn, _furthest_changes(drawn, changes, first=0), start.seed)
    most = effect_of_draw(drawn, _furthest_changes(drawn, changes, first=1), start.seed)
    if least is None or most is None:
        return Unfollowed.WITHHELD
    return Started(later.round, drawn, least.difference, most.difference, least.p_value)


def _units_drawn(drawn: Draw) -> tuple[str, ...]:
    return (*drawn.first, *drawn.waiting)


def _unit_change(start: DrawnStart, unit: str, before: Released, later: Released) -> tuple[float, float] | None:
    """By how much the unit's figure changed at least and at most; None where one of the two is not told."""
    indicator = Indicator(start.target, start.question, start.municipality, unit)
    rows = before.row_of(indicator), later.row_of(indicator)
    then, now = (row and known_class(row) for row in rows)
    if not then or not now:
        return None
    return now.share_min - then.share_max, now.share_max - then.share_min


def _furthest_changes(drawn: Draw, changes: Mapping[str, tuple[float, float]], *, first: int) -> Mapping[str, float]:
    """The changes that tell the least for those that began (0), or the most (1).

    With the least of theirs and the most of the others' no draw's difference falls by more than that of the draw that
    was made, so that its p-value is the largest that the ranges leave.
    """
    began = {unit: changes[unit][first] for unit in drawn.first}
    return {**began, **{unit: changes[unit][1 - first] for unit in drawn.waiting}}
