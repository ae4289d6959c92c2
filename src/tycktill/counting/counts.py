"""The result of counting: how many sheets and how many of each option, per base cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from tycktill.terms import Gender


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
