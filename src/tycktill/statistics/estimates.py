"""What is known of each cell and question before protection: true values that must not leave unprotected."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tycktill.terms import Cell, Grouping


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share and what it stands on.

    `offered` is None where unknown (always for women and men apart). `valid` is the denominator n, `positive`
    the numerator x; `options` says how many chose each option, as in `Tally`. `share` = x/n and the 95 % interval
    `low`-`high` lie in 0-1 and are None when n = 0.
    """

    cell: Cell
    question: str
    offered: int | None
    answered: int
    valid: int
    positive: int
    options: Mapping[int, int] = field(hash=False)
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Estimates:
    """All estimates, sorted by cell and question; `grouping` says which instruments are told together."""

    rows: tuple[Estimate, ...]
    grouping: Grouping
