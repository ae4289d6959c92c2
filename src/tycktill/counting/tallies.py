"""The counts of every group that a table shows: base counts added up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tycktill.terms import Cell


@dataclass(frozen=True, slots=True)
class Tally:
    """One question in one cell: of `offered` people `answered` handed in a sheet, `valid` of those said something
    that counts, and `positive` of those were positive.

    `offered` is None where it is not known, and always for women and men apart. In a family, `offered` and
    `answered` are those of the instruments that have the question. `options` says how many chose each valid option's
    code, in printed order; it is empty for a family that asks the question on several scales.
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
    """All tallies, sorted by cell and question; `families` gives the family of each instrument that occurs, and
    `local` the families that have no nation."""

    rows: tuple[Tally, ...]
    families: Mapping[str, str]
    local: Collection[str] = ()
