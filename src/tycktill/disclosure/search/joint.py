"""What has been told of joint rows so far, and what may be asked next of them (disclosure 6.9)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from tycktill.disclosure.model.intervals import Interval
from tycktill.disclosure.model.table import Numbers, SearchTable
from tycktill.disclosure.policies import Policy
from tycktill.disclosure.search.arrays import JointArrays, JointStateArrays
from tycktill.disclosure.search.engines import engine

_STRETCH = 8
"""Worlds looked for beyond those drawn."""


class JointSearch:
    """Joint rows, what is told of each, and joint worlds that agree with it; it never sees a count.

    `whole` is the table of all municipalities; `pools` are worlds of each in its order, all of which agree with
    what was told there. Whatever else of several municipalities must not follow is a row too, of which nothing is told.
    """

    def __init__(self, whole: SearchTable, pools: Sequence[Numbers], policy: Policy, worlds: int) -> None:
        self.table = whole
        own = _Parted(whole, pools)
        self._number = {cell: row for row, cell in enumerate(own.joint_cells)}
        self._own = own.arrays(policy)
        self._state = _empty_state(self._own, worlds)

    def is_joint(self, cell: int) -> bool:
        """Whether a cell is of several municipalities."""
        return cell in self._number

    def told(self, cell: int) -> Interval:
        """What is told of a joint cell."""
        row = self._number[cell]
        return Interval(int(self._state.least[row]), int(self._state.most[row]))

    def limit(self, cell: int, known: Interval) -> None:
        """Take in what is public of a joint cell, before any world is drawn."""
        told = self.told(cell)
        self._take_told(cell, Interval(max(told.least, known.least), min(told.most, known.most)))

    def begin(self, seed: int) -> bool:
        """Draw joint worlds within what is told; whether any could be."""
        return engine.joint_begin(self._own, self._state, seed)

    def is_safe(self, seed: int) -> bool:
        """Whether what is told is proved safe."""
        return engine.joint_is_safe(self._own, self._state, seed)

    def offer(self, cell: int, seed: int) -> list[Interval]:
        """Intervals that part all that a joint cell may be, each proved safe; one alone: no question."""
        return [Interval(*each) for each in engine.joint_offer(self._own, self._state, self._number[cell], seed)]

    def narrow(self, cell: int, told: Interval, seed: int) -> None:
        """Take in the answer to an offer, and draw joint worlds anew."""
        self._take_told(cell, told)
        engine.joint_narrow(self._own, self._state, self._number[cell], seed)

    def _take_told(self, cell: int, told: Interval) -> None:
        row = self._number[cell]
        self._state.least[row], self._state.most[row] = told


class _Parted:
    """A table parted into what lies within one municipality, its targets, and what does not, the joint rows."""

    def __init__(self, whole: SearchTable, pools: Sequence[Numbers]) -> None:
        self._whole, self._pools = whole, pools
        self._town = whole.town[whole.place]
        self._targets: list[list[Numbers]] = [[] for _ in pools]
        self.joint_cells, self._rows = [], list[Numbers]()
        for cell in range(len(whole.cells)):
            if self._is_joint(whole.cells[cell]):
                self.joint_cells.append(cell)
        for group in range(len(whole.groups)):
            self._is_joint(whole.groups[group])

    def _is_joint(self, parts: Numbers) -> bool:
        first, last = self._town[parts[0]], self._town[parts[-1]]
        (self._rows if first < last else self._targets[first]).append(parts)
        return bool(first < last)

    def arrays(self, policy: Policy) -> JointArrays:
        """As the engines take it."""
        adds, values, sizes = zip(*self._worlds_by_town(policy), strict=True)
        counts = [len(worlds) for worlds in self._pools]
        return JointArrays(
            towns=len(counts),
            rows=len(self._rows),
            end=policy.end_width,
            few=policy.threshold,
            size=np.array([self._whole.valid[parts].sum() for parts in self._rows], np.int32),
            world_at=_list_starts(counts),
            town=np.repeat(np.arange(len(counts), dtype=np.int32), counts),
            adds=np.concatenate(adds),
            target_at=_list_starts(map(len, sizes)),
            bases=np.bincount(self._town).astype(np.int32),
            target_size=np.concatenate(sizes),
            value_at=_list_starts(each.size for each in values),
            values=np.concatenate([each.ravel() for each in values]),
            columns=np.concatenate([each.T.ravel() for each in values]),
        )

    def _worlds_by_town(self, policy: Policy) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
        """By municipality: what each world adds to the joint rows, the value of each target in it, and their sizes.

        Targets are its base cells, and those sets whose value in some world of the pool must not be known.
        """
        rows = _membership_array(len(self._town), self._rows)
        ends = _list_starts(np.bincount(self._town).tolist()).tolist()
        for town, (first, end) in enumerate(pairwise(ends)):
            worlds, own = self._pools[town], [parts - first for parts in self._targets[town]]
            valid, sets = self._whole.valid[first:end], _membership_array(end - first, own)
            sizes, values = np.matmul(valid, sets), np.matmul(worlds, sets)
            is_at_end = (values <= policy.end_width) | (values >= sizes - policy.end_width)
            is_bad = (sizes < policy.threshold) | (is_at_end.any(0) & (policy.end_width > 0))
            values, sizes = np.hstack([worlds, values[:, is_bad]]), np.concatenate([valid, sizes[is_bad]])
            yield np.matmul(worlds, rows[first:end]), values, sizes


def _membership_array(bases: int, sets: Sequence[Numbers]) -> Numbers:
    """By base cell and set, 1 where the one is in the other."""
    found = np.zeros((bases, len(sets)), np.int32)
    for number, parts in enumerate(sets):
        found[parts, number] = 1
    return found


def _list_starts(counts: Iterable[int]) -> Numbers:
    return np.cumsum([0, *counts], dtype=np.int32)


def _empty_state(own: JointArrays, worlds: int) -> JointStateArrays:
    """Nothing told, and room for joint worlds."""
    capacity = worlds + _STRETCH
    return JointStateArrays(
        count=0,
        wanted=worlds,
        capacity=capacity,
        worlds=np.zeros((capacity, own.towns), np.int32),
        totals=np.zeros((capacity, own.rows), np.int32),
        least=np.zeros(own.rows, np.int32),
        most=own.size.copy(),
    )
