"""What may be told of a numerator: that it lies in an interval (disclosure 2)."""

from typing import NamedTuple


class Interval(NamedTuple):
    """All whole numbers from `least` to `most`."""

    least: int
    most: int


def finest_intervals(size: int, end: int) -> list[Interval]:
    """The numerators of so many answers, each by itself but for the ends' classes (disclosure 2.3).

    0 % and 100 % would tell what everybody answered, and with one's own answer known so would one answer less.
    """
    between = [Interval(x, x) for x in range(end + 1, size - end)] if end else [Interval(x, x) for x in range(size + 1)]
    return [Interval(0, end), *between, Interval(size - end, size)] if end else between


def whole_ends(told: Interval, size: int, end: int) -> Interval:
    """The interval with the ends' classes that it is part of, which are told whole (disclosure 2.3)."""
    least = 0 if told.least <= end else min(told.least, size - end)
    return Interval(least, size if told.most >= size - end else max(told.most, end))
