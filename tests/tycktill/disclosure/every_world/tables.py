"""Which rows a table has and who stands behind them, said once more and apart from the code that is tried."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure import Policy
from tycktill.terms import Grouping

Whole = NDArray[np.int64]
Incidence = NDArray[np.bool_]


class Base(NamedTuple):
    """A base cell: those of one gender (K, M or the rest) in one target group of a unit."""

    municipality: str
    unit: str
    instrument: str
    gender: str


class Row(NamedTuple):
    """A row of results.csv, of one question."""

    level: str
    municipality: str
    unit: str
    target: str
    gender: str


Numbers = Mapping[Base, int]
"""Valid or positive answers by base cell."""

Told = Mapping[Row, tuple[int, int]]
"""By row the least and the greatest numerator that a release leaves."""


class Method(Protocol):
    """Whatever makes a release of one question; the positive answers are what it may look at through offers alone."""

    def __call__(self, valid: Numbers, positive: Numbers) -> Told: ...


@dataclass(frozen=True)
class Table:
    """One question's base cells, and the rows that have answers enough with their base cells: (rows, base cells)."""

    bases: tuple[Base, ...]
    valid: Whole
    rows: tuple[Row, ...]
    members: Incidence
    policy: Policy

    @cached_property
    def answers(self) -> Whole:
        """Valid answers of each row."""
        return self.members.astype(np.int64) @ self.valid

    @cached_property
    def atoms(self) -> list[tuple[int, ...]]:
        """Base cells that no row tells apart, together."""
        found: dict[bytes, list[int]] = {}
        for number in range(len(self.bases)):
            found.setdefault(self.members[:, number].tobytes(), []).append(number)
        return [tuple(numbers) for numbers in found.values()]

    def limits(self, told: Told) -> tuple[Whole, Whole]:
        """Least and greatest numerator by row. A row that the release says nothing of is an error of the release."""
        assert set(told) == set(self.rows), set(told) ^ set(self.rows)
        pairs = np.array([told[row] for row in self.rows], np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    def sensitive_sets(self) -> Iterator[tuple[int, ...]]:
        """Every set of base cells of fewer than the threshold together (T3)."""
        few = self.policy.threshold - 1
        small = [number for number, answers in enumerate(self.valid.tolist()) if answers <= few]
        for size in range(1, few + 1):
            for some in combinations(small, size):
                if self.valid[list(some)].sum() <= few:
                    yield some


def table_of(valid: Numbers, grouping: Grouping, policy: Policy) -> Table:
    """The table of these answers; base cells without answers are nobody, and are left out."""
    bases = tuple(base for base in sorted(valid) if valid[base])
    inside: dict[Row, set[int]] = {}
    for number, base in enumerate(bases):
        for row in rows_of(base, grouping):
            inside.setdefault(row, set()).add(number)
    enough = {row: who for row, who in sorted(inside.items()) if _has_enough(row, who, bases, valid, policy)}
    members = np.zeros((len(enough), len(bases)), bool)
    for line, who in enumerate(enough.values()):
        members[line, sorted(who)] = True
    return Table(bases, np.array([valid[base] for base in bases], np.int64), tuple(enough), members, policy)


def rows_of(base: Base, grouping: Grouping) -> Iterator[Row]:
    """Every row that a base cell is part of."""
    genders = ("T",) if base.gender == "rest" else ("T", base.gender)
    groups = [group for group, members in grouping.combined.items() if base.instrument in members]
    places = (("unit", base.municipality, base.unit), ("municipality", base.municipality, ""), ("nation", "", ""))
    for level, municipality, unit in places:
        for target in (base.instrument, *groups, grouping.families[base.instrument]):
            yield from (Row(level, municipality, unit, target, gender) for gender in genders)


def _has_enough(row: Row, who: set[int], bases: tuple[Base, ...], valid: Numbers, policy: Policy) -> bool:
    is_of_several = len({bases[number].municipality for number in who}) > 1
    fewest = max(policy.threshold, policy.nation_threshold) if is_of_several else policy.threshold
    return sum(valid[bases[number]] for number in who) >= fewest
