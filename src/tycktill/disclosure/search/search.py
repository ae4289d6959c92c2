"""What has been told of a table so far, and what may be asked next."""

from collections.abc import Sequence

import numpy as np

from tycktill.disclosure.model.intervals import Interval
from tycktill.disclosure.model.prior import SHARES
from tycktill.disclosure.model.table import Numbers, SearchTable
from tycktill.disclosure.policies import Policy
from tycktill.disclosure.search.arrays import Limits, state_arrays, table_arrays
from tycktill.disclosure.search.engines import engine

LIMITS: Limits = (32, 8, 32)
"""Of the search for other worlds, counted and never timed."""

NEAR = 12
"""Worlds whose neighbours a pool holds."""

_ROUNDS = 10_000
_NOBODY: Numbers = np.zeros(0, np.int32)


class Search:
    """A table, what is told of each cell, and worlds that agree with it; it never sees a count."""

    def __init__(self, table: SearchTable, policy: Policy, worlds: int) -> None:
        self.table = table
        self._own, self._state = table_arrays(table, policy), state_arrays(table, worlds)

    def pool(self, seed: int) -> Numbers:
        """Worlds that agree with all that is told, among them what proves it: sorted, none twice."""
        engine.spread(self._own, self._state, NEAR, seed)
        return _each_once(self._state.worlds[: self._state.count])

    def told(self, cell: int) -> Interval:
        """What is told of a cell."""
        return Interval(int(self._state.least[cell]), int(self._state.most[cell]))

    @property
    def all_told(self) -> Sequence[Interval]:
        """What is told of each cell."""
        return [self.told(cell) for cell in range(len(self.table.cells))]

    def tell(self, cell: int, told: Interval) -> None:
        """Take in what is told of a cell before any world is drawn."""
        self._state.least[cell], self._state.most[cell] = told

    def limit(self, cell: int, known: Interval) -> None:
        """Take in what is public of a cell, beside what is told."""
        told = self.told(cell)
        self.tell(cell, Interval(max(told.least, known.least), min(told.most, known.most)))

    def begin(self, free: Sequence[int], seed: int) -> None:
        """Draw worlds from the prior, given what is told of the cells of the free base (disclosure 6.6)."""
        engine.begin(self._own, self._state, np.array(free, np.int32), SHARES, seed)

    def settle(self, seed: int) -> bool:
        """Bring the worlds within what is told; whether any could be."""
        return engine.settle(self._own, self._state, seed)

    def is_safe(self, seed: int) -> bool:
        """Whether what is told is proved safe (disclosure 6.7, 6.8)."""
        return engine.is_safe(self._own, self._state, LIMITS, seed)

    def offer(self, cell: int, seed: int) -> list[Interval]:
        """Intervals that part all that a cell may be, each proved safe; one alone: no question (disclosure 6.5)."""
        return [Interval(*each) for each in engine.offer(self._own, self._state, cell, LIMITS, seed)]

    def narrow(self, cell: int, told: Interval, seed: int) -> None:
        """Take in the answer to an offer, and draw worlds anew (disclosure 6.6)."""
        near = self.table.bases_near(cell)
        near = near if 2 * len(near) <= len(self.table.valid) else _NOBODY
        self.tell(cell, told)
        engine.narrow(self._own, self._state, cell, near, seed)


def _each_once(worlds: Numbers) -> Numbers:
    """The same, sorted, none twice: as their bytes are, which is far quicker to compare and the same order."""
    in_order = np.ascontiguousarray(worlds, ">i4")
    whole = np.unique(in_order.view(f"V{in_order.strides[0]}"))
    return whole.view(">i4").reshape(-1, worlds.shape[1]).astype(np.int32)


def followed_intervals(table: SearchTable, policy: Policy, told: Sequence[Interval]) -> list[Interval]:
    """What follows of each cell by sums from what is told of all of them (disclosure 6.10)."""
    bases, cells = len(table.valid), len(table.cells)
    least = np.zeros(table.nodes, np.int32)
    most = np.full(table.nodes, int(table.valid.sum()), np.int32)
    most[:bases] = table.valid
    if cells:
        least[bases : bases + cells], most[bases : bases + cells] = np.array(told, np.int32).T
    engine.follow(table_arrays(table, policy), least, most, _ROUNDS)
    return [Interval(int(least[cell]), int(most[cell])) for cell in range(bases, bases + cells)]
