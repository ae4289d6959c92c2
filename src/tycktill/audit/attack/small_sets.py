"""Small sets of base cells whose answers together are the same in all of some worlds (T3)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tycktill.audit.attack.worlds import Unsettled
from tycktill.audit.table.sums import Whole

Changes = NDArray[np.float64]
"""By cell three random sums of what it changes between worlds: of other sets they would be nothing by chance alone."""

Members = tuple[int, ...]
"""The numbers of some cells, sorted."""

NOTHING = 1e-6
SCALE = 1e5
"""About how large changes are: so that among millions of sums none is so near to nothing by chance."""

MOST_CELLS = 4
"""Sets of so many base cells are sought, and of fewer. Rows of more that few answered are looked at by themselves."""

_MOST_PAIRS = 200_000_000
"""More would take too long: the search is given up, and the table counts as unproved."""

_AT_A_TIME = 1_000_000


class _Groups(NamedTuple):
    """Sets of cells: their members, the answers in each, their changes, and the number of the last one put in."""

    members: list[Members]
    size: Whole
    changes: Changes
    last: Whole


def constant_sets(nearby: Changes, overall: Changes, size: Whole, place: Whole, threshold: int) -> Iterator[Members]:
    """Every set of up to four cells with fewer than `threshold` answers whose `overall` changes add up to nothing.

    `size` is the answers in each cell, at least one. `nearby` are changes between worlds that differ in the cells of
    one municipality alone, which `place` numbers: a set that is the same in all worlds has in every municipality a part
    that is the same in those. So parts are sought first, and put together then. Raises Unsettled where there are too
    many to look at.
    """
    few = np.flatnonzero(size < threshold)
    order = few[np.argsort(place[few], kind="stable")]
    parts: list[Members] = []
    for own in np.split(order, np.flatnonzero(np.diff(place[order])) + 1):
        parts.extend(_cancelling_unions([(cell,) for cell in own.tolist()], size, nearby, threshold))
    moving: list[Members] = []
    for part in parts:
        if (np.abs(overall[list(part)].sum(axis=0)) < NOTHING).all():
            yield part
        else:
            moving.append(part)
    yield from _cancelling_unions(moving, size, overall, threshold)


def _cancelling_unions(parts: Sequence[Members], size: Whole, changes: Changes, threshold: int) -> list[Members]:
    """Unions of disjoint parts, four cells and fewer than `threshold` answers at most, whose changes cancel.

    One part that is still, two that cancel, and a pair of single cells with a part or with another pair: three or four
    parts have no more than one of several cells.
    """
    sizes = np.array([sum(size[cell] for cell in part) for part in parts], np.int64)
    totals = np.array([changes[list(part)].sum(axis=0) for part in parts]).reshape(len(parts), changes.shape[1])
    each = _Groups(list(parts), sizes, totals, np.arange(len(parts)))
    pairs = _single_pairs(each, threshold)
    still = np.flatnonzero((np.abs(totals) < NOTHING).all(axis=1)).tolist()
    found = {parts[number] for number in still}
    for one, other in ((each, each), (pairs, each), (pairs, pairs)):
        found.update(_matching_unions(one, other, threshold))
    return sorted(found)


def _single_pairs(each: _Groups, threshold: int) -> _Groups:
    """Pairs of single cells that leave room for another answer."""
    is_small = (each.size < threshold - 2) & np.array([len(members) == 1 for members in each.members], bool)
    small = np.flatnonzero(is_small)
    if len(small) ** 2 > _MOST_PAIRS:
        raise Unsettled
    one, other = (small[numbers] for numbers in np.triu_indices(len(small), 1))
    fits = each.size[one] + each.size[other] < threshold - 1
    one, other = one[fits], other[fits]
    members = [each.members[a] + each.members[b] for a, b in zip(one.tolist(), other.tolist(), strict=True)]
    return _Groups(members, each.size[one] + each.size[other], each.changes[one] + each.changes[other], other)


def _matching_unions(one: _Groups, other: _Groups, threshold: int) -> Iterator[Members]:
    """Unions of a group of one kind with one of another that takes all its changes back."""
    order = np.argsort(-other.changes[:, 0], kind="stable")
    keys = -other.changes[order, 0]
    first = np.searchsorted(keys, one.changes[:, 0] - NOTHING)
    number = np.searchsorted(keys, one.changes[:, 0] + NOTHING) - first
    until = np.cumsum(number)
    if number.sum() > _MOST_PAIRS:
        raise Unsettled
    for some in np.split(np.arange(len(number)), np.flatnonzero(np.diff(until // _AT_A_TIME)) + 1):
        left = np.repeat(some, number[some])
        offset = np.arange(len(left)) - np.repeat(np.cumsum(number[some]) - number[some], number[some])
        right = order[np.repeat(first[some], number[some]) + offset]
        fits = (one.last[left] < other.last[right]) & (one.size[left] + other.size[right] < threshold)
        left, right = left[fits], right[fits]
        same = (np.abs(one.changes[left] + other.changes[right]) < NOTHING).all(axis=1)
        for a, b in zip(left[same].tolist(), right[same].tolist(), strict=True):
            together = tuple(sorted({*one.members[a], *other.members[b]}))
            if len(together) == len(one.members[a]) + len(other.members[b]) <= MOST_CELLS:
                yield together
