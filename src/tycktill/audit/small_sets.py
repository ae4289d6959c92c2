"""Small sets of atoms whose changes cancel: their answers together are the same in all worlds."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from tycktill.audit.directions import NOTHING
from tycktill.audit.programme import Numbers
from tycktill.audit.sums import Whole

FEW = 5
"""A result of fewer answers must not follow, and so of no more atoms than one fewer."""

_MOST_NATIONWIDE = 600
"""Of so many atoms sets of three and four are looked for in all the nation; of more within each municipality."""


class _Groups(NamedTuple):
    """Sets of equally many atoms: (sets, atoms in each), the answers in each at least, and their changes."""

    members: Whole
    size: Whole
    changes: Numbers

    def only(self, chosen: np.ndarray) -> "_Groups":
        return _Groups(self.members[chosen], self.size[chosen], self.changes[chosen])


def cancelling_sets(changes: Numbers, least: Whole, most: Whole, municipality: Whole) -> Iterator[tuple[int, ...]]:
    """Sets of two to four atoms, of fewer than `FEW` answers for all that is known, whose changes add up to nothing.

    `changes` has a row for each atom, `least` and `most` bound its answers (an empty atom counts as one answer, since
    it is not known to be empty). Atoms that change nothing by themselves are in no set. Threes and fours are looked for
    within municipalities, and where there are not too many of known numbers in all the nation.
    """
    small = np.flatnonzero((np.abs(changes) >= NOTHING).any(axis=1) & (least < FEW))
    singles = _Groups(small[:, None], np.maximum(least[small], 1), changes[small])
    smallest = singles.size < FEW - 2  # a pair of them leaves room for a third
    pairs = _pairs(singles.only(smallest), most[small][smallest], municipality)
    found: set[tuple[int, ...]] = set()
    for one, other in ((singles, singles), (pairs, singles), (pairs.only(pairs.size == 2), pairs)):
        for members in _cancelling(one, other):
            together = tuple(sorted(set(members)))
            parts = any(set(known) < set(together) for known in found)
            if len(together) == len(members) and together not in found and not parts:
                found.add(together)
                yield together


def _pairs(singles: _Groups, most: Whole, municipality: Whole) -> _Groups:
    """Pairs of atoms that leave room for a third: those of one municipality, and all if they are not too many."""
    members = singles.members[:, 0]
    is_known = singles.size == most
    places = municipality[members]
    if is_known.sum() <= _MOST_NATIONWIDE:
        known = np.flatnonzero(is_known)
        one, other = (known[numbers] for numbers in np.triu_indices(len(known), 1))
    else:
        one = other = np.zeros(0, np.int64)
    order = np.argsort(places, kind="stable")
    starts = np.flatnonzero(np.diff(places[order], prepend=-1))
    local = [block[np.array(np.triu_indices(len(block), 1))] for block in np.split(order, starts[1:])]
    both = np.concatenate([np.stack([one, other]), *local], axis=1)
    both = both[:, singles.size[both].sum(axis=0) < FEW - 1]
    return _Groups(members[both].T, singles.size[both].sum(axis=0), singles.changes[both].sum(axis=0))


def _cancelling(one: _Groups, other: _Groups) -> Iterator[tuple[int, ...]]:
    """Every group of one kind with each of another that takes all its changes back, few together."""
    order = np.argsort(-other.changes[:, 0], kind="stable")
    keys = -other.changes[order, 0]
    first = np.searchsorted(keys, one.changes[:, 0] - NOTHING)
    number = np.searchsorted(keys, one.changes[:, 0] + NOTHING) - first
    left = np.repeat(np.arange(len(number)), number)
    offset = np.arange(len(left)) - np.repeat(np.cumsum(number) - number, number)
    right = order[np.repeat(first, number) + offset]
    small = one.size[left] + other.size[right] < FEW
    left, right = left[small], right[small]
    same = (np.abs(one.changes[left] + other.changes[right]) < NOTHING).all(axis=1)
    for a, b in zip(left[same].tolist(), right[same].tolist(), strict=True):
        yield (*one.members[a].tolist(), *other.members[b].tolist())
