"""Ways in which others' answers may differ: a move alone, or with the opposite one in another municipality."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.lots import Lots
from tycktill.disclosure.moves import Steps
from tycktill.disclosure.search import IMPOSSIBLE, Search
from tycktill.disclosure.small_sets import Lot

_MOST_EFFECTS = 300
"""Partners of so many kinds are looked at that leave something changed, those that leave least first."""


class Way(NamedTuple):
    """A move in one municipality, and one in another that makes up for it (None where nothing need be made up).

    `withheld` are the nation's cells that both together would change, and that must be withheld for it.
    """

    search: int
    move: int
    partner: "Way | None" = None
    withheld: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """Moves of all municipalities in the order of their marks, then of municipalities; `order` is from theirs."""

    marks: NDArray[np.int64]
    search: NDArray[np.int64]
    move: NDArray[np.int64]
    order: NDArray[np.int64]

    @classmethod
    def of(cls, marks: Sequence[NDArray[np.int64]], chosen: Sequence[NDArray[np.bool_]]) -> "Marked":
        """Of the moves with these marks, by municipality, the chosen ones."""
        moves = [np.flatnonzero(own) for own in chosen]
        search = np.repeat(np.arange(len(moves)), [len(own) for own in moves])
        every = np.concatenate([own[move] for own, move in zip(marks, moves, strict=True)])
        order = np.argsort(every, kind="stable")
        return cls(every[order], search[order], np.concatenate(moves)[order], order)

    def block(self, mark: int) -> slice:
        """Where the moves of this mark are."""
        first, last = np.searchsorted(self.marks, mark), np.searchsorted(self.marks, mark, side="right")
        return slice(int(first), int(last))

    def is_elsewhere(self, marks: NDArray[np.int64], number: int) -> NDArray[np.bool_]:
        """For each of these marks, whether a municipality other than this has a move of it."""
        first, end = np.searchsorted(self.marks, marks), np.searchsorted(self.marks, marks, side="right")
        search = np.append(self.search, number)
        return np.asarray((first < end) & ((search[first] != number) | (search[end - 1] != number)))

    def couples(self) -> Iterator[tuple[int, int]]:
        """Places of moves of two municipalities that make up for each other: each move with up to two others."""
        marks, starts = np.unique(self.marks, return_index=True)
        for mark, start in zip(marks.tolist(), starts.tolist(), strict=True):
            here, there = self.block(mark), self.block(-mark)
            others = list(range(there.start, there.stop))
            for place in range(here.start, here.stop):
                turn = (place - start) % max(len(others), 1)
                elsewhere = (one for one in others[turn:] + others[:turn] if self.search[one] != self.search[place])
                yield from ((place, one) for one in islice(elsewhere, 2))


class View:
    """What is allowed at one moment: by municipality the moves that need nobody, and which others have a partner.

    What a move does to the nation's published cells is known by its mark, a random sum of it: the opposite has the
    opposite mark, nothing has 0, and two others share one with a chance of 2^-64.
    """

    def __init__(
        self, searches: Sequence[Search], free: Sequence[NDArray[np.bool_]], told: NDArray[np.bool_], lots: Lot
    ) -> None:
        """`free` are the moves that the nation's forms do not tell, `told` its published cells, `lots` one a cell."""
        self._searches, self._told = searches, np.flatnonzero(told)
        self.allowed = [search.allowed() for search in searches]
        self.free = [allowed & own for allowed, own in zip(self.allowed, free, strict=True)]
        self.marks = [search.moves.national[:, told].astype(np.int64) @ lots[told] for search in searches]
        every = [np.ones(len(own), dtype=np.bool_) for own in self.marks]
        self._moves = Marked.of(self.marks, every)
        self._bound = Marked.of(
            self.marks, [own & (mark != 0) for own, mark in zip(self.allowed, self.marks, strict=True)]
        )
        self._cheapest: dict[int, list[tuple[int, Way]]] = {}

    def ways(self, number: int) -> NDArray[np.bool_]:
        """The moves of a municipality that are allowed, alone or with another's."""
        ways = self.free[number].copy()
        bound = np.flatnonzero(self.allowed[number] & ~ways)
        ways[bound] = self._bound.is_elsewhere(-self.marks[number][bound], number)
        return ways

    def unmet(self, number: int) -> NDArray[np.bool_]:
        """The municipality's targets that no allowed way refutes, by moves."""
        search = self._searches[number]
        _, hits = search.active(search.forms)
        return np.asarray(hits[~hits[:, self.ways(number)].any(axis=1)])

    def cheapest(self, mark: int, *, without: int) -> tuple[int, Way | None]:
        """The price of allowing a move of this mark in another municipality, and that move."""
        if mark not in self._cheapest:
            self._cheapest[mark] = list(islice(self._offers(mark), 2))
        for price, way in self._cheapest[mark]:
            if way.search != without:
                return price, way
        return IMPOSSIBLE, None

    def cheapest_but_for_some(self, number: int, move: int, costs: Lot, most: int) -> tuple[int, Way | None]:
        """The least price below `most` of a partner that leaves some of the nation's cells changed, with what it costs
        to withhold those (`costs`, by cell); and the way."""
        marks, effects = self._effects
        own = self._searches[number].moves.national[move][self._told]
        is_left = (effects + own) != 0
        left = is_left @ costs[self._told]
        best: tuple[int, Way | None] = most, None
        for place in np.argsort(left, kind="stable")[:_MOST_EFFECTS].tolist():
            if left[place] >= best[0]:
                break
            price, partner = self.cheapest(int(marks[place]), without=number)
            if price + left[place] < best[0]:
                cells = tuple(self._told[is_left[place]].tolist())
                best = price + int(left[place]), Way(number, move, partner, cells)
        return best

    @cached_property
    def _effects(self) -> tuple[Lot, Steps]:
        """Everything that moves do to the nation's published cells, each once: marks, and effects by cell."""
        marks, first = np.unique(self._moves.marks, return_index=True)
        effects = np.zeros((len(marks), len(self._told)), dtype=np.int8)
        for number, search in enumerate(self._searches):
            own = self._moves.search[first] == number
            effects[own] = search.moves.national[self._moves.move[first][own]][:, self._told]
        return marks, effects

    def _offers(self, mark: int) -> Iterator[tuple[int, Way]]:
        """The cheapest move of this mark of each municipality, the cheapest first."""
        block = self._moves.block(mark)
        search, move, price = self._moves.search[block], self._moves.move[block], self._prices[block]
        seen = set()
        for place in np.lexsort((move, search, price)).tolist():
            if search[place] not in seen:
                seen.add(search[place])
                yield int(price[place]), Way(int(search[place]), int(move[place]))

    @cached_property
    def _prices(self) -> NDArray[np.int64]:
        """What the moves cost; looked at once, so that what has been paid since may be left in."""
        return np.concatenate([search.price_of_moves() for search in self._searches])[self._moves.order]

    def lots(self, lots: Lots) -> Lot:
        """Of every atom of the nation its lot over all allowed ways."""
        searches = self._searches
        drawn = [
            search.weights[free] @ search.moves.atoms[free].astype(np.int64)
            for search, free in zip(searches, self.free, strict=True)
        ]
        couples = np.array(list(self._bound.couples()), dtype=np.int64).reshape(-1, 2)
        for lot, couple in zip(lots.numbers(len(couples)), couples, strict=True):
            for number, move in zip(self._bound.search[couple], self._bound.move[couple], strict=True):
                drawn[number] = drawn[number] + lot * searches[number].moves.atoms[move]
        return np.concatenate(drawn)

    def varies(self, cell: int) -> bool:
        """Whether an allowed way changes this cell of the nation."""
        return any(
            bool(search.moves.national[free, cell].any())
            for search, free in zip(self._searches, self.free, strict=True)
        )
