"""Walks from the true answers to other worlds, by many steps that no published figure tells, many worlds at a time."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.lots import Lots
from tycktill.disclosure.nation import Nation
from tycktill.disclosure.steps import columns_of, steps_of

Worlds = NDArray[np.int32]
"""Worlds by columns: the positive answers of the nation's atoms, then what follows for figures that may vary."""

Held = NDArray[np.bool_]
"""By world and column, what is to stay as it is."""

Numbers = NDArray[np.int64]
Changes = NDArray[np.int32]

_TURNS, _FEWEST_TURNS = 1, 64
"""How many turns a long walk has for each step that there is, and how many at least."""

_POSITIVE = np.int64(2**63 - 1)


class Ways(NamedTuple):
    """Ways by the numbers of their steps: one, and another that makes up for it or does nothing."""

    one: Numbers
    other: Numbers


class Ground:
    """A settled nation as walks go by it: the true answers, where columns may go, and steps that nothing tells."""

    def __init__(self, nation: Nation) -> None:
        columns = columns_of(nation)
        self.valid = np.concatenate([search.table.valid for search in nation.searches]).astype(np.int32)
        self.true, self.span = columns.true, columns.span
        self.steps = steps_of(nation, columns)

    def changes(self, atoms: Numbers) -> Numbers:
        """What each step changes in these atoms together."""
        inside = np.zeros(len(self.true), np.int32)
        inside[atoms] = 1
        return np.asarray((inside[self.steps.columns] * self.steps.changes).sum(axis=1), dtype=np.int64)

    def ways(self, lots: Lots, shape: tuple[int, int]) -> Ways:
        """Ways drawn by lot, each as likely as its opposite; where no partner is found nothing happens."""
        steps = self.steps
        one = below(lots.numbers(shape), max(steps.nothing, 1))
        first, count = steps.partners(one)
        other = np.where(count > 0, first + below(lots.numbers(shape), np.maximum(count, 1)), steps.nothing)
        is_bound = one >= steps.free
        stays = is_bound & ((count == 0) | (steps.search[one] == steps.search[other]))
        return Ways(np.where(stays, steps.nothing, one), np.where(is_bound & ~stays, other, steps.nothing))

    def ways_to(self, atoms: Numbers) -> Ways:
        """Ways that change what these atoms have together: those that need nobody; if there are none all couples."""
        steps, changes = self.steps, self.changes(atoms)
        hits = np.flatnonzero(changes)
        alone = hits[hits < steps.free]
        if len(alone):
            return Ways(alone, np.full_like(alone, steps.nothing))
        first, count = steps.partners(hits)
        one = np.repeat(hits, count)
        other = np.repeat(first, count) + np.arange(len(one)) - np.repeat(np.cumsum(count) - count, count)
        is_way = (steps.search[one] != steps.search[other]) & (changes[one] + changes[other] != 0)
        return Ways(one[is_way], other[is_way])

    def wander(self, worlds: Worlds, held: Held, lots: Lots) -> None:
        """Walk far: each way is as likely as its opposite, so that a long walk forgets where it began."""
        turns = _FEWEST_TURNS + _TURNS * self.steps.nothing
        ways = self.ways(lots, (turns, len(worlds)))
        signs = (1 - 2 * (lots.numbers(ways.one.shape) & 1)).astype(np.int32)
        for one, other, sign in zip(*ways, signs, strict=True):
            self._step(worlds, one, other, sign, held)

    def go(self, worlds: Worlds, ways: Ways, held: Held) -> None:
        """Take these ways, by turns and worlds, and from then on hold the atoms that one has changed."""
        atoms, forward = len(self.valid), np.ones(len(worlds), np.int32)
        for one, other in zip(*ways, strict=True):
            before = worlds[:, :atoms].copy()
            self._step(worlds, one, other, forward, held)
            held[:, :atoms] |= worlds[:, :atoms] != before

    def _step(self, worlds: Worlds, one: Numbers, other: Numbers, sign: Changes, held: Held) -> None:
        """Take one way in each world, where that changes nothing that is held and no published figure tells it."""
        width = int(max(self.steps.width[one].max(), self.steps.width[other].max()))
        columns = np.concatenate([self.steps.columns[one, :width], self.steps.columns[other, :width]], axis=1)
        changes = np.concatenate([self.steps.changes[one, :width], self.steps.changes[other, :width]], axis=1)
        changes *= sign[:, None]
        lines = np.arange(len(worlds))[:, None]
        moved = worlds[lines, columns] + changes
        is_told = moved.view(np.uint32) > self.span[columns]  # what falls below 0 is a huge number
        fits = ~(is_told | held[lines, columns] & (changes != 0)).any(axis=1)
        worlds[lines[fits], columns[fits]] = moved[fits]


def below(lots: Numbers, limit: Numbers | int) -> Numbers:
    """Lots as whole numbers from 0 up to a limit, each as likely as any but for a hair."""
    return np.asarray((lots & _POSITIVE) % limit)
