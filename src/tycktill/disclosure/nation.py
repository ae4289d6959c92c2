"""Links the municipalities' tables through the nation's figures: what one gains, another must lose.

A move that changes a national figure is allowed where another municipality can move the opposite way.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.classes import Classes, Form
from tycktill.disclosure.counts import Told
from tycktill.disclosure.lattice import Cells
from tycktill.disclosure.lots import Lots
from tycktill.disclosure.public import is_public
from tycktill.disclosure.search import IMPOSSIBLE, Search, first, needs, prices
from tycktill.disclosure.small_sets import constant_sets

Effect = bytes
"""What a move does to the nation's published cells."""


class Way(NamedTuple):
    """A move in one municipality, and one in another that makes up for it (None where nothing need be made up)."""

    search: int
    move: int
    partner: "Way | None" = None


class Nation:
    """The forms of the nation's cells, and the searches of its municipalities, made safe together."""

    def __init__(
        self,
        searches: Sequence[Search],
        cells: Cells,
        own: Sequence[Classes],
        told: Told,
        lots: Lots,
    ) -> None:
        self.searches, self.cells, self.classes, self._lots = searches, cells, own, lots
        self.policy = searches[0].policy
        self._public = np.array([is_public(each, n) for each, n in zip(own, cells.valid, strict=True)], dtype=bool)
        self.price = prices(cells, own, told | self._public)
        self.forms = np.where(told, Form.FINE, Form.WITHHELD).astype(np.int8)
        self.need = [needs(own, cells.positive, search.moves.national) for search in searches]
        self.marks = lots.numbers(len(own))

    def settle(self) -> bool:
        """Coarsen what must be, until every target of every municipality has a way that the nation allows.

        Whether that is so at the end: what is public already may leave something that no form changes.
        """
        while True:
            view = View(self)
            unmet = [(number, view.unmet(number)) for number in range(len(self.searches))]
            open_ = [(number, targets) for number, targets in unmet if len(targets)]
            paid = [self._pay(view, number, targets) for number, targets in open_]
            if any(paid):
                continue
            atoms, weights = view.lots(self._lots)
            exposed = first(self._exposed(atoms, weights))
            changed = [self._pay_alone(each, atoms) for each in exposed]
            if not self._withhold_ends(view) and not any(changed):
                return not open_ and not exposed

    def published(self) -> NDArray[np.bool_]:
        """The nation's cells of which something is known."""
        return np.asarray((self.forms < Form.WITHHELD) | self._public)

    def _pay(self, view: "View", number: int, targets: NDArray[np.bool_]) -> bool:
        """Allow the cheapest way for the first of these targets that has one; whether any has."""
        search = self.searches[number]
        gain = targets.sum(axis=0)
        useful = np.flatnonzero(gain > 0)
        if not len(useful):
            return False
        here = search.price_of_moves()[useful]
        order = np.argsort(here / gain[useful], kind="stable")
        best: tuple[float, Way] | None = None
        for place in order.tolist():
            move = int(useful[place])
            if here[place] >= IMPOSSIBLE or (best and here[place] / gain[move] >= best[0]):
                break
            there, way = self._cheapest_partner(view, number, move)
            score = (int(here[place]) + there) / int(gain[move])
            if there < IMPOSSIBLE and (best is None or score < best[0]):
                best = score, way
        if best is None:
            return False
        self._allow(best[1])
        return True

    def _cheapest_partner(self, view: "View", number: int, move: int) -> tuple[int, Way]:
        """The least price of making up for a move elsewhere, or of coarsening the nation's cells; and the way."""
        alone = self.price_of_cells(number, move)
        if alone == 0:
            return 0, Way(number, move)
        price, partner = view.cheapest(view.opposite(number, move), without=number)
        return (price, Way(number, move, partner)) if price <= alone else (alone, Way(number, move))

    def price_of_cells(self, number: int, move: int) -> int:
        """What it costs to coarsen the nation's cells that tell this move."""
        need = self.need[number][move].astype(np.int64)
        rows = np.arange(len(self.forms))
        return int(np.maximum(self.price[rows, need] - self.price[rows, self.forms], 0).sum())

    def _allow(self, way: Way) -> None:
        self.searches[way.search].allow(way.move)
        if way.partner is None:
            self.forms = np.maximum(self.forms, self.need[way.search][way.move])
        else:
            self.searches[way.partner.search].allow(way.partner.move)

    def _exposed(self, places: Sequence[tuple[int, int]], lots: NDArray[np.int64]) -> Iterator[tuple[int, ...]]:
        valid = np.concatenate([search.table.valid for search in self.searches])
        yield from constant_sets(lots, valid)
        if self.policy.guards_answers:
            positive = np.concatenate([search.table.positive for search in self.searches])
            for group in self._told_apart_by_nothing(places):
                n, x, e = int(valid[group].sum()), int(positive[group].sum()), self.policy.end_width
                if len(group) > 1 and (x <= e or x >= n - e) and not lots[group].sum():
                    yield tuple(group)

    def _told_apart_by_nothing(self, places: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
        """Atoms that are in the same published cells, of their municipality (if in any) and of the nation."""
        groups: defaultdict[tuple[int, bytes, bytes], list[int]] = defaultdict(list)
        national = self.published()
        shown = [search.cells.incidence[search.published(search.forms)] for search in self.searches]
        for number, (search, atom) in enumerate(places):
            own, above = shown[search][:, atom], self.searches[search].table.national[national, atom]
            groups[search if own.any() else -1, own.tobytes() if own.any() else b"", above.tobytes()].append(number)
        yield from groups.values()

    def _pay_alone(self, atoms: Sequence[int], places: Sequence[tuple[int, int]]) -> bool:
        """Allow the cheapest move that changes the set and needs nobody elsewhere; whether there was one."""
        parts: defaultdict[int, list[int]] = defaultdict(list)
        for number in atoms:
            parts[places[number][0]].append(places[number][1])
        best = min(self._alone(parts), default=None)
        if best is None or best[0] >= IMPOSSIBLE:
            return False
        self._allow(Way(*best[1:]))
        return True

    def _alone(self, parts: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int, int]]:
        for number, own in parts.items():
            search = self.searches[number]
            here = search.price_of_moves()
            for move in np.flatnonzero(search.moves.atoms[:, own].sum(axis=1) != 0).tolist():
                price = int(here[move]) + self.price_of_cells(number, move)
                if price:
                    yield price, number, move

    def _withhold_ends(self, view: "View") -> bool:
        """Withhold the nation's end classes that no allowed way varies; whether any was."""
        stuck = [
            cell
            for cell, own in enumerate(self.classes)
            if self.policy.guards_answers
            and self.forms[cell] < Form.WITHHELD
            and own[Form.FINE].least < own[Form.FINE].most
            and not view.varies(cell)
        ]
        self.forms[stuck] = Form.WITHHELD
        return bool(stuck)


