"""Which rows may be told at all, so that not even the number of fewer than five people follows: R1 (disclosure 1.2).

A number follows when it is a sum of multiples of told numbers: when every vector that adds up to nothing in each told
row does so over these people too. Random such vectors show it, in whole numbers modulo a prime. All of it depends on
numbers of answers alone.
"""

from collections.abc import Collection, Mapping, Sequence
from hashlib import shake_256

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.model.hierarchy import REST, Hierarchy, Parts, RowName
from tycktill.disclosure.model.plan import asking_order, is_headline
from tycktill.disclosure.policies import Policy
from tycktill.disclosure.small_sets import constant_sets
from tycktill.terms import Level

PRIME = 2**31 - 1

_TRIED = 2
"""Vectors that are tried: among a nation's many sets one or other adds up to nothing in one of them by chance."""

_Vector = NDArray[np.int64]
_Vectors = NDArray[np.int64]
"""Several of them, side by side."""

_Basis = NDArray[np.int64]
"""Base cells by dimensions: vectors that add up to nothing in every told row."""


def unsafe_rows(own: Hierarchy, policy: Policy, headlines: Collection[str]) -> Collection[RowName]:
    """Rows of enough answers that may not be told, since they would give a number of few away (disclosure 6.13).

    Rows are taken in order: municipalities one by one, each with its headlines first, then the nation.
    """
    plan = asking_order(own.targets)

    def plan_key(row: RowName) -> tuple[bool, tuple[int, int, str, str, int, str]]:
        return not is_headline(row, own.targets, headlines), plan(row)

    wanted = [
        row for row in own.rows if row.gender != REST and own.size(row) >= policy.fewest(is_joint=own.is_joint(row))
    ]
    local = [row for row in wanted if row.level is not Level.NATION]
    valid = np.array(own.valid, np.int64)
    codes = dict.fromkeys(base.municipality for base in own.bases)
    towns = [
        _Town(own, code, sorted((row for row in local if row.municipality == code), key=plan_key)) for code in codes
    ]
    national = sorted((row for row in wanted if row.level is Level.NATION), key=plan_key)
    return {row for town in towns for row in town.untold} | _untold_of_nation(own, valid, towns, national)


class _Town:
    """A municipality's base cells, from `first` on, with the basis that its told rows leave."""

    def __init__(self, own: Hierarchy, code: str, rows: Sequence[RowName]) -> None:
        numbers = [number for number, base in enumerate(own.bases) if base.municipality == code]
        self.first, self.count = numbers[0], len(numbers)
        self.basis: _Basis = np.eye(self.count, dtype=np.int64)
        self.untold: list[RowName] = []
        here, told = np.array(own.valid[self.first : self.first + self.count], np.int64), set[Parts]()
        for row in rows:
            parts = own.rows[row]
            smaller = self.basis if parts in told else _basis_without(self.basis, np.array(parts) - self.first)
            if smaller is self.basis or not _gives_away(
                _spread_over_cells(_draw_vectors(smaller.shape[1]), [smaller]), here
            ):
                self.basis = smaller
                told.add(parts)
            else:
                self.untold.append(row)


def _untold_of_nation(own: Hierarchy, valid: _Vector, towns: Sequence[_Town], rows: Sequence[RowName]) -> set[RowName]:
    """None of the nation's rows where all may be told, else those that may not, one after the other."""
    effects = {row: np.concatenate([_row_effect(own.rows[row], town) for town in towns]) for row in rows}
    bases = [town.basis for town in towns]

    def is_well(told: Mapping[RowName, _Vector]) -> bool:
        return not told or not _gives_away(
            _spread_over_cells(_random_solution(np.array(list(told.values()))), bases), valid
        )

    if is_well(effects):
        return set()
    told: dict[RowName, _Vector] = {}
    for row in rows:
        if is_well(told | {row: effects[row]}):
            told[row] = effects[row]
    return set(rows) - told.keys()


def _row_effect(parts: Parts, town: _Town) -> _Vector:
    """What each dimension of a municipality adds to a row."""
    here = [part - town.first for part in parts if 0 <= part - town.first < town.count]
    effect: _Vector = town.basis[here].sum(axis=0) % PRIME
    return effect


def _draw_vectors(count: int) -> _Vectors:
    content = shake_256(b"numbers of answers").digest(4 * _TRIED * count)
    return (np.frombuffer(content, dtype="<u4").astype(np.int64) % PRIME).reshape(count, _TRIED)


def _gives_away(vectors: _Vectors, valid: _Vector) -> bool:
    """Whether some set of few adds up to nothing in all of these vectors; in one alone that may be chance."""
    found = constant_sets(vectors[:, 0], valid, modulus=PRIME)
    return any(not (vectors[list(each)].sum(axis=0) % PRIME).any() for each in found)


def _basis_without(basis: _Basis, row: _Vector) -> _Basis:
    """The vectors of the basis that add up to nothing in this row too."""
    sums = basis[row].sum(axis=0) % PRIME
    positions = np.flatnonzero(sums)
    if not len(positions):
        return basis
    pivot = int(positions[0])
    times = sums * pow(int(sums[pivot]), -1, PRIME) % PRIME
    reduced = (basis - basis[:, [pivot]] * times % PRIME) % PRIME
    return np.delete(reduced, pivot, axis=1)


def _random_solution(equations: _Vector) -> _Vectors:
    """Random vectors for which every equation adds up to nothing."""
    rows, pivots = equations.copy(), []
    for row in range(len(rows)):
        positions = np.flatnonzero(rows[row])
        if len(positions):
            pivot = int(positions[0])
            rows[row] = rows[row] * pow(int(rows[row, pivot]), -1, PRIME) % PRIME
            for other in range(len(rows)):
                if other != row:
                    rows[other] = (rows[other] - rows[row] * rows[other, pivot]) % PRIME
            pivots.append((row, pivot))
    vectors = _draw_vectors(rows.shape[1])
    vectors[[pivot for _, pivot in pivots]] = 0
    sums = _row_sums(rows, vectors)
    for row, pivot in pivots:
        vectors[pivot] = -sums[row] % PRIME
    return vectors


def _spread_over_cells(vectors: _Vectors, bases: Sequence[_Basis]) -> _Vectors:
    """By base cell, for vectors by dimensions of all the bases."""
    ends = np.cumsum([basis.shape[1] for basis in bases])[:-1]
    return np.concatenate([_row_sums(*each) for each in zip(bases, np.split(vectors, ends), strict=True)])


def _row_sums(rows: _Vector, vectors: _Vectors) -> _Vectors:
    """The sums of rows over each of the vectors; one by one, since products of two numbers fill 64 bits."""
    sums = [(rows * vector % PRIME).sum(axis=1) % PRIME for vector in vectors.T]
    return np.stack(sums, axis=1)
