"""Finds answers that are in a file twice: an export pasted below the last one, a file read two times.

Two people may answer alike, so that a row has a twin says nothing. That a long block of different rows comes again in
the same order, or that every row has a twin, does not happen by chance: the chance is reckoned, and small enough.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_CHANCE = 1e-6
"""Below this chance a repetition is no accident."""

_OFFSETS = 8

LOOKED_AT = 200_000
"""Of more rows those are looked at whose hash has a certain rest: of two rows that say the same both or neither."""

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Repeat:
    """The rows from `first` to `last` (places from 0) say what those from `earlier` on say; all rows have twins when
    `earlier` is None."""

    first: int
    last: int
    earlier: int | None


def find_repeat(hashes: Hashes) -> Repeat | None:
    """The longest block of rows that repeats an earlier one, or the fact that every row has a twin; None for neither.

    `hashes` has a number for all that a row says.
    """
    blocks = [block for offset in _offsets(hashes) for block in _blocks(hashes, offset)]
    longest = max(blocks, key=lambda block: block.last - block.first, default=None)
    if longest is not None:
        return longest
    return Repeat(0, len(hashes) - 1, None) if _all_have_twins(hashes) else None


def _offsets(hashes: Hashes) -> list[int]:
    """The distances at which equal rows follow each other most often."""
    order = np.argsort(hashes, kind="stable")
    is_same = hashes[order][1:] == hashes[order][:-1]
    distances, counts = np.unique(np.diff(order)[is_same], return_counts=True)
    most = np.argsort(-counts, kind="stable")[:_OFFSETS]
    return [int(each) for each in distances[most]]


def _blocks(hashes: Hashes, offset: int) -> Iterator[Repeat]:
    """Each longest run of rows that equal the row `offset` before, if it is longer than chance makes one."""
    same = np.concatenate(([False], hashes[offset:] == hashes[:-offset], [False]))
    edges = np.flatnonzero(np.diff(same.astype(np.int8)))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        rows = hashes[start : min(end, start + offset)]
        if len(hashes) ** 2 / 2 * _likeness(rows) ** (end - start) < _CHANCE:
            yield Repeat(start + offset, end + offset - 1, start)


def _likeness(rows: Hashes) -> float:
    """An upper bound of the chance that one of these rows says what another says."""
    _, counts = np.unique(rows, return_counts=True)
    pairs = len(rows) * (len(rows) - 1) / 2
    alike = float((counts * (counts - 1) / 2).sum())
    return min(1.0, (alike + 1) / pairs) if pairs else 1.0


def _all_have_twins(hashes: Hashes) -> bool:
    """Whether each row is there an even number of times, which chance makes of few different rows only."""
    distinct, counts = np.unique(hashes, return_counts=True)
    if not len(hashes) or (counts % 2).any():
        return False
    once = np.repeat(distinct, counts // 2)
    alike = min(1.0, len(once) * _likeness(once))
    return bool(min(0.5 ** len(distinct), alike ** len(once)) < _CHANCE)
