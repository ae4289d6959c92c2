"""All worlds of a small table, one after the other: what follows is what is the same in all of them, with no solver."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations, product
from math import prod
from typing import NamedTuple

import numpy as np
from tests.attacks.made_up import Base
from tests.attacks.released import Held, Row

from tycktill.audit import Requirements
from tycktill.terms import BaseKey

FEW = 5


class Cell(NamedTuple):
    """A row that tells something: the base cells in it, and from how few to how many are positive."""

    inside: frozenset[int]
    least: int
    most: int


class Leak(NamedTuple):
    """A target of the method 5 that is missed: which, for which base cells, and the number that is positive."""

    target: str
    group: tuple[int, ...]
    value: int


class EveryWorld:
    """Every way in which those who answered could have answered, given what a table tells and how many they are."""

    def __init__(self, rows: Sequence[Row], bases: Sequence[Base], held: Held) -> None:
        self.valid = np.array([base.valid for base in bases])
        self.names = ["-".join(base.key) for base in bases]
        told = [row for row in rows if row["valid"]]
        self.cells = list(dict.fromkeys(_cell(row, bases, held) for row in told))
        self.rows = sorted({_inside(row, bases, held) for row in rows})

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
            found += [*self._pins(requirements.end_width), *self._ends(requirements.end_width)]
        return found

    def _constant(self, group: Sequence[int]) -> int | None:
        total = self.worlds[:, list(group)].sum(axis=1)
        return int(total[0]) if (total == total[0]).all() else None

    def _pins(self, width: int) -> Iterator[Leak]:
        for group in {*self.atoms, *((base,) for base in range(len(self.valid)))}:
            yield from self._at_an_end("T1", group, width)

    def _ends(self, width: int) -> Iterator[Leak]:
        for group in self.rows:
            if self.valid[list(group)].sum() >= FEW:
                yield from self._at_an_end("T2", group, width)

    def _at_an_end(self, target: str, group: tuple[int, ...], width: int) -> Iterator[Leak]:
        value, valid = self._constant(group), int(self.valid[list(group)].sum())
        if value is not None and (value <= width or value >= valid - width):
            yield Leak(target, group, value)

    def _few(self) -> Iterator[Leak]:
        """Sets of base cells, and with them rows, as nobody has answered where there is no base cell."""
        small = [base for base in range(len(self.valid)) if self.valid[base] < FEW]
        for number in range(1, FEW):
            for group in combinations(small, number):
                value = self._constant(group) if self.valid[list(group)].sum() < FEW else None
                if value is not None:
                    yield Leak("T3", group, value)


def number_of_worlds(bases: Sequence[Base]) -> int:
    """How many ways there are to answer before the table is looked at."""
    return prod(base.valid + 1 for base in bases)


def _cell(row: Row, bases: Sequence[Base], held: Held) -> Cell:
    inside = _inside(row, bases, held)
    assert int(row["valid"]) == sum(bases[number].valid for number in inside)
    return Cell(frozenset(inside), int(row["positive_min"]), int(row["positive_max"]))


def _inside(row: Row, bases: Sequence[Base], held: Held) -> tuple[int, ...]:
    return tuple(number for number, base in enumerate(bases) if _holds(row, base.key, held))


def _holds(row: Row, key: BaseKey, held: Held) -> bool:
    return (
        row["instrument"] in held[key.instrument]
        and row["municipality"] in {"", key.municipality}
        and (row["level"] != "unit" or row["unit"] == key.unit)
        and row["gender"] in {"T", key.gender}
    )
