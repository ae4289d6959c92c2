"""Chooses how coarsely one municipality's cells are given, so that other answers would give the same publication."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.classes import Classes, Form, is_end
from tycktill.disclosure.counts import Told
from tycktill.disclosure.lattice import Cells, Table
from tycktill.disclosure.lots import Lots
from tycktill.disclosure.moves import Moves, Steps, effects, moves
from tycktill.disclosure.policies import FEWEST_ANSWERS, Policy
from tycktill.disclosure.programme import Programme
from tycktill.disclosure.public import is_public
from tycktill.disclosure.small_sets import constant_sets

IMPOSSIBLE = 10**12
"""What cannot be had costs as much or more: a world that contradicts what is public already."""

WITHHELD = int(Form.WITHHELD)

_SETS_AT_A_TIME = 24

Hits = NDArray[np.bool_]
"""Targets by moves: whether the move refutes the target."""


def needs(classes: Sequence[Classes], positive: Sequence[int], effects: Steps) -> NDArray[np.int8]:
    """Moves by cells: the finest form in which the cell does not tell the moved answers from the true ones.

    One more than the coarsest where even that tells, as what is public already may.
    """
    moved = effects + np.array(positive, dtype=np.int64)
    need = np.full(effects.shape, len(Form), dtype=np.int8)
    for form in reversed(Form):
        least, most = (np.array([each[form][side] for each in classes], dtype=np.int64) for side in (0, 1))
        need[(moved >= least) & (moved <= most)] = form
    need[effects == 0] = 0
    return need


def prices(cells: Cells, classes: Sequence[Classes], told: Told) -> NDArray[np.int64]:
    """Cells by form: what the form costs readers (method 6.2): nothing for what is not told anyhow."""
    table = np.zeros((len(cells.rows), len(Form) + 1), dtype=np.int64)
    table[:, Form.WITHHELD] = np.where(told, cells.weight, 0)
    table[:, Form.PAIR] = table[:, Form.WITHHELD] // 4
    table[[each[Form.PAIR] == each[Form.FINE] for each in classes], Form.PAIR] = 0
    table[[each[Form.WITHHELD] == each[Form.FINE] for each in classes], Form.WITHHELD] = 0
    table[:, len(Form)] = 2 * IMPOSSIBLE  # so that it stays impossible when what has been paid is taken off
    return table


class Search:
    """The forms of one table's cells while they are being chosen.

    Which form is needed is found by moves from the true answers to others. A target is a set of atoms whose positive
    answers must not be the same in all worlds; it is refuted when an allowed move changes it.
    """

    def __init__(self, table: Table, classes: Sequence[Classes], told: Told, policy: Policy, lots: Lots) -> None:
        """`told` are the cells that may be told at all."""
        self.table, self.cells, self.policy = table, table.cells, policy
        self.classes = classes
        self.public = np.array(
            [is_public(own, n) for own, n in zip(classes, self.cells.valid, strict=True)], dtype=bool
        )
        self.told = told | self.public
        self.price = prices(table.cells, classes, self.told)
        self.forms = np.zeros(len(classes), dtype=np.int8)
        self._lots = lots
        self._programme: Programme | None = None
        self.targets = _atom_targets(table, policy)
        ends = [
            cell
            for cell in np.flatnonzero(told).tolist()
            if is_end(classes[cell][Form.FINE], self.cells.valid[cell], policy)
        ]
        self.ends = np.array(ends, dtype=np.int64)
        none = effects(np.zeros((0, len(table.atoms)), dtype=np.int8), table)
        self.moves = none
        self.need = needs(classes, self.cells.positive, none.cells)
        self._dear = np.zeros(none.cells.shape, dtype=np.int64)
        self.weights, self.jitter = np.zeros(0, dtype=np.int64), np.zeros(0)
        self.hits: Hits = np.zeros((len(self.targets), 0), dtype=bool)
        self.end_hits: Hits = np.zeros((len(ends), 0), dtype=bool)
        self._know(moves(table))

    def _know(self, found: Moves) -> None:
        """Take in further moves: what they need, what that costs, what they refute."""
        need = needs(self.classes, self.cells.positive, found.cells)
        dear = np.take_along_axis(self.price, need.T.astype(np.int64), axis=1).T
        self.moves = self.moves.with_more(found)
        self.need, self._dear = np.concatenate([self.need, need]), np.concatenate([self._dear, dear])
        self.weights = np.concatenate([self.weights, self._lots.numbers(len(found))])
        self.jitter = np.concatenate([self.jitter, 1.0 + self._lots.chances(len(found)) / 8])
        self.hits = np.concatenate([self.hits, _changed(found, self.targets)], axis=1)
        self.end_hits = np.concatenate([self.end_hits, found.cells[:, self.ends].T != 0], axis=1)

    def extend(self, steps: Sequence[NDArray[np.int8]]) -> None:
        """Know further moves, given by their differences."""
        if steps:
            self._know(effects(np.unique(np.array(steps, dtype=np.int8), axis=0), self.table))

    def allowed(self, forms: NDArray[np.int8] | None = None) -> NDArray[np.bool_]:
        """The moves that these forms do not tell from the true answers."""
        return np.asarray((self.need <= (self.forms if forms is None else forms)).all(axis=1))

    def price_of_moves(self) -> NDArray[np.int64]:
        """What it costs to allow each move, beyond what has been paid."""
        paid = self.price[np.arange(len(self.forms)), self.forms]
        return np.asarray(np.maximum(self._dear - paid, 0).sum(axis=1), dtype=np.int64)

    def allow(self, move: int) -> None:
        """Coarsen the cells that tell this move from the true answers."""
        self.forms = np.maximum(self.forms, self.need[move])

    def published(self, forms: NDArray[np.int8]) -> NDArray[np.bool_]:
        """The cells of which something is known under these forms."""
        return np.asarray((forms < WITHHELD) | self.public)

    def active(self, forms: NDArray[np.int8]) -> tuple[list[tuple[int, ...]], Hits]:
        """All targets under these forms, with the moves that change each: an end class that is withheld is none."""
        published = self.published(forms)[self.ends]
        ends = [tuple(np.flatnonzero(self.cells.incidence[cell]).tolist()) for cell in self.ends[published]]
        return [*self.targets, *ends], np.concatenate([self.hits, self.end_hits[published]])

    def unmet(self, forms: NDArray[np.int8]) -> tuple[list[tuple[int, ...]], Hits]:
        """Those that no allowed move changes."""
        targets, hits = self.active(forms)
        stuck = np.asarray(~hits[:, self.allowed(forms)].any(axis=1))
        return [target for target, is_stuck in zip(targets, stuck, strict=True) if is_stuck], hits[stuck]

    def add(self, sets: Iterable[tuple[int, ...]]) -> None:
        """Make targets of sets of atoms."""
        new = list(sets)
        self.targets = [*self.targets, *new]
        self.hits = np.concatenate([self.hits, _changed(self.moves, new)])

    def ask(self, targets: Iterable[Sequence[int]], forms: NDArray[np.int8]) -> list[NDArray[np.int8]]:
        """Of each target the cheapest moves up and down that there are, from these forms."""
        if self._programme is None:
            self._programme = Programme(self.table, self.classes, self.told)
        paid = self.price[np.arange(len(forms)), forms]
        left = np.maximum(self.price[:, Form.PAIR : WITHHELD + 1] - paid[:, None], 0)
        ways = [(each, up) for each in targets for up in self._directions(each)]
        found = (self._programme.cheapest(each, left, up=up) for each, up in ways)
        return [steps for steps in found if steps is not None]

    def _directions(self, atoms: Sequence[int]) -> Iterator[bool]:
        """Whether the sum of these atoms can rise (True) and fall (False)."""
        valid, positive = int(self.table.valid[list(atoms)].sum()), int(self.table.positive[list(atoms)].sum())
        if positive < valid:
            yield True
        if positive:
            yield False

    def exposed(self, forms: NDArray[np.int8]) -> Iterator[tuple[int, ...]]:
        """Sets of atoms, not targets yet, that no allowed move changes: of few people, or told apart by nothing."""
        allowed = self.allowed(forms)
        lots = self.weights[allowed] @ self.moves.atoms[allowed].astype(np.int64)
        yield from constant_sets(lots, self.table.valid)
        if self.policy.guards_answers:
            yield from (each for each in self.at_an_end(forms) if not lots[list(each)].sum())

    def at_an_end(self, forms: NDArray[np.int8]) -> Iterator[tuple[int, ...]]:
        """Atoms that no published cell tells apart, where all but `end_width` said the same."""
        shown = self.table.cells.incidence[self.published(forms)]
        columns = np.concatenate([shown, self.table.national]).T
        groups: dict[bytes, list[int]] = {}
        for atom, column in enumerate(np.packbits(columns, axis=1)):
            groups.setdefault(column.tobytes(), []).append(atom)
        for group in groups.values():
            if len(group) > 1 and is_near_an_end(self.table, group, self.policy):
                yield tuple(group)


def is_near_an_end(table: Table, atoms: Sequence[int], policy: Policy) -> bool:
    """Whether all of these people but at most `end_width` answered alike."""
    valid, positive = int(table.valid[list(atoms)].sum()), int(table.positive[list(atoms)].sum())
    return positive <= policy.end_width or positive >= valid - policy.end_width


def _changed(found: Moves, targets: Sequence[Sequence[int]]) -> Hits:
    """Targets by moves: whether the move changes the sum of the target's atoms."""
    hits = [found.atoms[:, list(each)].sum(axis=1) != 0 for each in targets]
    return np.array(hits, dtype=bool).reshape(len(targets), len(found))


def _atom_targets(table: Table, policy: Policy) -> list[tuple[int, ...]]:
    """Atoms that must not stay the same: of few people, or near an end."""
    return [
        (atom,)
        for atom, valid in enumerate(table.valid)
        if valid < FEWEST_ANSWERS or (policy.guards_answers and is_near_an_end(table, [atom], policy))
    ]


def first(sets: Iterator[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """As many sets as are worked on at a time."""
    return list(islice(sets, _SETS_AT_A_TIME))
