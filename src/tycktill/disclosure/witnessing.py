"""Writes down other worlds, so that anybody may see that none of what must not follow from a release does."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

import numpy as np

from tycktill.disclosure.audit import BaseKey, Witness
from tycktill.disclosure.classes import Form, is_end
from tycktill.disclosure.lots import Lots
from tycktill.disclosure.nation import Nation
from tycktill.disclosure.small_sets import constant_sets
from tycktill.disclosure.walking import Ground, Numbers, Ways, Worlds, below

_WORLDS, _AIMED = 64, 32
"""How many worlds are walked to at first, and then each time that something is found the same in all."""

_SETS_AT_A_TIME = 400


def witness(name: tuple[str, str, str], nation: Nation, lots: Lots) -> Witness:
    """Worlds that publish what the truth does, with two that differ wherever something must not be the same in all.

    Each is a long walk from the true answers. These are among them only where there are so few others that
    nothing could be shown without them.
    """
    tables = [search.table for search in nation.searches]
    cells = tuple(BaseKey(table.municipality, *atom) for table in tables for atom in table.atoms)
    witnessing = _Witnessing(nation, lots)
    return Witness(*name, cells, witnessing.ground.valid, witnessing.worlds()[:, : len(cells)])


class _Still(NamedTuple):
    """Atoms that have the same number in all worlds found so far, and ways from the truth to another one.

    There are no ways where the truth has another number itself.
    """

    atoms: Numbers
    ways: Ways


class _Witnessing:
    """The worlds of one question while they are looked for."""

    def __init__(self, nation: Nation, lots: Lots) -> None:
        self.ground, self._lots, self._end_width = Ground(nation), lots, nation.policy.end_width
        self._alike = [np.array(group) for group in nation.told_apart_by_nothing() if len(group) > 1]
        self._ends = list(_ends(nation))

    def worlds(self) -> Worlds:
        """Worlds that refute all that can be refuted.

        Each round refutes one thing at least, or finds that nothing but the truth does.
        """
        found = self._without_truth(self._walked([], _WORLDS))
        while still := list(self._still(found)):
            more = self._without_truth(np.concatenate([found, self._walked(still, _AIMED)]))
            if len(more) == len(found):
                more = np.unique(np.concatenate([found, self.ground.true[None, :]]), axis=0)
            found = more
        return found if len(found) else self.ground.true[None, :]

    def _without_truth(self, worlds: Worlds) -> Worlds:
        """Each world once, in an order that tells nothing, without the true one."""
        found: Worlds = np.unique(worlds, axis=0)
        return np.asarray(found[(found != self.ground.true).any(axis=1)])

    def _still(self, found: Worlds) -> Iterator[_Still]:
        """What must not be the same in all worlds, is so in these and need not be; some of it where there is much."""
        atoms, true = len(self.ground.valid), self.ground.true
        first = found[0] if len(found) else true
        lots = self._lots.numbers(len(found)) @ (found - first)[:, :atoms].astype(np.int64)
        for each in chain(self._pinned(first, lots), islice(self._few(lots), _SETS_AT_A_TIME)):
            is_true = true[each].sum() == first[each].sum()
            ways = self.ground.ways_to(each) if is_true else Ways(each[:0], each[:0])
            if len(ways.one) or not is_true:
                yield _Still(each, ways)

    def _pinned(self, first: Worlds, lots: Numbers) -> Iterator[Numbers]:
        """Atoms at an end and published ends that are the same wherever these lots add up to nothing."""
        if not self._end_width:
            return
        valid = self.ground.valid
        nearest = np.minimum(first[: len(valid)], valid - first[: len(valid)])
        yield from np.flatnonzero((lots == 0) & (nearest <= self._end_width))[:, None]
        for each in self._alike:
            positive = int(first[each].sum())
            if not lots[each].sum() and min(positive, int(valid[each].sum()) - positive) <= self._end_width:
                yield each
        yield from (each for each in self._ends if not lots[each].sum())

    def _few(self, lots: Numbers) -> Iterator[Numbers]:
        """Sets of less than five people that are."""
        yield from (np.array(each) for each in constant_sets(lots, self.ground.valid.astype(np.int64)))

    def _walked(self, still: Sequence[_Still], number: int) -> Worlds:
        """So many worlds far from the truth, in each as much of what is still the same otherwise as there can be."""
        worlds = np.repeat(self.ground.true[None, :], number, axis=0)
        held = np.zeros(worlds.shape, bool)
        if still:
            order = np.argsort(self._lots.numbers((len(still), number)), axis=0, kind="stable")
            for world, first in enumerate(order[0].tolist()):
                held[world, still[first].atoms] = not len(still[first].ways.one)
            self.ground.go(worlds, self._drawn(still, order), held)
        self.ground.wander(worlds, held, self._lots)
        return worlds

    def _drawn(self, still: Sequence[_Still], order: Numbers) -> Ways:
        """By turns and worlds one way by lot to what has its turn there."""
        nothing, lots = self.ground.steps.nothing, self._lots.numbers(order.shape)
        one, other = np.full(order.shape, nothing), np.full(order.shape, nothing)
        for number, (_, ways) in enumerate(still):
            if len(ways.one):
                chosen = below(lots[number], len(ways.one))
                one[number], other[number] = ways.one[chosen], ways.other[chosen]
        return Ways(np.take_along_axis(one, order, axis=0), np.take_along_axis(other, order, axis=0))


def _starts(nation: Nation) -> list[int]:
    """Where each municipality's atoms begin among all, and where the last end."""
    starts: list[int] = np.cumsum([0, *(len(search.table.atoms) for search in nation.searches)]).tolist()
    return starts


def _ends(nation: Nation) -> Iterator[Numbers]:
    """The atoms of each published end class."""
    for start, search in zip(_starts(nation), nation.searches, strict=False):
        published = search.ends[search.published(search.forms)[search.ends]]
        for cell in published.tolist():
            yield start + np.flatnonzero(search.cells.incidence[cell])
    for cell in np.flatnonzero(nation.published()).tolist():
        if is_end(nation.classes[cell][Form.FINE], nation.cells.valid[cell], nation.policy):
            yield np.flatnonzero(np.concatenate([search.table.national[cell] for search in nation.searches]))
