"""How a numerator may be given: as it is or by its end class, by a pair of neighbours, or not at all (method 4)."""

from enum import IntEnum
from typing import NamedTuple

from tycktill.disclosure.policies import Policy


class Form(IntEnum):
    """How coarsely a cell is given; each form's class lies within the next one's."""

    FINE = 0
    PAIR = 1
    WITHHELD = 2


class NumeratorClass(NamedTuple):
    """What is told of a numerator: that it is one of `least` to `most`."""

    least: int
    most: int


Classes = tuple[NumeratorClass, NumeratorClass, NumeratorClass]
"""A numerator's class in each form."""


def classes(positive: int, valid: int, policy: Policy) -> Classes:
    """The class that `positive` of `valid` answers falls in, by form; it depends on these two numbers alone.

    Within `end_width` of an end the finest class is the end's: 0 % and 100 % would tell what everybody answered, and
    with one's own answer known so would one answer less. Between the ends neighbours are paired on a fixed grid.
    """
    nothing = NumeratorClass(0, valid)
    end = _end_class(positive, valid, policy.end_width)
    if end:
        return end, end, nothing
    exact = NumeratorClass(positive, positive)
    return exact, _pair(positive, valid, policy.end_width) if policy.end_width else exact, nothing


def is_end(numerator_class: NumeratorClass, valid: int, policy: Policy) -> bool:
    """Whether this finest class is one of the two at the ends."""
    return numerator_class == _end_class(numerator_class.least, valid, policy.end_width)


def _end_class(positive: int, valid: int, width: int) -> NumeratorClass | None:
    if width and positive <= width:
        return NumeratorClass(0, width)
    if width and positive >= valid - width:
        return NumeratorClass(valid - width, valid)
    return None


def _pair(positive: int, valid: int, width: int) -> NumeratorClass:
    """Pairs are counted from below; a last one left over joins the pair before it."""
    first = width + 1 if width else 0
    between = valid + 1 - 2 * first
    if between < 2:
        return NumeratorClass(positive, positive)
    number = min((positive - first) // 2, between // 2 - 1)
    least = first + 2 * number
    is_last = number == between // 2 - 1
    return NumeratorClass(least, least + 1 + (between % 2 if is_last else 0))