class View:
    """What is allowed at one moment: by municipality the moves that need nobody, and by effect those that have one."""

    def __init__(self, nation: Nation) -> None:
        self._nation = nation
        self._told = nation.published()
        self.allowed = [search.allowed() for search in nation.searches]
        self.free = [
            allowed & (need <= nation.forms).all(axis=1)
            for allowed, need in zip(self.allowed, nation.need, strict=True)
        ]
        self.bound: defaultdict[Effect, list[tuple[int, int]]] = defaultdict(list)
        for number, (search, allowed) in enumerate(zip(nation.searches, self.allowed, strict=True)):
            for move in np.flatnonzero(allowed & search.moves.national[:, self._told].any(axis=1)).tolist():
                self.bound[self._effect(number, move)].append((number, move))
        self._cheapest: dict[Effect, list[tuple[int, int, int]]] = {}
        self._prices: dict[int, NDArray[np.int64]] = {}
        self._marks = [self._mark(search.moves.national[:, self._told]) for search in nation.searches]

    def _effect(self, number: int, move: int, sign: int = 1) -> Effect:
        effect = self._nation.searches[number].moves.national[move][self._told]
        return np.asarray(sign * effect, dtype=np.int8).tobytes()

    def opposite(self, number: int, move: int) -> Effect:
        """The effect that makes up for a move."""
        return self._effect(number, move, -1)

    def ways(self, number: int) -> NDArray[np.bool_]:
        """The moves of a municipality that are allowed, alone or with another's."""
        ways = self.free[number].copy()
        for move in np.flatnonzero(self.allowed[number] & ~ways).tolist():
            ways[move] = any(other != number for other, _ in self.bound.get(self.opposite(number, move), ()))
        return ways

    def unmet(self, number: int) -> NDArray[np.bool_]:
        """The municipality's targets that no allowed way refutes, by moves."""
        search = self._nation.searches[number]
        _, hits = search.active(search.forms)
        return np.asarray(hits[~hits[:, self.ways(number)].any(axis=1)])

    def cheapest(self, effect: Effect, *, without: int) -> tuple[int, Way | None]:
        """The price of allowing a move of this effect in another municipality, and that move."""
        if effect not in self._cheapest:
            self._cheapest[effect] = sorted(self._offers(effect))[:2]
        for price, number, move in self._cheapest[effect]:
            if number != without:
                return price, Way(number, move)
        return IMPOSSIBLE, None

    def _offers(self, effect: Effect) -> Iterator[tuple[int, int, int]]:
        """Each municipality's cheapest move of this effect."""
        for number, mark in enumerate(self._marks):
            moves = np.flatnonzero(mark == self._mark(np.frombuffer(effect, dtype=np.int8)))
            if len(moves):
                price = self._price(number)[moves]
                best = int(np.argmin(price))
                yield int(price[best]), number, int(moves[best])

    def _mark(self, effects: NDArray[np.int8]) -> NDArray[np.int64]:
        """A number for each effect that hardly any other has."""
        return np.asarray(effects.astype(np.int64) @ self._nation.marks[self._told])

    def _price(self, number: int) -> NDArray[np.int64]:
        """What the moves of a municipality cost; looked at once, so that what has been paid since may be left in."""
        if number not in self._prices:
            self._prices[number] = self._nation.searches[number].price_of_moves()
        return self._prices[number]

    def lots(self, lots: Lots) -> tuple[list[tuple[int, int]], NDArray[np.int64]]:
        """Every atom of the nation as (municipality, atom), and its lot over all allowed ways."""
        searches = self._nation.searches
        drawn = [
            search.weights[free] @ search.moves.atoms[free].astype(np.int64)
            for search, free in zip(searches, self.free, strict=True)
        ]
        for effect, here in self.bound.items():
            there = self.bound.get(np.asarray(-np.frombuffer(effect, dtype=np.int8), dtype=np.int8).tobytes(), [])
            for (number, move), (other, partner), lot in self._couples(here, there, lots):
                drawn[number] = drawn[number] + lot * searches[number].moves.atoms[move]
                drawn[other] = drawn[other] + lot * searches[other].moves.atoms[partner]
        places = [(number, atom) for number, search in enumerate(searches) for atom in range(len(search.table.atoms))]
        return places, np.concatenate(drawn)

    @staticmethod
    def _couples(
        here: Sequence[tuple[int, int]], there: list[tuple[int, int]], lots: Lots
    ) -> Iterator[tuple[tuple[int, int], tuple[int, int], np.int64]]:
        """Each move with some of another municipality that make up for it, and a lot for each couple."""
        weights = lots.numbers((len(here), 2))
        for place, one in enumerate(here):
            others = [each for each in there[place % max(len(there), 1) :] + there[:place] if each[0] != one[0]][:2]
            for other, lot in zip(others, weights[place], strict=False):
                yield one, other, lot

    def varies(self, cell: int) -> bool:
        """Whether an allowed way changes this cell of the nation."""
        searches = self._nation.searches
        return any(
            bool(search.moves.national[free, cell].any()) for search, free in zip(searches, self.free, strict=True)
        )
