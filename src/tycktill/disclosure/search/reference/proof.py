"""T1 and T2: whether every target has another value in some world of an interval (disclosure 6.7).

What the worlds at hand do not show is looked for: by chains that change the target, and by municipalities as they are
in other worlds. Every world found is kept: it may prove the next target too.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple

from tycktill.disclosure.search.arrays import CHAIN
from tycktill.disclosure.search.reference.chains import LONG, Broken, Chain, apply, is_allowed, mend, vary
from tycktill.disclosure.search.reference.follow import narrow_bounds
from tycktill.disclosure.search.reference.lots import Lots
from tycktill.disclosure.search.reference.table import State, World
from tycktill.disclosure.search.reference.worlds import Habit, at, walk

_OTHERS, _FEW_OPEN, _QUICK, _QUICK_STEPS = 32, 3, 2, 16
_FAR = (2**31 - 1) // 4


class Sensitive(NamedTuple):
    """Base cells that have the same sum in all worlds known; `target` is the number of targets where they are none."""

    bases: Sequence[int]
    target: int
    known: int


class Offer:
    """The worlds of a cell's classes.

    `order` is sorted by class, `edge` is where each begins, `first` and `last` are their numbers. `low`
    and `high` are by class and target the least and most among its worlds. Without a cell there is one class, of all
    worlds.
    """

    def __init__(self, s: State, cell: int | None, limits: Sequence[int], seed: int) -> None:
        self.s, self.t, self.cell, self.lots, self.habit = s, s.t, cell, Lots(seed), Habit()
        self.tries, self.drives, self._steps, self._walks = limits[0], limits[1], min(limits[2], LONG), limits[3]
        self.weighted, self.targets = s.drawn, len(s.t.members)
        self.order, self.edge = list(range(s.drawn)), [0, s.drawn]
        self.weight, self.first, self.last = [0, s.drawn], [0], [0]
        self.low: list[list[int]] = []
        self.high: list[list[int]] = []
        self._now_low: list[int] = []
        self._now_high: list[int] = []
        self._suspect: int | None = None
        self._bounds: tuple[list[int], list[int]] | None = None

    @property
    def classes(self) -> int:
        """How many there are."""
        return len(self.first)

    def class_number(self, positive: int) -> int:
        """The class of a number of positive answers of the cell."""
        size, end = self._size(), self.t.end
        return min(max(positive, end), size - end) - end

    def class_count(self) -> int:
        """How many classes the cell has."""
        return self._size() - 2 * self.t.end + 1

    def interval(self, i: int, j: int) -> tuple[int, int]:
        """What the classes i..j say of the cell, within what is told."""
        assert self.cell is not None
        first, last = self.first[i], self.last[j]
        least = first + self.t.end if first else 0
        most = last + self.t.end if last < self.class_count() - 1 else self._size()
        return max(least, self.s.least[self.cell]), min(most, self.s.most[self.cell])

    def _size(self) -> int:
        assert self.cell is not None
        return self.t.size[self.t.bases + self.cell]

    def look(self) -> None:
        """Take in what the worlds of each class show."""
        for c in range(self.classes):
            worlds = self.order[self.edge[c] : self.edge[c + 1]]
            shown = [[self._value(target, w) for w in worlds] for target in range(self.targets)]
            self.low.append([min(values) for values in shown])
            self.high.append([max(values) for values in shown])

    def _value(self, target: int, w: int) -> int:
        return self.s.value(target, self.s.worlds[w], self.s.totals[w])

    @contextmanager
    def within(self, i: int, j: int) -> Iterator[None]:
        """Keep moves within an interval while it is being looked at."""
        self._bounds = None
        if self.cell is None:
            yield
            return
        s, before = self.s, (self.s.least[self.cell], self.s.most[self.cell])
        s.least[self.cell], s.most[self.cell] = self.interval(i, j)
        yield
        s.least[self.cell], s.most[self.cell] = before

    def is_proved(self, i: int, j: int) -> bool:
        """Whether every target is proved to vary when the cell lies in one of the classes i..j."""
        self._now_low = list(map(min, zip(*self.low[i : j + 1], strict=True)))
        self._now_high = list(map(max, zip(*self.high[i : j + 1], strict=True)))
        with self.within(i, j):
            self._roam(i, j)
            suspects = [] if self._suspect is None else [self._suspect]
            for target in [*suspects, *range(self.targets)]:
                if self._is_open(target) and not self._is_proved_target(target, i, j):
                    self._suspect = target
                    return False
        return True

    def _is_open(self, target: int) -> bool:
        low = self._now_low[target]
        return low == self._now_high[target] and self.t.is_bad(target, low)

    def _is_proved_target(self, target: int, i: int, j: int) -> bool:
        return self.is_proved_set(Sensitive(self.t.members[target], target, self._now_low[target]), i, j)

    def _roam(self, i: int, j: int) -> None:
        """Walk within the interval from worlds of it, where much is the same in all of them."""
        start, span = self.edge[i], self.edge[j + 1] - self.edge[i]
        for k in range(self._walks if self.cell is not None else 0):
            if sum(map(self._is_open, range(self.targets))) < _FEW_OPEN:
                return
            world, total, share = at(self.s, self.order[start + k % span])
            there = (world[:], total[:], share)
            walk(self.s, there, range(self.t.bases), 2 * self.t.bases, self.habit, self.lots)
            self._found(there[0], there[1])

    def is_proved_set(self, held: Sensitive, i: int, j: int) -> bool:
        """Whether base cells that have the same sum in all worlds known of the interval can have another."""
        worlds = self.order[self.edge[i] : self.edge[j + 1]]
        if self._is_varied_within(held, worlds, _QUICK, _QUICK_STEPS):
            return True
        if self._is_refuted(held.target):
            return False
        return self._is_varied_within(held, worlds, self.tries, self._steps) or self._is_brought_within(held, worlds)

    def _is_refuted(self, target: int) -> bool:
        """Whether sums alone show that a target can have one value only in the interval."""
        t, s = self.t, self.s
        if self._bounds is None:
            rows = t.nodes - t.bases - t.cells
            self._bounds = [0] * t.bases + s.least + [0] * rows, t.valid + s.most + [_FAR] * rows
            if not narrow_bounds(t, *self._bounds, rounds=12):
                return True
        least, most = self._bounds
        return target < t.bases + t.cells and least[target] == most[target]

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

    def _is_brought_within(self, held: Sensitive, worlds: Sequence[int]) -> bool:
        """Find another world: with the municipality as it is in one where the set has another sum."""
        shelf = self.s.library[: self.s.shelf or self.s.drawn]
        start = self.lots.below(len(shelf))
        block = self.t.block[held.bases[self.lots.below(len(held.bases))]]
        own, here = self.s.worlds[worlds[0]], [base for base in held.bases if self.t.block[base] == block]
        turned = (shelf[(start + k) % len(shelf)] for k in range(len(shelf)))
        others = list(islice((each for each in turned if sum(each[base] - own[base] for base in here)), _OTHERS))
        locked = frozenset(held.bases)
        for k in range(self.drives if others else 0):
            w = worlds[self.lots.below(len(worlds))]
            mended: Chain = []
            b = Broken(self.s, self.s.worlds[w][:], self.s.totals[w][:])
            b.put(block, others[k % len(others)])
            is_there = mend(b, mended, locked, self._steps, self.lots)
            # Base cells of several municipalities may take back what the one changed.
            if is_there and sum(b.world[base] for base in held.bases) != held.known:
                chain = self._difference(w, b.world, block, mended)
                if chain and held.target < self.targets:
                    self._remember(held.target, chain)
                self._found(b.world, b.total)
                return True
        return False

    def _difference(self, w: int, world: World, block: int, mended: Chain) -> Chain:
        """How a world differs from a drawn one, as a chain; empty where that takes more than are remembered."""
        elsewhere = [base for base, _ in mended if self.t.block[base] != block]
        chain: Chain = []
        for base in dict.fromkeys([*elsewhere, *self.t.blocks[block]]):
            by = world[base] - self.s.worlds[w][base]
            chain += [(base, 1 if by > 0 else -1)] * abs(by)
        return chain if len(chain) <= CHAIN else []

    def _found(self, world: World, total: World) -> None:
        """Remember a world, and what it shows of its class."""
        self._include(world, total, range(self.targets))
        self.keep(world, total)

    def _found_by_chain(self, world: World, total: World, chain: Chain) -> None:
        """The same for a drawn world with a chain applied, which is taken back: all else is as in that world.

        Of one municipality the world is kept; of several the chain is remembered, which takes less room.
        """
        t = self.t
        touched = {base for base, _ in chain} | {t.bases + cell for base, _ in chain for cell in t.cells_of[base]}
        self._include(world, total, [*touched, *range(t.bases + t.cells, self.targets)])
        if not self.s.shelf:
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
        number = self.class_number(total[self.cell])
        return sum(first <= number for first in self.first[1:])

    def keep(self, world: World, total: World) -> None:
        """Put a world with the others, where there is room."""
        if len(self.s.worlds) < self.s.capacity:
            self.s.worlds.append(world[:])
            self.s.totals.append(total[:])
            self.s.odds.append(self.s.odds[0])

    def remembered(self, target: int) -> Chain:
        """The last chain that varied a target."""
        kept = self.s.chains[target]
        return [(base, sign) for base, sign in zip(kept[:CHAIN], kept[CHAIN:], strict=True) if base >= 0]

    def _remember(self, target: int, chain: Chain) -> None:
        if len(chain) <= CHAIN:
            rest = CHAIN - len(chain)
            bases, signs = [base for base, _ in chain], [sign for _, sign in chain]
            self.s.chains[target] = [*bases, *[-1] * rest, *signs, *[0] * rest]
