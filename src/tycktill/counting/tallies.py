"""The counts of every group that a table shows: base counts added up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tycktill.terms import Cell, Grouping


@dataclass(frozen=True, slots=True)
class Tally:
    """One question in one cell: of `offered` people `answered` handed in a sheet, `valid` of those said something
    that counts, and `positive` of those were positive.

    `offered` is None where it is not known, and always for women and men apart. In a family or a group, `offered` and
    `answered` are those of the instruments that have the question. `options` says how many chose each valid option's
    code, in printed order; it is empty for one that asks the question on several scales.
    """

    cell: Cell
    question: str
    offered: int | None
    answered: int
    valid: int
    positive: int
    options: Mapping[int, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Tallies:
    """All tallies, sorted by cell and question; `grouping` says which of the instruments that occur are together."""

    rows: tuple[Tally, ...]
    grouping: Grouping
