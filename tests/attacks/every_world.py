"""All worlds of a small table, one after the other: what follows is what is the same in all of them, with no solver."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, product
from math import prod
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog
from tests.attacks.made_up import Base, Row

from tycktill.audit import BaseKey, Requirements

FEW = 5


class Cell(NamedTuple):
    """A published cell: the base cells in it, from how few to how many are positive, and whether that is an end."""

    inside: frozenset[int]
    least: int
    most: int
    is_end: bool


class Leak(NamedTuple):
    """A target of the method 5 that is missed: which, for which base cells, and the number that is positive."""

    target: str
    group: tuple[int, ...]
    value: int


class EveryWorld:
    """Every way in which those who answered could have answered, given what a table tells and how many they are."""

    def __init__(self, rows: Sequence[Row], bases: Sequence[Base], families: Mapping[str, str], width: int) -> None:
        self.valid = np.array([base.valid for base in bases])
        self.names = ["-".join(base.key) for base in bases]
        told = [row for row in rows if row["valid"]]
        self.cells = list(dict.fromkeys(_cell(row, bases, families, width) for row in told))

    @cached_property
    def worlds(self) -> np.ndarray:
        """(worlds, base cells)."""
        all_ = np.array(list(product(*(range(number + 1) for number in self.valid))))
        fits = np.ones(len(all_), bool)
        for cell in self.cells:
            total = all_[:, sorted(cell.inside)].sum(axis=1)
            fits &= (total >= cell.least) & (total <= cell.most)
        return all_[fits]

    @cached_property
    def atoms(self) -> list[tuple[int, ...]]:
        """Base cells that no published cell tells apart, together."""
        groups: defaultdict[tuple[bool, ...], list[int]] = defaultdict(list)
        for base in range(len(self.valid)):
            groups[tuple(base in cell.inside for cell in self.cells)].append(base)
        return [tuple(group) for group in groups.values()]

    def leaks(self, requirements: Requirements) -> list[Leak]:
        """Every target that is missed, in whole people."""
        found = list(self._few())
        if requirements.guards_answers:
            found += [*self._pins(requirements.end_width), *self._ends()]
        return found

    def varies_in_fractions(self, leak: Leak) -> bool:
        """Whether it would not follow if people could be divided: what linear programming cannot see."""
        rows = np.array([[base in cell.inside for base in range(len(self.valid))] for cell in self.cells], float)
        limits = np.array([[cell.most, -cell.least] for cell in self.cells], float)
        sums = np.array([float(base in leak.group) for base in range(len(self.valid))])
        at_most, bounds = np.concatenate([rows, -rows]), [(0, number) for number in self.valid]
        solved = [linprog(sign * sums, at_most, limits.T.ravel(), bounds=bounds) for sign in (1, -1)]
        least, most = (float(sums @ each.x) for each in solved)
        return most - least > 1e-6

    def _constant(self, group: Sequence[int]) -> int | None:
        total = self.worlds[:, list(group)].sum(axis=1)
        return int(total[0]) if (total == total[0]).all() else None

    def _pins(self, width: int) -> Iterator[Leak]:
        for atom in self.atoms:
            value, valid = self._constant(atom), int(self.valid[list(atom)].sum())
            if value is not None and (value <= width or value >= valid - width):
                yield Leak("T1", atom, value)

    def _ends(self) -> Iterator[Leak]:
        for cell in self.cells:
            value = self._constant(sorted(cell.inside))
            if cell.is_end and value is not None:
                yield Leak("T2", tuple(sorted(cell.inside)), value)

    def _few(self) -> Iterator[Leak]:
        small = [atom for atom in self.atoms if self.valid[list(atom)].sum() < FEW]
        for number in range(1, FEW):
            for some in combinations(small, number):
                group = tuple(base for atom in some for base in atom)
                value = self._constant(group) if self.valid[list(group)].sum() < FEW else None
                if value is not None:
                    yield Leak("T3", group, value)


def number_of_worlds(bases: Sequence[Base]) -> int:
    """How many ways there are to answer before the table is looked at."""
    return prod(base.valid + 1 for base in bases)


def _cell(row: Row, bases: Sequence[Base], families: Mapping[str, str], width: int) -> Cell:
    inside = frozenset(number for number, base in enumerate(bases) if _holds(row, base.key, families))
    valid = int(row["valid"])
    assert valid == sum(bases[number].valid for number in inside)
    least, most = (int(row[column]) for column in ("positive_min", "positive_max"))
    return Cell(inside, least, most, bool(width) and least < most and (least == 0 or most == valid))


def _holds(row: Row, key: BaseKey, families: Mapping[str, str]) -> bool:
    return (
        row["instrument"] in {key.instrument, families[key.instrument]}
        and row["municipality"] in {"", key.municipality}
        and (row["level"] != "unit" or row["unit"] == key.unit)
        and row["gender"] in {"T", key.gender}
    )
