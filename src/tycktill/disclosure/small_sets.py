"""Sets of fewer than five people whose number follows: those by which random sums cancel (disclosure 6.13).

Each base cell has a component of a random vector that adds up to nothing in every told row. A set is a sum of multiples
of told rows exactly when its components add up to nothing, but for a chance of one in the modulus (Freivalds 1977).
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.policies import FEWEST_ANSWERS

Sums = NDArray[np.int64]
"""Random sums: a base cell's component, or what those of a set add up to."""

Sets = NDArray[np.int64]
"""A set of base cells in each row, by their numbers."""

_DIGITS, _FEW_DIGITS = 2**24 - 1, 2**16 - 1


def constant_sets(sums: Sums, valid: NDArray[np.int64], *, modulus: int) -> Iterator[tuple[int, ...]]:
    """Every least set of base cells with fewer than `FEWEST_ANSWERS` answers together whose sums cancel.

    They add up modulo `modulus`.
    """
    small = np.flatnonzero((valid > 0) & (valid < FEWEST_ANSWERS))
    yield from ((int(base),) for base in small if sums[base] == 0)
    loose = small[sums[small] != 0]
    of_size = {size: loose[valid[loose] == size] for size in range(1, FEWEST_ANSWERS)}
    yield from _of_several(sums, of_size, modulus)


def _of_several(sums: Sums, of_size: dict[int, NDArray[np.int64]], modulus: int) -> Iterator[tuple[int, ...]]:
    """Two, three or four base cells: with four answers at most there are no other ways to share them out."""
    single = {size: bases[:, None] for size, bases in of_size.items()}
    pairs = _base_pairs(of_size[1])
    for one, other in (
        (single[1], single[1]),
        (single[1], single[2]),
        (single[1], single[3]),
        (single[2], single[2]),
        (pairs, single[1]),
        (pairs, single[2]),
        (pairs, pairs),
    ):
        yield from _cancelling_rows(sums, one, other, modulus)


def _base_pairs(bases: NDArray[np.int64]) -> Sets:
    one, other = np.triu_indices(len(bases), k=1)
    return np.stack([bases[one], bases[other]], axis=1)


def _cancelling_rows(sums: Sums, one: Sets, other: Sets, modulus: int) -> Iterator[tuple[int, ...]]:
    """Sets made of a row of each whose sums cancel out, without the base cells that both would have."""
    mine, theirs = sums[one].sum(axis=1) % modulus, -sums[other].sum(axis=1) % modulus
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


def _with_sum(sets: Sets, sums: Sums, wanted: Sums) -> tuple[Sets, Sums]:
    """Those sets, and their sums, that have one of these sums, which are sorted: hardly any have."""
    if not len(wanted):
        return sets[:0], sums[:0]
    positions = np.minimum(np.searchsorted(wanted, sums), len(wanted) - 1)
    has_it = wanted[positions] == sums
    return sets[has_it], sums[has_it]


def _in_both(one: Sums, other: Sums) -> Sums:
    """Values that occur in both, each once; by a first look at their last digits, as hardly any ever do."""
    digits = _DIGITS if len(one) > 2000 else _FEW_DIGITS
    left = other[_digits_seen(one, digits)[other & digits]]
    return np.intersect1d(one[_digits_seen(left, digits)[one & digits]], left) if len(left) else left


def _digits_seen(values: Sums, digits: int) -> NDArray[np.bool_]:
    """By last digits, whether a value has them."""
    seen = np.zeros(digits + 1, dtype=bool)
    seen[values & digits] = True
    return seen
