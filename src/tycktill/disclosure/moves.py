"""Moves: small differences between two sets of answers, tried in order to find others that give the same publication.

A release is safe when other answers would give the same figures (method 5). Most of what is needed is near: somebody
answers otherwise, two people change places, four do crosswise in two units.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.lattice import Atom, Table

Steps = NDArray[np.int8]

FEW_ATOMS = 48
"""Up to so many atoms every two are tried; beyond, those that share a unit or a target group and gender."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Differences in positive answers, a row each: by atom, by the municipality's cells and by the nation's."""

    atoms: Steps
    cells: Steps
    national: Steps

    def __len__(self) -> int:
        return len(self.atoms)

    def with_more(self, more: "Moves") -> "Moves":
        """These and others."""
        atoms, cells, national = (np.concatenate(both) for both in zip(self._all(), more._all(), strict=True))
        return Moves(atoms, cells, national)

    def _all(self) -> tuple[Steps, Steps, Steps]:
        return self.atoms, self.cells, self.national


def moves(table: Table) -> Moves:
    """The moves that keep every atom's positive answers between none and all."""
    steps = _patterns(table.atoms)
    moved = table.positive + steps
    possible = steps[((moved >= 0) & (moved <= table.valid)).all(axis=1)]
    return effects(possible, table)


def effects(steps: Steps, table: Table) -> Moves:
    """These steps of atoms with what they do to the cells."""
    exact = steps.astype(np.float32)  # small whole numbers, which floats multiply exactly and fast
    cells = (exact @ table.cells.incidence.T.astype(np.float32)).astype(np.int8)
    return Moves(steps, cells, (exact @ table.national.T.astype(np.float32)).astype(np.int8))


_Crossing = tuple[tuple[int, ...], tuple[int, ...]]
"""The atoms that rise and those that fall."""


@lru_cache(maxsize=512)
def _patterns(atoms: tuple[Atom, ...]) -> Steps:
    """One changes, two change places, four change crosswise: each way round. The questions of a round share them."""
    number = {atom: place for place, atom in enumerate(atoms)}
    plus_minus: list[_Crossing] = [((one,), ()) for one in range(len(atoms))]
    plus_minus += [((one,), (other,)) for one, other in _two(atoms)]
    plus_minus += list(_crosswise(number))
    steps = np.zeros((2 * len(plus_minus), len(atoms)), dtype=np.int8)
    for row, (up, down) in enumerate(plus_minus):
        steps[row, list(up)] = 1
        steps[row, list(down)] = -1
    steps[len(plus_minus) :] = -steps[: len(plus_minus)]
    return steps


def _two(atoms: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    for one, other in combinations(range(len(atoms)), 2):
        is_near = atoms[one].unit == atoms[other].unit or atoms[one][1:] == atoms[other][1:]
        if is_near or len(atoms) <= FEW_ATOMS:
            yield one, other


def _crosswise(number: Mapping[Atom, int]) -> Iterator[_Crossing]:
    """Four atoms in two units, of two genders or of two target groups: no total of the two units changes."""
    units = sorted({atom.unit for atom in number})
    kinds = sorted({atom[1:] for atom in number})
    for one, other in combinations(kinds, 2):
        if one[0] != other[0] and one[1] != other[1]:
            continue
        holding = [unit for unit in units if Atom(unit, *one) in number and Atom(unit, *other) in number]
        for here, there in combinations(holding, 2):
            up = number[Atom(here, *one)], number[Atom(there, *other)]
            yield up, (number[Atom(here, *other)], number[Atom(there, *one)])
