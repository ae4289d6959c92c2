"""Which of several released shares are the highest and the lowest, and whether these two can be told apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from tycktill.statistics import DISCOVERY_RATE, change, per_cent
from tycktill.tables import ResultRow, known_class


@dataclass(frozen=True, slots=True)
class Extremes:
    """The names and rows at both ends; each `is_alone` there whatever the numerators in the classes are.

    `gap` is the least that lies between the two in whole per cent, as the text writes them. They `are_told_apart`
    when chance would make one such pair among all pairs in a case of twenty at most.
    """

    highest: tuple[str, ResultRow]
    lowest: tuple[str, ResultRow]
    highest_is_alone: bool
    lowest_is_alone: bool
    gap: int
    are_told_apart: bool


def extremes(named: Sequence[tuple[str, ResultRow]]) -> Extremes | None:
    """The ends of those that are not withheld; None for fewer than two. Of equals the first."""
    known = [(name, row) for name, row in named if row.share_min is not None]
    if len(known) < 2:
        return None
    highest = max(known, key=lambda each: middle(each[1]))
    lowest = min(reversed(known), key=lambda each: middle(each[1]))
    others = [row for name, row in known if name != highest[0]]
    lower_others = [row for name, row in known if name != lowest[0]]
    return Extremes(
        highest,
        lowest,
        all(_least(highest[1]) > _most(row) for row in others),
        all(_most(lowest[1]) < _least(row) for row in lower_others),
        per_cent(_least(highest[1])) - per_cent(_most(lowest[1])),
        are_told_apart(highest[1], lowest[1], pairs=len(known) * (len(known) - 1) // 2),
    )


def are_told_apart(one: ResultRow, other: ResultRow, *, pairs: int = 1) -> bool:
    """Whether two groups of different people answer differently, one pair of so many that were looked at."""
    first, second = known_class(one), known_class(other)
    return first is not None and second is not None and change(first, second) * pairs <= DISCOVERY_RATE


def middle(row: ResultRow) -> float:
    """The share, or the middle of its class: for sorting, never for showing."""
    return (_least(row) + _most(row)) / 2


def _least(row: ResultRow) -> float:
    return row.share_min or 0.0


def _most(row: ResultRow) -> float:
    return 1.0 if row.share_max is None else row.share_max
