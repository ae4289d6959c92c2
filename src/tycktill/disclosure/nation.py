"""Links the municipalities' tables through the nation's figures: what one gains, another must lose.

A move that changes a national figure is allowed where another municipality can move the opposite way.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.classes import Classes, Form
from tycktill.disclosure.counts import Told
from tycktill.disclosure.lattice import Cells
from tycktill.disclosure.lots import Lots
from tycktill.disclosure.public import is_public
from tycktill.disclosure.search import IMPOSSIBLE, Search, first, needs, prices
from tycktill.disclosure.small_sets import constant_sets
from tycktill.disclosure.ways import View, Way


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
        self._places = [(number, atom) for number, each in enumerate(searches) for atom in range(len(each.table.atoms))]

    def settle(self) -> bool:
        """Coarsen what must be, until every target of every municipality has a way that the nation allows; then make
        finer again what need not be.

        Whether all is safe at the end: what is public already may leave something that no form changes.
        """
        floor = self.forms.copy()
        is_safe = self._coarsen()
        if is_safe:
            self._take_back(floor)
        return is_safe

    def _coarsen(self) -> bool:
        while True:
            view = self.view()
            open_ = list(self._open(view))
            paid = [self._pay(view, number, targets) for number, targets in open_]
            if any(paid):
                continue
            exposed = self._exposed_sets(view)
            changed = [self._pay_for_set(view, each) for each in exposed]
            if not self._withhold_ends(view) and not any(changed):
                return not open_ and not exposed

    def _take_back(self, floor: NDArray[np.int8]) -> None:
        """Make cells finer again, the most useful first, where all stays safe (maximality, method 6.2)."""
        for cell in sorted(np.flatnonzero(self.forms > floor).tolist(), key=lambda cell: -self.cells.weight[cell]):
            before = self.forms[cell]
            for form in (*range(floor[cell], before), before):
                self.forms[cell] = form
                if form == before or self._is_safe():
                    break

    def _is_safe(self) -> bool:
        view = self.view()
        return not (any(self._open(view)) or self._exposed_sets(view) or any(True for _ in self._still_ends(view)))

    def _open(self, view: View) -> Iterator[tuple[int, NDArray[np.bool_]]]:
        """The municipalities with targets that no allowed way refutes, and those by moves."""
        for number in range(len(self.searches)):
            targets = view.unmet(number)
            if len(targets):
                yield number, targets

    def _exposed_sets(self, view: View) -> list[tuple[int, ...]]:
        """Sets of the nation's atoms that no allowed way changes and that must not be told."""
        return [*first(self._exposed(view.lots(self._lots))), *self._public_ends(view)]

    def view(self) -> View:
        """What is allowed now."""
        free = [np.asarray((need <= self.forms).all(axis=1)) for need in self.need]
        return View(self.searches, free, self.published(), self.marks)

    def published(self) -> NDArray[np.bool_]:
        """The nation's cells of which something is known."""
        return np.asarray((self.forms < Form.WITHHELD) | self._public)

    def _pay(self, view: View, number: int, targets: NDArray[np.bool_]) -> bool:
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

    def _cheapest_partner(self, view: View, number: int, move: int) -> tuple[int, Way]:
        """The least price of making up for a move elsewhere, or of coarsening the nation's cells; and the way."""
        alone = self.price_of_cells(number, move)
        if alone == 0:
            return 0, Way(number, move)
        price, partner = view.cheapest(-int(view.marks[number][move]), without=number)
        best = (price, Way(number, move, partner)) if price <= alone else (alone, Way(number, move))
        less, way = view.cheapest_but_for_some(number, move, self._costs(), best[0])
        return (less, way) if way else best

    def _costs(self) -> NDArray[np.int64]:
        """What it costs to withhold each of the nation's cells; nothing undoes what is public."""
        rows = np.arange(len(self.forms))
        left = self.price[:, Form.WITHHELD] - self.price[rows, self.forms]
        return np.where(self._public, IMPOSSIBLE, left)

    def price_of_cells(self, number: int, move: int) -> int:
        """What it costs to coarsen the nation's cells that tell this move."""
        need = self.need[number][move].astype(np.int64)
        rows = np.arange(len(self.forms))
        return int(np.maximum(self.price[rows, need] - self.price[rows, self.forms], 0).sum())

    def _allow(self, way: Way) -> None:
        self.searches[way.search].allow(way.move)
        self.forms[list(way.withheld)] = Form.WITHHELD
        if way.partner is None:
            self.forms = np.maximum(self.forms, self.need[way.search][way.move])
        else:
            self.searches[way.partner.search].allow(way.partner.move)

    def _exposed(self, lots: NDArray[np.int64]) -> Iterator[tuple[int, ...]]:
        valid = np.concatenate([search.table.valid for search in self.searches])
        yield from constant_sets(lots, valid)
        if self.policy.guards_answers:
            positive = np.concatenate([search.table.positive for search in self.searches])
            for group in self.told_apart_by_nothing():
                n, x, e = int(valid[group].sum()), int(positive[group].sum()), self.policy.end_width
                if len(group) > 1 and (x <= e or x >= n - e) and not lots[group].sum():
                    yield tuple(group)

    def told_apart_by_nothing(self) -> Iterator[list[int]]:
        """Atoms that are in the same published cells, of their municipality (if in any) and of the nation."""
        groups: defaultdict[tuple[int, bytes, bytes], list[int]] = defaultdict(list)
        national = self.published()
        shown = [search.cells.incidence[search.published(search.forms)] for search in self.searches]
        for number, (search, atom) in enumerate(self._places):
            own, above = shown[search][:, atom], self.searches[search].table.national[national, atom]
            groups[search if own.any() else -1, own.tobytes() if own.any() else b"", above.tobytes()].append(number)
        yield from groups.values()

    def _pay_for_set(self, view: View, atoms: Sequence[int]) -> bool:
        """Allow the cheapest way that changes what a set of atoms adds up to; whether there was one."""
        parts: defaultdict[int, list[int]] = defaultdict(list)
        for number in atoms:
            search, atom = self._places[number]
            parts[search].append(atom)
        best: tuple[int, Way] | None = None
        for price, number, move in sorted(self._changing(parts)):
            if price >= IMPOSSIBLE or (best and price >= best[0]):
                break
            there, way = self._cheapest_partner(view, number, move)
            if not self._change(way, parts):  # the partner takes back what the move does to the set
                there, way = self.price_of_cells(number, move), Way(number, move)
            if 0 < price + there < (best[0] if best else IMPOSSIBLE):
                best = price + there, way
        if best is None:
            return False
        self._allow(best[1])
        return True

    def _changing(self, parts: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int, int]]:
        """Moves of one municipality that change its part of a set: (price there, municipality, move)."""
        for number, own in parts.items():
            search = self.searches[number]
            here = search.price_of_moves()
            for move in np.flatnonzero(search.moves.atoms[:, own].sum(axis=1) != 0).tolist():
                yield int(here[move]), number, move

    def _change(self, way: Way | None, parts: Mapping[int, Sequence[int]]) -> int:
        """What a way does to the sum of a set of atoms."""
        if way is None:
            return 0
        own = self.searches[way.search].moves.atoms[way.move, parts.get(way.search, [])]
        return int(own.sum()) + self._change(way.partner, parts)

    def _withhold_ends(self, view: View) -> bool:
        """Withhold the nation's end classes that no allowed way varies; whether any was."""
        stuck = [cell for cell in self._still_ends(view) if not self._public[cell]]
        self.forms[stuck] = Form.WITHHELD
        return bool(stuck)

    def _public_ends(self, view: View) -> Iterator[tuple[int, ...]]:
        """The atoms of each end class that no allowed way varies and that cannot be withheld, as it is public."""
        for cell in self._still_ends(view):
            if self._public[cell]:
                inside = (self.searches[search].table.national[cell, atom] for search, atom in self._places)
                yield tuple(number for number, is_inside in enumerate(inside) if is_inside)

    def _still_ends(self, view: View) -> Iterator[int]:
        """The nation's published end classes that no allowed way varies."""
        published = self.published()
        for cell, own in enumerate(self.classes):
            is_end = own[Form.FINE].least < own[Form.FINE].most
            if self.policy.guards_answers and published[cell] and is_end and not view.varies(cell):
                yield cell
