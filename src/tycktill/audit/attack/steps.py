"""Steps from a world to others: one person more, fewer or elsewhere, and two such in different municipalities.

They are found by looking at what room a world leaves in each row, without any programme; each is a world of its own.
What they do not change may vary all the same: programmes look for that.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tycktill.audit.attack.worlds import World, Worlds
from tycktill.audit.table.sums import Whole

_MOST_PARTNERS = 64
"""Of a column so many others in its municipality are tried to exchange a person with."""

_MOST_EFFECTS = 400
_WEIGHTS = (50_000, 100_000)
_HAIR = 1e-6

_Sums = NDArray[np.int64]
"""By column three sums of what steps change there, each step times a lot: whole numbers, so nothing is lost."""


class Moves(NamedTuple):
    """One person more in column `more` and fewer in column `fewer`, of which one may be none: the number after all."""

    more: Whole
    fewer: Whole

    def only(self, chosen: NDArray[np.bool_] | Whole) -> "Moves":
        """Some of them."""
        return Moves(self.more[chosen], self.fewer[chosen])


class Steps:
    """All moves within the municipalities of some worlds, and sums of the steps that have been found.

    `apart` sums steps in one municipality, `joint` those in two.
    """

    def __init__(self, worlds: Worlds, lots: np.random.Generator) -> None:
        self._worlds, self._lots, self._none = worlds, lots, len(worlds.upper)
        self.apart = np.zeros((self._none, 3), np.int64)
        self.joint = np.zeros((self._none, 3), np.int64)
        self._place = np.append(worlds.place, -1)
        empty = np.zeros((worlds.rows.shape[0], 1), np.int64)
        self._shared = np.append(worlds.rows[worlds.is_shared].toarray(), empty[worlds.is_shared], axis=1)
        self._moves = self._all_moves()
        self._touched = self._local_rows(self._moves)

    def add(self, world: World) -> None:
        """Take in the steps from this world."""
        for step in self.steps_from(world):
            self._add_step(self.apart if len(step) == 1 else self.joint, step)

    def steps_from(self, world: World) -> Iterator[tuple[Moves, ...]]:
        """Moves that lead to worlds, many at a time: one by itself, or two that are made together."""
        total = self._worlds.rows @ world
        room = np.stack([self._worlds.most - total, total - self._worlds.least])
        moves = self._moves.only(self._fit_locally(world, room))
        effects = self._shared[:, moves.more] - self._shared[:, moves.fewer]
        kinds, kind = np.unique(effects, axis=1, return_inverse=True)
        if not len(moves.more) or kinds.shape[1] > _MOST_EFFECTS:
            return
        above, below = room[:, self._worlds.is_shared] + _HAIR
        alone = ((kinds <= above[:, None]) & (-kinds <= below[:, None])).all(axis=0)
        both = kinds[:, :, None] + kinds[:, None, :]
        fit = ((both <= above[:, None, None]) & (-both <= below[:, None, None])).all(axis=0)
        yield (moves.only(alone[kind.ravel()]),)
        yield from self._paired_moves(moves, kind.ravel(), fit & ~alone[:, None])

    def _all_moves(self) -> Moves:
        more, fewer = [np.arange(self._none)], [np.full(self._none, self._none)]
        for place in range(int(self._worlds.place.max()) + 1):
            own = np.flatnonzero(self._worlds.place == place)
            others = np.tile(own, (len(own), 1))
            if len(own) > _MOST_PARTNERS:
                others = self._lots.permuted(others, axis=1)[:, :_MOST_PARTNERS]
            pairs = np.repeat(own, others.shape[1]), others.ravel()
            differ = pairs[0] != pairs[1]
            more.append(pairs[0][differ])
            fewer.append(pairs[1][differ])
        singly = more[0], fewer[0]
        return Moves(np.concatenate([*more, singly[1]]), np.concatenate([*fewer, singly[0]]))

    def _local_rows(self, moves: Moves) -> tuple[Whole, Whole, Whole]:
        """Of each move the rows of its municipality that it changes: where they begin, which, and whether by less."""
        local = sparse.csc_array(self._worlds.rows[~self._worlds.is_shared], dtype=np.int64)
        padded = sparse.hstack([local, sparse.csc_array((local.shape[0], 1), dtype=np.int64)], format="csc")
        change = sparse.csc_array(padded[:, moves.more] - padded[:, moves.fewer])
        change.eliminate_zeros()
        numbers = np.flatnonzero(~self._worlds.is_shared)
        return change.indptr.astype(np.int64), numbers[change.indices], (change.data < 0).astype(np.int64)

    def _fit_locally(self, world: World, room: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Moves for which there is room in the rows of their municipality and in their columns."""
        begin, rows, is_less = self._touched
        lacking = np.concatenate([[0], np.cumsum(room[is_less, rows] < 1 - _HAIR)])
        fits = lacking[begin[1:]] == lacking[begin[:-1]]
        may_rise = np.append(self._worlds.upper - world >= 1 - _HAIR, True)
        may_fall = np.append(world >= 1 - _HAIR, True)
        found: NDArray[np.bool_] = fits & may_rise[self._moves.more] & may_fall[self._moves.fewer]
        return found

    def _paired_moves(self, moves: Moves, kind: Whole, fit: NDArray[np.bool_]) -> Iterator[tuple[Moves, Moves]]:
        """Each move that does not fit alone, with another by lot that makes up for it in the sums they share."""
        for own in np.flatnonzero(fit.any(axis=1)).tolist():
            mine, others = np.flatnonzero(kind == own), np.flatnonzero(fit[own][kind])
            first, second = moves.only(mine), moves.only(self._lots.choice(others, len(mine)))
            apart = self._places_of(first) != self._places_of(second)
            yield first.only(apart), second.only(apart)

    def _places_of(self, moves: Moves) -> Whole:
        places: Whole = np.maximum(self._place[moves.more], self._place[moves.fewer])
        return places

    def _add_step(self, sums: _Sums, step: tuple[Moves, ...]) -> None:
        weights = self._lots.integers(*_WEIGHTS, (len(step[0].more), 3))
        padded = np.zeros((self._none + 1, 3), np.int64)
        for part in step:
            np.add.at(padded, part.more, weights)
            np.subtract.at(padded, part.fewer, weights)
        sums += padded[:-1]
