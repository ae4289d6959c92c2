"""What has been told of a table so far, and what may be asked next."""

from collections.abc import Sequence

import numpy as np

from tycktill.disclosure.model.intervals import Interval
from tycktill.disclosure.model.prior import SHARES
from tycktill.disclosure.model.table import Numbers, Table
from tycktill.disclosure.policies import Policy
from tycktill.disclosure.search.arrays import state_arrays, table_arrays
from tycktill.disclosure.search.engines import engine

LIMITS: Numbers = np.array([32, 8, 32, 4], np.int32)
"""Of the search for other worlds, counted and never timed: worlds to begin from within an interval and outside it,
changes of a chain, walks."""

NATION_LIMITS: Numbers = np.array([6, 24, 24, 8], np.int32)
"""The same of a nation, whose worlds are larger."""

_ROUNDS, _FEW_WORLDS = 10_000, 64
_NOBODY: Numbers = np.zeros(0, np.int32)


class Search:
    """A table, what is told of each cell, and worlds that agree with it; it never sees a count."""

    def __init__(self, table: Table, policy: Policy, worlds: int) -> None:
        self.table, self._wanted = table, worlds
        self._limits = LIMITS if worlds > _FEW_WORLDS else NATION_LIMITS
        self._own, self._state = table_arrays(table, policy), state_arrays(table, worlds)

    def worlds(self, count: int) -> Numbers:
        """So many worlds, or as many as there are, those that prove what is told safe before others."""
        marks = engine.mark_proof(self._own, self._state)
        return self._state.worlds[np.argsort(1 - marks, kind="stable")[:count]]

    def told(self, cell: int) -> Interval:
        """What is told of a cell."""
        return Interval(int(self._state.least[cell]), int(self._state.most[cell]))

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

    def put(self, worlds: Numbers) -> None:
        """Begin with these worlds of the nation; each municipality in them agrees with all that was told of it."""
        self._state.library, self._state.shelf = np.ascontiguousarray(worlds, np.int32), len(worlds)
        count = self._wanted
        self._state.worlds[:count], self._state.odds[:count] = worlds[:count], SHARES[len(SHARES) // 2]
        self._state.count = self._state.drawn = count
        engine.totals(self._own, self._state)

    def settle(self, seed: int) -> bool:
        """Bring the worlds within what is told; whether any could be."""
        return engine.settle(self._own, self._state, seed)

    def is_safe(self, seed: int) -> bool:
        """Whether what is told is proved safe (disclosure 6.7, 6.8)."""
        return engine.is_safe(self._own, self._state, self._limits, seed)

    def offer(self, cell: int, seed: int) -> list[Interval]:
        """Intervals that part all that a cell may be, each proved safe; one alone: no question (disclosure 6.5)."""
        return [Interval(*each) for each in engine.offer(self._own, self._state, cell, self._limits, seed)]

    def narrow(self, cell: int, told: Interval, seed: int) -> None:
        """Take in the answer to an offer, and draw worlds anew (disclosure 6.6)."""
        near = self.table.near(cell)
        near = near if 2 * len(near) <= len(self.table.valid) else _NOBODY
        self.tell(cell, told)
        engine.narrow(self._own, self._state, cell, near, seed)

    def follow(self) -> tuple[Numbers, Numbers]:
        """The least and the most of each cell: what is told, and what follows from it by sums (disclosure 6.10)."""
        bases, cells = len(self.table.valid), len(self.table.cells)
        least = np.zeros(self.table.nodes, np.int32)
        most = np.full(self.table.nodes, int(self.table.valid.sum()), np.int32)
        most[:bases] = self.table.valid
        least[bases : bases + cells], most[bases : bases + cells] = self._state.least, self._state.most
        engine.follow(self._own, least, most, _ROUNDS)
        return least[bases : bases + cells], most[bases : bases + cells]
