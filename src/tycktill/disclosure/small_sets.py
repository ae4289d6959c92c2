"""Sets of fewer than five people whose number follows: those by which random sums cancel (disclosure 6.13).

Each base cell has a component of a random vector that adds up to nothing in every told row. A set is a sum of multiples
of told rows exactly when its components add up to nothing, but for a chance of one in the modulus (Freivalds 1977).
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.policies import FEWEST_ANSWERS

Lot = NDArray[np.int64]

_DIGITS, _FEW_DIGITS = 2**24 - 1, 2**16 - 1


def constant_sets(lots: Lot, valid: NDArray[np.int64], *, modulus: int = 0) -> Iterator[tuple[int, ...]]:
    """Every least set of atoms with fewer than `FEWEST_ANSWERS` answers together whose lots add up to nothing.

    They add up modulo `modulus`, or as 64-bit numbers do when it is 0.
    """
    small = np.flatnonzero((valid > 0) & (valid < FEWEST_ANSWERS))
    fixed = [int(atom) for atom in small if lots[atom] == 0]
    yield from ((atom,) for atom in fixed)
    loose = np.array([atom for atom in small if lots[atom] != 0], dtype=np.int64)
    of_size = {size: loose[valid[loose] == size] for size in range(1, FEWEST_ANSWERS)}
    yield from _of_several(lots, of_size, modulus)


def _of_several(lots: Lot, of_size: dict[int, NDArray[np.int64]], modulus: int) -> Iterator[tuple[int, ...]]:
    """Two, three or four atoms: with four answers at most there are no other ways to share them out."""
    single = {size: atoms[:, None] for size, atoms in of_size.items()}
    pairs = _pairs(of_size[1])
    for one, other in (
        (single[1], single[1]),
        (single[1], single[2]),
        (single[1], single[3]),
        (single[2], single[2]),
        (pairs, single[1]),
        (pairs, single[2]),
        (pairs, pairs),
    ):
        yield from _cancelling(lots, one, other, modulus)


def _pairs(atoms: NDArray[np.int64]) -> NDArray[np.int64]:
    one, other = np.triu_indices(len(atoms), k=1)
    return np.stack([atoms[one], atoms[other]], axis=1)


def _cancelling(lots: Lot, one: NDArray[np.int64], other: NDArray[np.int64], modulus: int) -> Iterator[tuple[int, ...]]:
    """Sets made of a row of each whose lots cancel out, without the atoms that both would have."""
    mine, theirs = lots[one].sum(axis=1), -lots[other].sum(axis=1)
    if modulus:
        mine, theirs = mine % modulus, theirs % modulus
    common = np.sort(_in_both(mine, theirs))
    one, mine = _with_sum(one, mine, common)
    other, theirs = _with_sum(other, theirs, common)
    found: set[tuple[int, ...]] = set()
    for value in common:
        for left in one[mine == value]:
            for right in other[theirs == value]:
                together = frozenset(left.tolist()) | frozenset(right.tolist())
                if len(together) == len(left) + len(right):
                    found.add(tuple(sorted(together)))
    yield from sorted(found)


def _with_sum(sets: NDArray[np.int64], sums: Lot, wanted: Lot) -> tuple[NDArray[np.int64], Lot]:
    """Those sets, and their sums, that have one of these sums, which are sorted: hardly any have."""
    if not len(wanted):
        return sets[:0], sums[:0]
    places = np.minimum(np.searchsorted(wanted, sums), len(wanted) - 1)
    has_it = wanted[places] == sums
    return sets[has_it], sums[has_it]


def _in_both(one: Lot, other: Lot) -> Lot:
    """Values that occur in both, each once; by a first look at their last digits, as hardly any ever do."""
    digits = _DIGITS if len(one) > 2000 else _FEW_DIGITS
    left = other[_seen(one, digits)[other & digits]]
    return np.intersect1d(one[_seen(left, digits)[one & digits]], left) if len(left) else left


def _seen(values: Lot, digits: int) -> NDArray[np.bool_]:
    """By last digits, whether a value has them."""
    seen = np.zeros(digits + 1, dtype=bool)
    seen[values & digits] = True
    return seen
