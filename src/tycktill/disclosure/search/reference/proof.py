"""T1 and T2: whether every target has another value in some world of an interval (disclosure 6.7).

What the worlds at hand do not show is looked for: by chains that change the target, and by other worlds brought into
the interval. Every world found is kept: it may prove the next target too.
"""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import NamedTuple

from tycktill.disclosure.search.arrays import CHAIN, Limits
from tycktill.disclosure.search.reference.chains import LONG, Broken, Chain, apply, is_allowed, mend, vary
from tycktill.disclosure.search.reference.classes import Classes, kept_within
from tycktill.disclosure.search.reference.follow import NodeBounds
from tycktill.disclosure.search.reference.lots import Lots
from tycktill.disclosure.search.reference.table import State, World, is_bad

_OTHERS, _QUICK, _QUICK_STEPS = 32, 2, 16
_FAR = 2**31 - 1
_BOTH = (1, -1)


class Sensitive(NamedTuple):
    """Base cells that have the same sum in all worlds known; `target` is the number of targets where they are none.

    `ways` are the signs of the changes that sums do not rule out.
    """

    bases: Sequence[int]
    target: int
    known: int
    ways: Collection[int] = _BOTH


class IntervalOffer:
    """The worlds of a cell's classes; without a cell there is one class, of all worlds.

    `low` and `high` are by class and target the least and most among its worlds.
    """

    def __init__(self, s: State, cell: int | None, limits: Limits, seed: int) -> None:
        self.s, self.t, self.cell, self.lots = s, s.t, cell, Lots(seed)
        self.tries, self.drives, self._steps = limits[0], limits[1], min(limits[2], LONG)
        self.targets = len(s.t.members)
        told = (0, 0) if cell is None else (s.least[cell], s.most[cell])
        size = 0 if cell is None else s.t.size[s.t.bases + cell]
        self.c = Classes(told, size, s.t.end, s.t.certain, s.drawn)
        self.low: list[list[int]] = []
        self.high: list[list[int]] = []
        self._now_low: list[int] = []
        self._now_high: list[int] = []
        self._suspect: int | None = None
        self._bounds: NodeBounds | None = None

    def look(self) -> None:
        """Take in what the worlds of each class show."""
        for c in range(self.c.count):
            worlds = self.c.worlds(c, c)
            shown = [[self._value(target, w) for w in worlds] for target in range(self.targets)]
            self.low.append([min(values) for values in shown])
            self.high.append([max(values) for values in shown])

    def _value(self, target: int, w: int) -> int:
        return self.s.value(target, self.s.worlds[w], self.s.totals[w])

    def within(self, i: int, j: int) -> AbstractContextManager[None]:
        """Keep moves within an interval while it is being looked at."""
        self._bounds = None
        return kept_within(self.c, self.s, self.cell, i, j)

    def is_proved(self, i: int, j: int) -> bool:
        """Whether every target is proved to vary when the cell lies in one of the classes i..j."""
        self._now_low = list(map(min, zip(*self.low[i : j + 1], strict=True)))
        self._now_high = list(map(max, zip(*self.high[i : j + 1], strict=True)))
        with self.within(i, j):
            suspects = [] if self._suspect is None else [self._suspect]
            for target in [*suspects, *range(self.targets)]:
                if self._is_open(target) and not self._is_proved_target(target, self.c.worlds(i, j)):
                    self._suspect = target
                    return False
        return True

    def _is_open(self, target: int) -> bool:
        t, low = self.t, self._now_low[target]
        return low == self._now_high[target] and is_bad(t.few, t.end, t.size[target], low)

    def _is_proved_target(self, target: int, worlds: Sequence[int]) -> bool:
        return self.is_proved_set(Sensitive(self.t.members[target], target, self._now_low[target]), worlds)

    def is_proved_set(self, held: Sensitive, worlds: Sequence[int]) -> bool:
        """Whether base cells that have the same sum in all worlds known of the interval can have another.

        `worlds` are those drawn of it.
        """
        if self._is_varied_within(held, worlds, _QUICK, _QUICK_STEPS):
            return True
        held = held._replace(ways=self._ways(held))
        if not held.ways:
            return False
        return self._is_varied_within(held, worlds, self.tries, self._steps) or self._is_brought_within(held)

    def _ways(self, held: Sensitive) -> Sequence[int]:
        """The ways in which the sum over a set may change, for all that sums say."""
        if held.target == self.targets:
            return _BOTH
        ends = {-1: (0, held.known - 1), 1: (held.known + 1, _FAR)}
        return [way for way, (first, last) in ends.items() if self.may_lie(held.target, first, last)]

    def may_lie(self, target: int, first: int, last: int) -> bool:
        """Whether a target may lie in first..last, for all that sums say of the interval."""
        if self._bounds is None:
            self._bounds = NodeBounds(self.s)
            if not self._bounds.can_be:
                return False
        return self._bounds.may_be(target, first, last)

    def _is_varied_within(self, held: Sensitive, worlds: Sequence[int], tries: int, steps: int) -> bool:
        """Find another world from drawn ones of the interval: by the chain remembered, then by chains anew."""
        start = self.lots.below(len(worlds))
        known = self.remembered(held.target) if held.target < self.targets else []
        for k in range(tries + (len(worlds) if known else 0)):
            w = worlds[(start + k) % len(worlds)]
            world, total = self.s.worlds[w], self.s.totals[w]
            if known and k < len(worlds):
                chain = known if is_allowed(self.s, world, total, known) else []
                apply(self.s, world, total, chain)
            else:
                chain = self._varied(held, world, total, steps)
            if chain:
                self._found_by_chain(world, total, chain)
                return True
        return False

    def _varied(self, held: Sensitive, world: World, total: World, steps: int) -> Chain:
        """A chain that begins at a base cell of the set, applied to this world; a cell's own value is left out."""
        t = self.t
        cell = held.target - t.bases if t.bases <= held.target < t.bases + t.cells else None
        start, locked = self.lots.below(len(held.bases)), frozenset(held.bases)
        chain: Chain = []
        for k in range(2 * min(len(held.bases), 3)):
            first = held.bases[(start + k // 2) % len(held.bases)], 1 if k % 2 else -1
            if first[1] not in held.ways:
                continue
            b = Broken(self.s, world, total)
            if cell is None:
                chain = vary(b, first, locked, steps, self.lots)
            else:
                chain = self._vary_cell(b, first, (cell, held.known), steps)
            if chain:
                break
        if chain and held.target < self.targets:
            self._remember(held.target, chain)
        return chain

    def _vary_cell(self, b: Broken, first: tuple[int, int], known: tuple[int, int], steps: int) -> Chain:
        (cell, value), s = known, self.s
        before = s.least[cell], s.most[cell]
        if first[1] > 0:
            s.least[cell] = value + 1
        else:
            s.most[cell] = value - 1
        chain = vary(b, first, (), steps, self.lots) if s.least[cell] <= s.most[cell] else []
        s.least[cell], s.most[cell] = before
        return chain

    def _is_brought_within(self, held: Sensitive) -> bool:
        """Find another world: a drawn one in which the set has another sum, mended until it lies in the interval."""
        drawn = self.s.worlds[: self.s.drawn]
        start = self.lots.below(len(drawn))
        turned = ((start + k) % len(drawn) for k in range(len(drawn)))
        others = list(islice((w for w in turned if sum(drawn[w][base] for base in held.bases) != held.known), _OTHERS))
        locked = frozenset(held.bases)
        for w in others[: self.drives]:
            b = Broken(self.s, drawn[w][:], self.s.totals[w][:])
            if self.cell is not None:
                b.note(self.cell)
            if mend(b, [], locked, self._steps, self.lots):
                self._found(b.world, b.total)
                return True
        return False

    def _found(self, world: World, total: World) -> None:
        """Remember a world, and what it shows of its class."""
        self._include(world, total, range(self.targets))
        self.keep(world, total)

    def _found_by_chain(self, world: World, total: World, chain: Chain) -> None:
        """The same for a drawn world with a chain applied, which is taken back: all else is as in that world."""
        t = self.t
        touched = {base for base, _ in chain} | {t.bases + cell for base, _ in chain for cell in t.cells_of[base]}
        self._include(world, total, [*touched, *range(t.bases + t.cells, self.targets)])
        self.keep(world, total)
        apply(self.s, world, total, chain, -1)

    def _include(self, world: World, total: World, targets: Sequence[int]) -> None:
        c = self._class_of(total)
        for target in targets:
            v = self.s.value(target, world, total)
            self.low[c][target], self.high[c][target] = min(self.low[c][target], v), max(self.high[c][target], v)
            self._now_low[target] = min(self._now_low[target], v)
            self._now_high[target] = max(self._now_high[target], v)

    def _class_of(self, total: World) -> int:
        if self.cell is None:
            return 0
        number = self.c.number(total[self.cell])
        return sum(first <= number for first in self.c.first[1:])

    def keep(self, world: World, total: World) -> None:
        """Put a world with the others, where there is room."""
        self.s.add(world, total, self.s.odds[0])

    def remembered(self, target: int) -> Chain:
        """The last chain that varied a target."""
        kept = self.s.chains[target]
        return [(base, sign) for base, sign in zip(kept[:CHAIN], kept[CHAIN:], strict=True) if base >= 0]

    def _remember(self, target: int, chain: Chain) -> None:
        if len(chain) <= CHAIN:
            rest = CHAIN - len(chain)
            bases, signs = [base for base, _ in chain], [sign for _, sign in chain]
            self.s.chains[target] = [*bases, *[-1] * rest, *signs, *[0] * rest]
