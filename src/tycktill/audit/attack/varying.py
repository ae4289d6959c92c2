"""The attack on one question's table: which targets are the same in all worlds (disclosure 8.4)."""

from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from tycktill.audit.attack.small_sets import NOTHING, SCALE, Changes
from tycktill.audit.attack.targets import Chosen, Targets, is_promised
from tycktill.audit.attack.worlds import Unsettled, World, Worlds
from tycktill.audit.table.sums import Whole

_WORLDS_OF_EACH = 16
_FEW_NODES = 200
_WEIGHTS = (1, 1000)
_MOST_SINGLY = 40


class Pool:
    """Worlds of a table, and lots drawn from what it says. Raises Contradiction and Unsettled where there is none.

    `nearby` are those that differ from the first world in what no two municipalities share.
    """

    def __init__(self, worlds: Worlds) -> None:
        self.worlds = worlds
        told = (worlds.least, worlds.most, worlds.upper)
        self.lots = np.random.default_rng(list(sha256(b"".join(each.tobytes() for each in told)).digest()))
        first = worlds.best(np.zeros(len(worlds.upper), np.int64)).world
        if first is None:
            raise Unsettled
        self.nearby, self.others = [first], [first]

    def open(self, targets: Targets) -> Chosen:
        """Targets that are the same in all these worlds and must not be in all there are, if as few answered as can."""
        first = self.values(targets)
        same = np.ones(len(targets), bool)
        for world in (*self.nearby[1:], *self.others[1:]):
            same &= np.abs(targets.forms @ (world - self.nearby[0])) < NOTHING
        found: Chosen = same & self._promised(targets, first, np.maximum(targets.fewest, first))
        return found

    def leaks(self, targets: Targets) -> Targets:
        """Targets that are the same in all worlds and must not be. Raises Unsettled."""
        still = self.vary(targets)
        for number in np.flatnonzero(still.fewest < still.most).tolist():
            still.fewest[number], still.most[number] = self.worlds.answered_in(still.groups[[number]])
        return still.only(self._promised(still, self.values(still), still.most))

    def _promised(self, targets: Targets, value: Whole, most: Whole) -> Chosen:
        return is_promised(targets, value, most, self.worlds.table.requirements)

    def values(self, targets: Targets) -> Whole:
        """What they come to in the first world."""
        known = np.where(self.worlds.fewest == self.worlds.highest, self.worlds.fewest, 0)
        value = targets.forms @ self.nearby[0] + np.where(targets.is_positive, 0, targets.groups @ known)
        whole: Whole = np.rint(value).astype(np.int64)
        return whole

    def changes(self) -> tuple[Changes, Changes]:
        """By column random sums of what changes between worlds that are near to each other, and between all."""
        nearby = self._mixed(self.nearby)
        return nearby, nearby + self._mixed(self.others)

    def _mixed(self, worlds: Sequence[World]) -> Changes:
        changes: Changes = (np.stack(worlds) - worlds[0]).T @ self.lots.uniform(SCALE / 2, SCALE, (len(worlds), 3))
        return changes

    def vary(self, targets: Targets) -> Targets:
        """Look for worlds in which these differ; those that are surely the same in all. Raises Unsettled.

        A random sum of all is made as large and as small as it can be, for as long as that helps. Where it cannot
        differ none of them can, but for a chance of nothing.
        """
        left, before = targets.only(self.open(targets)), -1
        is_settled = True
        while len(left) and len(left) != before:
            before = len(left)
            is_settled = self._stretch(self._wish(left), _FEW_NODES)
            left = left.only(self.open(left))
        if len(left) and not is_settled and not self._stretch(self._wish(left)):
            left = self._vary_singly(left.only(self.open(left)))
        return left.only(self.open(left))

    def wander(self) -> None:
        """Some worlds at random; and some in which no municipality adds more or less to what it shares with others."""
        near = self.worlds.near(self.nearby[0])
        for worlds, keep in ((near, self.nearby), (self.worlds, self.others)):
            for _ in range(_WORLDS_OF_EACH):
                cost = self.lots.integers(-_WEIGHTS[1], _WEIGHTS[1], len(worlds.upper), endpoint=True)
                found = worlds.best(cost, _FEW_NODES).world
                keep.extend([] if found is None else [found])

    def _vary_singly(self, targets: Targets) -> Targets:
        if len(targets) > _MOST_SINGLY:
            raise Unsettled
        for form in targets.forms.toarray():
            if not self._stretch(form):
                raise Unsettled
        return targets

    def _stretch(self, cost: Whole, *most_nodes: int) -> bool:
        """Worlds in which a sum is as large and as small as can be; whether those surely are the extremes."""
        found = [self.worlds.best(sign * cost, *most_nodes) for sign in (1, -1)]
        self.others.extend(each.world for each in found if each.world is not None)
        return all(each.is_best for each in found)

    def _wish(self, targets: Targets) -> Whole:
        """A random sum of targets: of two worlds in which it differs one of them differs too."""
        weights = self.lots.integers(*_WEIGHTS, len(targets), endpoint=True) * self.lots.choice([-1, 1], len(targets))
        wish: Whole = targets.forms.T @ weights
        return wish
