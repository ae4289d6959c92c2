"""T1, T2 and T3 of all municipalities together, when something is told of a joint row (disclosure 6.9).

What was told in a municipality is proved by worlds of its pool. Here each of them that is needed must have its place
in a joint world. For sets of few over several municipalities it must have so many such places, by exchanges that have
nothing else in common, that a set of few can't undo its change in all of them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tycktill.disclosure.search.reference.classes import CERTAIN, Classes, kept_within, proved_intervals
from tycktill.disclosure.search.reference.few import Few, Full, add_cancelling, add_unions
from tycktill.disclosure.search.reference.joint import Exchange, Exchanges, JointState
from tycktill.disclosure.search.reference.lots import WHOLE, Lots
from tycktill.disclosure.search.reference.offering import STRETCH
from tycktill.disclosure.search.reference.table import is_bad

_ALTERNATES, _ROUNDS = 24, 4
"""Worlds that are tried for one target, times that sets that did not vary are looked at."""

_CLIMB = 60
"""Worlds that are tried to go beyond those drawn."""

_EXCHANGES = 4096
"""Of a proof that are remembered."""

_COARSE = 6
"""Classes that are asked about at a time: finer ones when asked again."""


class JointOffer:
    """The joint worlds of a row's classes; without a row there is one class, of all joint worlds."""

    def __init__(self, s: JointState, row: int | None, seed: int) -> None:
        self.s, self.j, self.row, self.lots = s, s.j, row, Lots(seed)
        told = (0, 0) if row is None else (s.least[row], s.most[row])
        self.c = Classes(told, 0 if row is None else s.j.size[row], s.j.end, CERTAIN, len(s.worlds))
        self.x = Exchanges(s, self.lots)
        self._suspect = 0
        self._is_varied: list[bool] = []
        self._is_row_varied: list[bool] = []
        self._exchanges: list[Exchange] = []

    def intervals(self) -> list[tuple[int, int]]:
        """Intervals that part all that a joint row may be, every one proved safe."""
        assert self.row is not None
        self._stretch(self.row)
        self.c.sort([total[self.row] for total in self.s.totals], len(self.s.worlds) // _COARSE)
        return proved_intervals(self.c, self.is_proved, self.is_proved_few)

    def _stretch(self, row: int) -> None:
        """Joint worlds beyond those drawn on either side."""
        s, drawn = self.s, range(len(self.s.worlds))
        ends = min(drawn, key=lambda w: s.totals[w][row]), max(drawn, key=lambda w: s.totals[w][row])
        for end, way in zip(ends, (-1, 1), strict=True):
            for _ in range(STRETCH):
                if len(s.worlds) == s.capacity:
                    break
                self.x.walk(end, _CLIMB, row, way)
                if s.totals[-1][row] == s.totals[end][row]:
                    s.keep(range(len(s.worlds) - 1))

    def is_proved(self, i: int, j: int) -> bool:
        """T1 and T2: whether every target is proved to vary when the row lies in one of the classes i..j.

        The municipality that failed last comes first.
        """
        with self._set_out_within(i, j) as w:
            self._show_worlds(w, self.c.worlds(i, j))
            for k in self.j.towns:
                town = (self._suspect + k) % len(self.j.towns)
                if not self._is_town_proved(town):
                    self._suspect = town
                    return False
            return all(self._is_row_proved(row) for row in self.j.rows if self._is_open(row, self.s.totals[w][row]))

    @contextmanager
    def _set_out_within(self, i: int, j: int) -> Iterator[int]:
        """Keep exchanges within an interval, and set out from a joint world of it."""
        w = self.c.order[(self.c.edge[i] + self.c.edge[j + 1]) // 2]
        self._exchanges = []
        with kept_within(self.c, self.s, self.row, i, j):
            self.x.set_out(w)
            yield w

    def _show_worlds(self, w: int, others: Sequence[int]) -> None:
        """What the joint worlds of the interval show, beside the one that is set out from."""
        self._is_varied = [False] * len(self.j.target_size)
        self._is_row_varied = [False] * len(self.j.rows)
        here = self.s.worlds[w]
        for other in others:
            for town, world in enumerate(self.s.worlds[other]):
                self._show_targets(here[town], world)
            self._show_rows([x - y for x, y in zip(self.s.totals[other], self.s.totals[w], strict=True)])

    def _show_targets(self, here: int, other: int) -> None:
        """What a municipality's targets show when it is as in another world."""
        for target in self.j.targets_of[self.j.town[here]] if here != other else ():
            self._is_varied[target] |= self.j.value(here, target) != self.j.value(other, target)

    def _show_rows(self, change: Sequence[int]) -> None:
        for row, by in enumerate(change):
            self._is_row_varied[row] |= by != 0

    def _show_exchange(self, found: Exchange) -> None:
        for world in found:
            self._show_targets(self.x.here[self.j.town[world]], world)
        self._show_rows(self.x.change_by_all(found))
        self._keep_exchange(found)

    def _keep_exchange(self, found: Exchange) -> None:
        if len(self._exchanges) < _EXCHANGES:
            self._exchanges.append(found)

    def _is_town_proved(self, town: int) -> bool:
        """Whether every target of a municipality is proved to vary."""
        j, here = self.j, self.x.here[town]
        return all(
            self._is_varied[target]
            or not is_bad(j.few, j.end, j.target_size[target], j.value(here, target))
            or self._is_target_proved(town, target)
            for target in j.targets_of[town]
        )

    def _is_target_proved(self, town: int, target: int) -> bool:
        """Whether an exchange is found that changes a target of a municipality."""
        for world in self._alternates(town, [target]):
            found = self.x.exchange_for(world)
            if found:
                self._show_exchange(found)
                return True
        return False

    def _alternates(self, town: int, targets: Sequence[int]) -> Iterator[int]:
        """Worlds of a municipality in which these of its targets have another sum.

        Some of them, from one by lot on: first that which changes joint rows least.
        """
        own = self.j.worlds_of[town]
        start = self.lots.below(len(own))
        worlds = [world for world in (*own[start:], *own[:start]) if self._change(world, targets)]
        far = {world: self.x.excess(self.x.change_by(world)) for world in worlds}
        for tried in range(min(len(worlds), _ALTERNATES)):
            best = min(range(tried, len(worlds)), key=lambda k: far[worlds[k]])
            worlds[tried], worlds[best] = worlds[best], worlds[tried]
            yield worlds[tried]

    def _change(self, world: int, targets: Sequence[int]) -> int:
        """How much the sum of targets of its municipality changes with a world."""
        here = self.x.here[self.j.town[world]]
        return sum(self.j.value(world, target) - self.j.value(here, target) for target in targets)

    def _is_open(self, row: int, total: int) -> bool:
        return not self._is_row_varied[row] and is_bad(self.j.few, self.j.end, self.j.size[row], total)

    def _is_row_proved(self, row: int) -> bool:
        """Whether an exchange is found that changes a joint row."""
        for _ in range(10 * _ALTERNATES):
            if self._is_row_varied[row]:
                break
            world = self.lots.below(self.j.pool)
            found = self.x.exchange_for(world) if self.x.change_by(world)[row] else []
            if found:
                self._show_exchange(found)
        return self._is_row_varied[row]

    def is_proved_few(self, i: int, j: int) -> bool:
        """T3: whether every set of few is proved to vary."""
        sums = [0] * len(self.j.target_size)
        parts: list[Few] = []
        found: list[Few] = []
        with self._set_out_within(i, j):
            try:
                for town in self.j.towns:
                    self._hold_sets(town, sums, parts)
                if parts:
                    sums = self._weigh_joint(self.c.worlds(i, j))
                    weighed = [part._replace(sum=sum(sums[base] for base in part.bases) & WHOLE) for part in parts]
                    add_cancelling(self.j.few, weighed, found)
                    add_unions(self.j.few, found)
            except Full:
                return False
            return all(map(self._is_set_proved, found))

    def _hold_sets(self, town: int, sums: list[int], parts: list[Few]) -> None:
        """Add the sets of few of a municipality that no free world is found to change."""
        j, before = self.j, len(parts)
        few = [base for base in j.bases_of[town] if j.target_size[base] < j.few]
        for base in few:
            if not sums[base]:
                self._weigh_free(town, [base], sums)
        for turn in range(_ROUNDS + 1):
            del parts[before:]
            add_cancelling(j.few, [Few(sums[base], (base,), j.target_size[base]) for base in few], parts)
            is_last = turn == _ROUNDS
            found = [] if is_last else [self._weigh_free(town, part.bases, sums) for part in parts[before:]]
            if not any(found):
                break

    def _weigh_free(self, town: int, bases: Sequence[int], sums: list[int]) -> bool:
        """Find a free world in which base cells of a municipality have another sum, and weigh it; whether it was."""
        for world in self._alternates(town, bases):
            if self._is_free(world):
                self._weigh_world(world, self.lots.draw(), sums)
                return True
        return False

    def _is_free(self, world: int) -> bool:
        """Whether a world has its place in enough joint worlds, no two of which exchange the same further municipality.

        That is so many that those of a set of few who are elsewhere can't undo its change in all of them.
        """
        used = {self.j.town[world]}
        self.x.used |= used
        is_there = True
        for _ in range(self.j.few - 1):
            more = self.x.take_back(self.x.change_by(world))
            is_there = more is not None
            if more is None:
                break
            self._keep_exchange([world, *more])
            if not more:  # nothing to take back: no need of others
                break
            used |= {self.j.town[each] for each in more}
            self.x.used |= used
        self.x.used -= used
        return is_there

    def _weigh_world(self, world: int, weight: int, sums: list[int]) -> None:
        """Add to the sums of a municipality's base cells what this world does to them."""
        for base in self.j.bases_of[self.j.town[world]]:
            sums[base] = sums[base] + weight * self._change(world, [base]) & WHOLE

    def _weigh_joint(self, worlds: Sequence[int]) -> list[int]:
        """Sums of base cells over all joint worlds that are known of the interval."""
        sums = [0] * len(self.j.target_size)
        for exchange in [*self._exchanges, *(self.s.worlds[w] for w in worlds)]:
            weight = self.lots.draw()
            for world in exchange:
                self._weigh_world(world, weight, sums)
        return sums

    def _is_set_proved(self, held: Few) -> bool:
        """Whether an exchange is found that changes the sum over a set."""
        for base in held.bases:
            for world in self._alternates(self.j.town_of[base], [base]):
                if self._change_of_set(held, self.x.exchange_for(world)):
                    return True
        return False

    def _change_of_set(self, held: Few, exchange: Exchange) -> int:
        j = self.j
        return sum(
            self._change(world, [base for base in held.bases if base in j.targets_of[j.town[world]]])
            for world in exchange
        )
