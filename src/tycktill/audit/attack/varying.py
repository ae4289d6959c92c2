"""The attack on one question's table: which sets are the same in all worlds (disclosure 8.4)."""

from hashlib import sha256

import numpy as np

from tycktill.audit.attack.sensitive_sets import ChosenSets, SensitiveSets, must_vary
from tycktill.audit.attack.small_sets import NOTHING, SCALE, Changes
from tycktill.audit.attack.steps import Steps
from tycktill.audit.attack.worlds import Unsettled, World, Worlds
from tycktill.audit.table.sums import Whole

_APART, _WHOLE = 4, 1
"""Worlds that are drawn at random: of each municipality by itself, and of all together."""

_FEW_NODES = 200
_HELPING = 0.15
"""Of the municipalities that a sum has nothing of, how many may answer otherwise to make it larger."""

_WEIGHTS = (1, 1000)
_MOST_SINGLY = 40


class Pool:
    """Worlds of a table, and lots drawn from what it says. Raises Contradiction and Unsettled where there is none.

    `nearby` are each many worlds: those that differ from the first in the columns of one municipality, as these do.
    """

    def __init__(self, worlds: Worlds) -> None:
        self.worlds = worlds
        bounds = (worlds.least, worlds.most, worlds.upper)
        self.lots = np.random.default_rng(list(sha256(b"".join(each.tobytes() for each in bounds)).digest()))
        first = worlds.world_with_most(np.zeros(len(worlds.upper), np.int64)).world
        if first is None:
            raise Unsettled
        self.nearby, self.others, self._apart = [first], [first], worlds.worlds_apart(first)
        self._steps = Steps(worlds, self.lots)
        self._steps.add(first)

    def open_sets(self, sets: SensitiveSets) -> ChosenSets:
        """Sets that are the same in all these worlds and must not be in all there are, if as few answered as can."""
        first = self.first_values(sets)
        same = ~(sets.forms @ np.hstack([self._steps.apart, self._steps.joint])).any(axis=1)
        changes = [self._weighted_changes(world)[:, 0] / SCALE for world in self.nearby[1:]]
        for change in (*changes, *(world - self.nearby[0] for world in self.others[1:])):
            same &= np.abs(sets.forms @ change) < NOTHING
        found: ChosenSets = same & self._promised_sets(sets, first, np.maximum(sets.fewest, first))
        return found

    def leaking_sets(self, sets: SensitiveSets) -> SensitiveSets:
        """Sets that are the same in all worlds and must not be. Raises Unsettled."""
        still = self.unvarying_sets(sets)
        for number in np.flatnonzero(still.fewest < still.most).tolist():
            still.fewest[number], still.most[number] = self.worlds.answered_in(still.groups[[number]])
        return still.only(self._promised_sets(still, self.first_values(still), still.most))

    def _promised_sets(self, sets: SensitiveSets, value: Whole, most: Whole) -> ChosenSets:
        return must_vary(sets, value, most, self.worlds.table.requirements)

    def first_values(self, sets: SensitiveSets) -> Whole:
        """What they come to in the first world."""
        known = np.where(self.worlds.fewest == self.worlds.highest, self.worlds.fewest, 0)
        value = sets.forms @ self.nearby[0] + np.where(sets.is_positive, 0, sets.groups @ known)
        whole: Whole = np.rint(value).astype(np.int64)
        return whole

    def random_sums(self) -> tuple[Changes, Changes]:
        """By column random sums of what changes between worlds that are near to each other, and between all."""
        nearby: Changes = sum(map(self._weighted_changes, self.nearby), self._steps.apart.astype(np.float64))
        weights = self.lots.uniform(SCALE / 2, SCALE, (len(self.others), 3))
        return nearby, nearby + self._steps.joint + (np.stack(self.others) - self.others[0]).T @ weights

    def _weighted_changes(self, world: World) -> Changes:
        """What changes from the first world, times a lot for each municipality: so they count each by itself."""
        weights = self.lots.uniform(SCALE / 2, SCALE, (int(self.worlds.place.max()) + 1, 3))
        changes: Changes = (world - self.nearby[0])[:, None] * weights[self.worlds.place]
        return changes

    def unvarying_sets(self, sets: SensitiveSets) -> SensitiveSets:
        """Look for worlds in which these differ; those that are surely the same in all. Raises Unsettled.

        A random sum of all is made as large and as small as it can be, for as long as that helps. Where it cannot
        differ none of them can, but for a chance of nothing.
        """
        left, is_settled, before = sets.only(self.open_sets(sets)), True, -1
        while len(left) and len(left) != before:
            before, wish, is_settled = len(left), self._random_objective(left), True
            for is_whole, sign in ((False, 1), (False, -1), (True, 1), (True, -1)):
                if len(left) == before and is_whole:
                    is_settled &= self._find_world(sign * wish, _FEW_NODES)
                elif len(left) == before:
                    self._find_nearby(sign * wish)
                left = left.only(self.open_sets(left))
        if len(left) and not is_settled and not self._stretch_sum(self._random_objective(left)):
            left = self._vary_singly(left.only(self.open_sets(left)))
        return left.only(self.open_sets(left))

    def draw_some(self) -> None:
        """Some worlds at random."""
        for number, is_apart in ((_APART, True), (_WHOLE, False)):
            for _ in range(number):
                cost = self.lots.integers(-_WEIGHTS[1], _WEIGHTS[1], len(self.worlds.upper), endpoint=True)
                self._find_world(cost, _FEW_NODES, is_apart=is_apart)

    def _vary_singly(self, sets: SensitiveSets) -> SensitiveSets:
        if len(sets) > _MOST_SINGLY:
            raise Unsettled
        for form in sets.forms.toarray():
            if not self._stretch_sum(form):
                raise Unsettled
        return sets

    def _stretch_sum(self, cost: Whole) -> bool:
        """Worlds in which a sum is as large and as small as can be; whether those surely are the extremes."""
        found = [self._find_world(sign * cost) for sign in (1, -1)]
        return all(found)

    def _find_world(self, cost: Whole, *most_nodes: int, is_apart: bool = False) -> bool:
        """Take in a world in which a sum is the largest, and steps from it; whether there surely is none larger."""
        found = (self._apart if is_apart else self.worlds).world_with_most(cost, *most_nodes)
        if found.world is not None and is_apart:
            self.nearby.append(found.world)
        elif found.world is not None:
            self.others.append(found.world)
            self._steps.add(found.world)
        return found.is_best

    def _find_nearby(self, cost: Whole) -> None:
        """Take in a world in which a sum is large and only its municipalities, and some by lot, answer otherwise."""
        place = self.worlds.place
        touched = np.bincount(place, weights=cost != 0) > 0
        if 2 * touched.sum() < len(touched):
            chosen = (touched | (self.lots.random(len(touched)) < _HELPING))[place]
            found = self.worlds.best_among(cost, self.nearby[0], chosen, _FEW_NODES)
            if found is not None:
                self.others.append(found)
                self._steps.add(found)

    def _random_objective(self, sets: SensitiveSets) -> Whole:
        """A random sum of sets, larger where fewer are at an end: of two worlds in which it differs one does."""
        value, either = self.first_values(sets), self.lots.choice([-1, 1], len(sets))
        inward = np.where(value == 0, 1, np.where(value == sets.most, -1, either))
        weights = self.lots.integers(*_WEIGHTS, len(sets), endpoint=True) * inward
        wish: Whole = sets.forms.T @ weights
        return wish
