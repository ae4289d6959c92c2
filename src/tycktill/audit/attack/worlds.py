"""Worlds, all answers in whole numbers that give a table: found by integer programming, checked by adding up."""

from copy import copy
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from tycktill.audit.table.question import QuestionTable
from tycktill.audit.table.sums import Whole

_MOST_NODES = 20_000
"""Of a programme so many branches are tried; then it counts as unsettled. Never a time, in which machines differ."""

_INFEASIBLE = 2
_HAIR, _DECIMALS = 1e-6, 8

World = NDArray[np.float64]
"""How many are positive in each base cell, and how many are not where a number is not known."""


class Contradiction(Exception):
    """No answers give the table."""


class Unsettled(Exception):
    """The search had to be given up before it said yes or no."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best world found, None where none was, and whether there is surely none better."""

    world: World | None
    is_best: bool


class Worlds:
    """All worlds of a table: whole numbers from 0 to `upper` with `least <= rows @ world <= most`.

    Column i is how many are positive in base cell `cells[i]`, of those where somebody may have answered; after these
    there is for each of `unsure`, base cells whose number of answers is not known, a column of its other answers.
    `place` numbers the municipality of each column; rows of several are `is_shared`. Where all numbers are known people
    are whole; else, for the sake of time, they count as divisible: then there are more worlds, so that what is the same
    in all of them surely is.
    """

    def __init__(self, table: QuestionTable) -> None:
        hierarchy, valid = table.hierarchy, table.valid
        fewest, highest = valid.least[hierarchy.own], valid.most[hierarchy.own]
        self.table, self.cells = table, np.flatnonzero(highest > 0)
        self.fewest, self.highest = fewest[self.cells], highest[self.cells]
        self.unsure = np.flatnonzero(self.fewest < self.highest)
        self.is_whole = not len(self.unsure)
        self.held = hierarchy.membership[:, self.cells]
        codes = [hierarchy.base[base].municipality for base in self.cells.tolist()]
        place = np.unique(np.array(codes, str), return_inverse=True)[1]
        self.place = np.concatenate([place, place[self.unsure]]).astype(np.int64)
        self.upper = np.concatenate([self.highest, self.highest[self.unsure]])
        self._build_rows()

    def _build_rows(self) -> None:
        """The rows: told numerators; then, where a number of answers is not known, what is known of it and its sums."""
        table, number, unsure = self.table, len(self.cells), self.unsure
        told = np.array([table.intervals[spot] for spot in table.told.tolist()], np.int64).reshape(-1, 2)
        each = sparse.eye_array(number, format="csr", dtype=np.int64)[unsure]
        some = self.held[:, unsure]
        spots = np.array(
            [spot for spot in np.flatnonzero(np.diff(some.indptr)).tolist() if spot in table.row_at], np.int64
        )
        known = self.held[spots] @ np.where(self.fewest < self.highest, 0, self.fewest)
        answered = sparse.vstack([some[spots], sparse.eye_array(len(unsure), dtype=np.int64)], format="csr")
        blocks = [[self.held[table.told], None], [answered @ each, answered]]
        self.rows = sparse.csr_array(sparse.block_array(blocks, format="csr", dtype=np.int64))
        bounds = table.valid
        self.least = np.concatenate([told[:, 0], bounds.least[spots] - known, self.fewest[unsure]])
        self.most = np.concatenate([told[:, 1], bounds.most[spots] - known, self.highest[unsure]])
        columns = self.rows.tocoo()
        first = np.full(len(self.least), len(self.place))
        last = np.full(len(self.least), -1)
        np.minimum.at(first, columns.row, self.place[columns.col])
        np.maximum.at(last, columns.row, self.place[columns.col])
        self.is_shared, self._by_column = first < last, self.rows.tocsc()

    def of_others(self, groups: sparse.csr_array) -> sparse.csr_array:
        """Multiples of the columns that add up to the other answers of groups of cells, but for a constant."""
        known = sparse.csr_array(
            groups @ sparse.diags_array((self.fewest == self.highest).astype(np.int64), dtype=np.int64)
        )
        return sparse.csr_array(sparse.hstack([-known, groups[:, self.unsure]], format="csr"))

    def of_positive(self, groups: sparse.csr_array) -> sparse.csr_array:
        """Multiples of the columns that add up to the positive answers of groups of cells."""
        none = sparse.csr_array((groups.shape[0], len(self.unsure)), dtype=np.int64)
        return sparse.csr_array(sparse.hstack([groups, none], format="csr"))

    def world_with_most(self, cost: Whole, most_nodes: int = _MOST_NODES) -> Found:
        """The world in which this sum of multiples is the largest. Raises Contradiction where there is none."""
        return self._solve_programme(self.rows, (self.least, self.most), (cost, self.upper), most_nodes)

    def best_among(self, cost: Whole, world: World, chosen: NDArray[np.bool_], most_nodes: int) -> World | None:
        """Of the worlds that differ from this one in some columns alone, one in which the sum is large."""
        columns = np.flatnonzero(chosen)
        own = self._by_column[:, columns].tocsr()
        held = np.flatnonzero(np.diff(own.indptr) > 0)
        others = (self.rows @ np.where(chosen, 0, world))[held]
        limits = self.least[held] - others, self.most[held] - others
        found = self._solve_programme(own[held], limits, (cost[columns], self.upper[columns]), most_nodes).world
        if found is None:
            return None
        other = world.copy()
        other[columns] = found
        return other

    def worlds_apart(self, world: World) -> "Worlds":
        """The worlds of each municipality while all others answer as in this one: one programme for all of them.

        Every municipality has of each sum that it shares all the room that this world leaves there. So what is found
        is no world, but with this one's columns in all municipalities but one it is.
        """
        entries = self.rows.tocoo()
        is_own = ~self.is_shared[entries.row]
        place = np.where(is_own, -1, self.place[entries.col])
        keys, number = np.unique(np.stack([entries.row, place]), axis=1, return_inverse=True)
        shape = (keys.shape[1], self.rows.shape[1])
        found = copy(self)
        found.rows = sparse.csr_array((entries.data, (number.ravel(), entries.col)), shape=shape)
        others = np.asarray(self.rows @ world)[keys[0]] - np.asarray(found.rows @ world)
        found.least, found.most = self.least[keys[0]] - others, self.most[keys[0]] - others
        return found

    def answered_in(self, group: sparse.csr_array) -> tuple[int, int]:
        """From how few to how many can have answered in a group of cells, by what is told of its municipality."""
        both = (self.of_positive(group) + self.of_others(group)).toarray()[0]
        known = int((group @ np.where(self.fewest == self.highest, self.fewest, 0))[0])
        if len(np.unique(self.place[np.flatnonzero(both)])) > 1:
            return int((group @ self.fewest)[0]), int((group @ self.highest)[0])
        least, most = self.range_within(both)
        return least + known, most + known

    def range_within(self, cost: Whole) -> tuple[int, int]:
        """From how little to how much a sum within one municipality can be, by the rows of that alone."""
        columns = np.flatnonzero(self.place == self.place[np.flatnonzero(cost)[0]])
        own = self._by_column[:, columns].tocsr()
        held = np.flatnonzero((np.diff(own.indptr) > 0) & ~self.is_shared)
        limits, upper, of = (self.least[held], self.most[held]), self.upper[columns], cost[columns]
        least, most = (
            self._solve_programme(own[held], limits, (sign * of, upper), _MOST_NODES).world for sign in (-1, 1)
        )
        return 0 if least is None else ceil(of @ least - _HAIR), floor(of @ (upper if most is None else most) + _HAIR)

    def _solve_programme(
        self, rows: sparse.csr_array, limits: tuple[Whole, Whole], columns: tuple[Whole, Whole], most_nodes: int
    ) -> Found:
        cost, upper = columns
        conditions = LinearConstraint(rows, *limits) if rows.shape[0] else ()
        result = milp(
            -cost,
            integrality=np.full(len(upper), int(self.is_whole)),
            bounds=Bounds(0, upper),
            constraints=conditions,
            options={"node_limit": most_nodes, "mip_rel_gap": 0.0},
        )
        if result.status == _INFEASIBLE:
            raise Contradiction
        if result.x is None:
            return Found(None, is_best=False)
        world: World = np.round(result.x, 0 if self.is_whole else _DECIMALS)
        total = rows @ world
        slack = [world, upper - world, total - limits[0], limits[1] - total]
        fits = all((each >= -_HAIR).all() for each in slack)
        return Found(world if fits else None, is_best=fits and result.status == 0)
