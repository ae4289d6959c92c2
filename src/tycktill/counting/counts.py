"""The result of counting: how many sheets and how many of each option by base cell, and added up to table rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tycktill.terms import Cell, Gender, Grouping


@dataclass(frozen=True, slots=True, order=True)
class BaseCell:
    """One unit x target group x gender code: the finest group that is counted."""

    round: str
    instrument: str
    municipality: str
    unit: str
    gender: Gender


@dataclass(frozen=True, slots=True)
class BaseCount:
    """Sheets in a base cell, and per question how many chose each option: {question: {code: sheets}}."""

    cell: BaseCell
    answered: int
    options: Mapping[str, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Counts:
    """All base counts, sorted by cell."""

    base: tuple[BaseCount, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """One question in one cell: of `offered` people `answered` handed in a sheet, `valid` of those said something
    that counts, and `positive` of those were positive.

    `offered` is None where it is not known, and always for women and men apart; `offered_min` is then the least that it
    can be, where that is more than answered. In a family or a group, all three are those of the instruments that have
    the question. `options` says how many chose each valid option's
    code, in printed order; it is empty for one that asks the question on several scales.
    """

    cell: Cell
    question: str
    offered: int | None
    answered: int
    valid: int
    positive: int
    options: Mapping[int, int] = field(hash=False)
    offered_min: int | None = None


@dataclass(frozen=True, slots=True)
class Tallies:
    """All tallies, sorted by cell and question; `grouping` says which of the instruments that occur are combined."""

    rows: tuple[Tally, ...]
    grouping: Grouping
