"""What is told of how many have answered while they still do: whole fives, and sums that give no part away.

Rules: docs/method/disclosure.md, section 11.
"""

from collections.abc import Sequence
from dataclasses import dataclass

STEP = 5
"""Answers that a live figure moves by: as many as a result is of before it is shown."""


@dataclass(frozen=True, slots=True)
class LiveFigure:
    """`answered` or more have answered; by what is told with it, the rest can be any number up to `room`."""

    answered: int
    room: int


def live_figure(answered: int, *, offered: int) -> LiveFigure:
    """What is told of a unit with one questionnaire: the fives among its answers.

    `room` is below a step, and no more than were offered and are not told of.
    """
    fives = answered // STEP * STEP
    return LiveFigure(fives, min(STEP - 1, max(0, offered - fives)))


def live_sum(parts: Sequence[LiveFigure], answered: int) -> LiveFigure:
    """What is told of parts that have `answered` answers together: theirs, and fives of what they do not tell.

    So few of those that, whichever part one asks about, the others could hold them all.
    """
    known, room = sum(part.answered for part in parts), sum(part.room for part in parts)
    others = room - max((part.room for part in parts), default=0)
    pooled = max(0, min(answered - known, others)) // STEP * STEP
    return LiveFigure(known + pooled, min(STEP - 1, room - pooled))
