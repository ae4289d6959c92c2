"""Which cells may be told at all, so that not even the number of fewer than five people follows (rule R1).

A number follows when it is a sum of multiples of told numbers: when every vector that adds up to nothing in each told
cell does so over these people too. Random such vectors show it, in whole numbers modulo a prime.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.lattice import Cells, Lattice, Table
from tycktill.disclosure.lots import Lots
from tycktill.disclosure.small_sets import constant_sets

PRIME = 2**31 - 1

Told = NDArray[np.bool_]
"""By cell, whether it may be told."""

_Basis = NDArray[np.int64]
"""Atoms by dimensions: vectors that add up to nothing in every told cell."""


def enough(cells: Cells, threshold: int) -> Told:
    """The cells with enough answers; earlier figures are told already."""
    is_earlier = np.array([not rows for rows in cells.rows], dtype=bool)
    return is_earlier | (np.array(cells.valid, dtype=np.int64) >= threshold)


def tellable(own: Lattice, threshold: int, nation_threshold: int, lots: Lots) -> tuple[list[Told], Told]:
    """The cells to tell of each municipality and of the nation: the most useful first, if no small number follows."""
    found = [_of_table(table, enough(table.cells, threshold), lots) for table in own.tables]
    wanted = enough(own.nation, nation_threshold)
    return [told for told, _ in found], _of_nation(own, [basis for _, basis in found], wanted, lots)


def _of_table(table: Table, candidates: Told, lots: Lots) -> tuple[Told, _Basis]:
    basis, told = np.eye(len(table.atoms), dtype=np.int64), np.zeros(len(candidates), dtype=bool)
    rows, weights = table.cells.rows, table.cells.weight
    for cell in sorted(np.flatnonzero(candidates).tolist(), key=lambda cell: (bool(rows[cell]), -weights[cell], cell)):
        smaller = _without(basis, table.cells.incidence[cell])
        is_free = not rows[cell] or smaller is basis
        if is_free or not _gives_away(_spread(_draw(smaller.shape[1], lots), [smaller]), table.valid):
            basis, told[cell] = smaller, True
    return told, basis


def _draw(count: int, lots: Lots) -> NDArray[np.int64]:
    return lots.numbers(count) % PRIME


def _gives_away(vector: NDArray[np.int64], valid: NDArray[np.int64]) -> bool:
    return next(constant_sets(vector, valid, modulus=PRIME), None) is not None


def _without(basis: _Basis, cell: NDArray[np.bool_]) -> _Basis:
    """The vectors of the basis that add up to nothing in this cell too."""
    sums = basis[cell].sum(axis=0) % PRIME
    places = np.flatnonzero(sums)
    if not len(places):
        return basis
    pivot = int(places[0])
    times = sums * pow(int(sums[pivot]), -1, PRIME) % PRIME
    reduced = (basis - basis[:, [pivot]] * times % PRIME) % PRIME
    return np.delete(reduced, pivot, axis=1)


def _of_nation(own: Lattice, bases: Sequence[_Basis], wanted: Told, lots: Lots) -> Told:
    """All wanted cells where that is well, else one after the other."""
    valid = np.concatenate([table.valid for table in own.tables])
    effects = [table.national.astype(np.int64) @ basis % PRIME for table, basis in zip(own.tables, bases, strict=True)]
    joint = np.concatenate(effects, axis=1)

    def is_well(told: Told) -> bool:
        return not _gives_away(_spread(_solution(joint[told], lots), bases), valid)

    if is_well(wanted):
        return wanted
    told = np.array([not rows for rows in own.nation.rows], dtype=bool)
    weights = np.array(own.nation.weight, dtype=np.int64)
    for cell in sorted(np.flatnonzero(wanted).tolist(), key=lambda cell: (-weights[cell], cell)):
        told[cell] = True
        told[cell] = not own.nation.rows[cell] or is_well(told)
    return told


def _solution(equations: NDArray[np.int64], lots: Lots) -> NDArray[np.int64]:
    """A random vector for which every equation adds up to nothing."""
    rows, pivots = equations.copy(), []
    for row in range(len(rows)):
        places = np.flatnonzero(rows[row])
        if len(places):
            pivot = int(places[0])
            rows[row] = rows[row] * pow(int(rows[row, pivot]), -1, PRIME) % PRIME
            for other in range(len(rows)):
                if other != row:
                    rows[other] = (rows[other] - rows[row] * rows[other, pivot]) % PRIME
            pivots.append((row, pivot))
    vector = _draw(rows.shape[1], lots)
    vector[[pivot for _, pivot in pivots]] = 0
    sums = (rows * vector % PRIME).sum(axis=1) % PRIME
    for row, pivot in pivots:
        vector[pivot] = -sums[row] % PRIME
    return vector


def _spread(vector: NDArray[np.int64], bases: Sequence[_Basis]) -> NDArray[np.int64]:
    """By atom, for a vector by dimensions of all the bases."""
    ends = np.cumsum([basis.shape[1] for basis in bases])[:-1]
    parts = zip(bases, np.split(vector, ends), strict=True)
    return np.concatenate([(basis * part % PRIME).sum(axis=1) % PRIME for basis, part in parts])
