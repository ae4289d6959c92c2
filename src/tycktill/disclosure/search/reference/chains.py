"""Chains: one person answers otherwise, then others until every told sum is right again (disclosure 6.7)."""

from collections import defaultdict
from collections.abc import Container

from tycktill.disclosure.search.reference.lots import Lots
from tycktill.disclosure.search.reference.table import State, World

Chain = list[tuple[int, int]]
"""Base cells and what is added to each, 1 or -1."""

LONG = 64
"""Changes of any chain."""

_RECENT, _SAMPLE, _WRONG = 5, 20, 1024


class Broken:
    """A world that is being mended, its totals, and the cells of it that are not within what is told."""

    def __init__(self, s: State, world: World, total: World) -> None:
        self.s, self.t, self.world, self.total = s, s.t, world, total
        self.cells: list[int] = []
        self._place: dict[int, int] = {}
        self.is_full = False

    def note(self, cell: int) -> None:
        """Put a cell on the list or take it off."""
        is_wrong, place = self.s.wrong(cell, self.total[cell]) > 0, self._place.get(cell)
        if is_wrong and place is None:
            if len(self.cells) == _WRONG:
                self.is_full = True
            else:
                self._place[cell] = len(self.cells)
                self.cells.append(cell)
        if not is_wrong and place is not None:
            last = self.cells.pop()
            del self._place[cell]
            if last != cell:
                self.cells[place], self._place[last] = last, place

    def change(self, base: int, sign: int) -> None:
        """One person of a base cell answers otherwise."""
        self.world[base] += sign
        for cell in self.t.cells_of[base]:
            self.total[cell] += sign
            self.note(cell)

    def has_room(self, base: int, sign: int) -> bool:
        """Whether a base cell can be changed so."""
        return 0 <= self.world[base] + sign <= self.t.valid[base]

    def cost(self, base: int, sign: int) -> int:
        """How much more is wrong after a change."""
        return sum(self._more(cell, sign) for cell in self.t.cells_of[base])

    def cost_of_two(self, base: int, other: int, sign: int) -> int:
        """How much more is wrong after one goes up and another down; cells of both stay."""
        mine, theirs = set(self.t.cells_of[base]), set(self.t.cells_of[other])
        return sum(self._more(cell, sign) for cell in mine - theirs) + sum(
            self._more(cell, -sign) for cell in theirs - mine
        )

    def _more(self, cell: int, by: int) -> int:
        total = self.total[cell]
        return self.s.wrong(cell, total + by) - self.s.wrong(cell, total)


def mend(b: Broken, chain: Chain, locked: Container[int], steps: int, lots: Lots) -> bool:
    """Mend broken cells, the cheapest change at a time; whether all are mended. Locked base cells stay."""
    while b.cells and len(chain) + 1 < steps:
        cell = b.cells[lots.below(len(b.cells))]
        changes = _cheapest(b, chain, cell, locked, lots)
        if not changes:
            return False
        for change in changes:
            b.change(*change)
            chain.append(change)
    return not b.cells and not b.is_full


def _cheapest(b: Broken, chain: Chain, cell: int, locked: Container[int], lots: Lots) -> Chain:
    """Of some base cells of a cell, each by itself or with another gender of its place the opposite way."""
    bases, sign = b.t.bases_of[cell], 1 if b.total[cell] < b.s.least[cell] else -1
    start, recent = lots.below(len(bases)), {base for base, _ in chain[-_RECENT:]}
    best: Chain = []
    price = seen = 0
    for base in bases[start:] + bases[:start]:
        if seen == _SAMPLE:
            break
        if base in locked or not b.has_room(base, sign) or base in recent:
            continue
        seen += 1
        own = 4 * b.cost(base, sign) + lots.below(6)
        if not best or own < price:
            best, price = [(base, sign)], own
        for other in _others(b, base, -sign, locked):
            own = 4 * b.cost_of_two(base, other, sign) + lots.below(6)
            if own < price:
                best, price = [(base, sign), (other, -sign)], own
    return best


def _others(b: Broken, base: int, sign: int, locked: Container[int]) -> list[int]:
    """Other genders of a base cell's place that can be changed so."""
    place = b.t.base_at[b.t.place[base]]
    return [
        other for other in place if other >= 0 and other != base and other not in locked and b.has_room(other, sign)
    ]


def vary(b: Broken, first: tuple[int, int], locked: Container[int], steps: int, lots: Lots) -> Chain:
    """A change and what it takes to mend it; empty, and the world as it was, where that fails."""
    if not b.has_room(*first):
        return []
    chain = [first]
    b.change(*first)
    if mend(b, chain, locked, steps, lots):
        return chain
    apply(b.s, b.world, b.total, chain, -1)
    return []


def is_allowed(s: State, world: World, total: World, chain: Chain) -> bool:
    """Whether a chain that was made in another world leads from this one to a third within what is told.

    A base cell may be in a chain more than once: all its changes count together.
    """
    by_base: defaultdict[int, int] = defaultdict(int)
    by_cell: defaultdict[int, int] = defaultdict(int)
    for base, sign in chain:
        by_base[base] += sign
        for cell in s.t.cells_of[base]:
            by_cell[cell] += sign
    return all(0 <= world[base] + by <= s.t.valid[base] for base, by in by_base.items()) and not any(
        by and s.wrong(cell, total[cell] + by) for cell, by in by_cell.items()
    )


def apply(s: State, world: World, total: World, chain: Chain, way: int = 1) -> None:
    """Change a world by a chain, or take that back."""
    for base, sign in chain:
        world[base] += way * sign
        for cell in s.t.cells_of[base]:
            total[cell] += way * sign
