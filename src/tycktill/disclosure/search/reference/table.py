"""The arrays of `core.c` as lists of Python, by target where that is simpler, and worlds written back afterwards."""

from itertools import pairwise

import numpy as np

from tycktill.disclosure.model.table import Numbers
from tycktill.disclosure.search.arrays import StateArrays, TableArrays

World = list[int]
"""By base cell, how many of its answers may be positive; or the same by cell."""


class Table:
    """Who is in which cell.

    Targets are base cells, then cells, then groups; nodes are targets, then other rows not told.
    """

    def __init__(self, arrays: TableArrays) -> None:
        self.bases, self.cells, self.nodes = arrays.bases, arrays.cells, arrays.nodes
        self.end, self.few, self.certain = arrays.end, arrays.few, arrays.certain
        self.valid: list[int] = arrays.valid.tolist()
        self.cells_of = _lists(arrays.cells_at, arrays.cells_of)
        self.bases_of = _lists(arrays.bases_at, arrays.bases_of)
        self.groups = _lists(arrays.groups_at, arrays.groups_of)
        self.members = [*([base] for base in range(self.bases)), *self.bases_of, *self.groups]
        self.size: list[int] = [sum(self.valid[base] for base in target) for target in self.members]
        self.place, self.gender = arrays.place.tolist(), arrays.gender.tolist()
        self.base_at: list[list[int]] = arrays.base_at.tolist()
        self.place_at: list[list[int]] = arrays.place_at.tolist()
        self.unit, self.kind = arrays.unit.tolist(), arrays.kind.tolist()
        self.of_kind = _lists(arrays.kind_at, arrays.kind_of)
        self.of_unit = _lists(arrays.unit_at, arrays.unit_of)
        self.sums = list(zip(arrays.whole.tolist(), _lists(arrays.parts_at, arrays.parts_of), strict=True))


class State:
    """What is told of each cell, and worlds that agree with it; those drawn come before those found."""

    def __init__(self, table: Table, arrays: StateArrays) -> None:
        self.t, self._arrays = table, arrays
        self.drawn, self.capacity, self.wanted = arrays.drawn, arrays.capacity, arrays.wanted
        self.worlds: list[World] = arrays.worlds[: arrays.count].tolist()
        self.totals: list[World] = arrays.totals[: arrays.count].tolist()
        self.odds: list[int] = arrays.odds[: arrays.count].tolist()
        self.least: list[int] = arrays.least.tolist()
        self.most: list[int] = arrays.most.tolist()
        self.chains: list[list[int]] = arrays.chains.tolist()

    def write_back(self) -> None:
        """Into the arrays that it was made of."""
        arrays, count = self._arrays, len(self.worlds)
        arrays.count, arrays.drawn = count, self.drawn
        arrays.worlds[:count], arrays.totals[:count], arrays.odds[:count] = self.worlds, self.totals, self.odds
        arrays.chains[:] = np.array(self.chains, np.int32).reshape(arrays.chains.shape)

    def wrong(self, cell: int, total: int) -> int:
        """How far a total is from what is told of the cell."""
        if total < self.least[cell]:
            return self.least[cell] - total
        return max(0, total - self.most[cell])

    def value(self, target: int, world: World, total: World) -> int:
        """A target's positive answers in a world."""
        t = self.t
        if target < t.bases:
            return world[target]
        if target < t.bases + t.cells:
            return total[target - t.bases]
        return sum(world[base] for base in t.members[target])

    def keep(self, which: list[int]) -> None:
        """These worlds alone, copied where they come more than once."""
        self.worlds[:] = [self.worlds[w][:] for w in which]
        self.totals[:] = [self.totals[w][:] for w in which]
        self.odds[:] = [self.odds[w] for w in which]

    def add(self, world: World, total: World, share: int) -> None:
        """Put a copy of a world with the others, where there is room."""
        if len(self.worlds) < self.capacity:
            self.worlds.append(world[:])
            self.totals.append(total[:])
            self.odds.append(share)


def is_bad(few: int, end: int, size: int, known: int) -> bool:
    """T1, T2, T3: whether a target that is known to have this value must not be (disclosure 1.2)."""
    return size > 0 and (size < few or (end > 0 and not end < known < size - end))


def _lists(at: Numbers, of: Numbers) -> list[list[int]]:
    return [of[first:end].tolist() for first, end in pairwise(at.tolist())]
