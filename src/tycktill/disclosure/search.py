"""Chooses how coarsely one municipality's cells are given, so that other answers would give the same publication."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.classes import Classes, Form, is_end
from tycktill.disclosure.lattice import Cells, Table
from tycktill.disclosure.lots import Lots
from tycktill.disclosure.moves import Moves, Steps
from tycktill.disclosure.policies import FEWEST_ANSWERS, Policy
from tycktill.disclosure.small_sets import constant_sets

IMPOSSIBLE = 10**12
"""The price of what cannot be had: a world that contradicts what is public already."""

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


def prices(cells: Cells, classes: Sequence[Classes]) -> NDArray[np.int64]:
    """Cells by form: what the form costs readers, beyond `IMPOSSIBLE` for what no form is (method 6.2)."""
    table = np.zeros((len(cells.rows), len(Form) + 1), dtype=np.int64)
    table[:, Form.WITHHELD] = cells.weight
    table[:, Form.PAIR] = table[:, Form.WITHHELD] // 4
    table[[each[Form.PAIR] == each[Form.FINE] for each in classes], Form.PAIR] = 0
    table[:, len(Form)] = IMPOSSIBLE
    return table


class Search:
    """The forms of one table's cells while they are being chosen.

    `forms` only ever tell what is safe to tell of counts; which form is needed is found by moves from the true
    answers to others. A target is refuted when an allowed move changes it.
    """

    def __init__(self, table: Table, moves: Moves, classes: Sequence[Classes], policy: Policy, lots: Lots) -> None:
        self.table, self.cells, self.moves, self.policy = table, table.cells, moves, policy
        self.classes = classes
        self.need = needs(classes, table.cells.positive, moves.cells)
        self.price = prices(table.cells, classes)
        self.forms = np.zeros(len(classes), dtype=np.int8)
        self.weights = lots.numbers(len(moves))
        self.jitter = 1.0 + lots.chances(len(moves)) / 8
        self.targets = _atom_targets(table, moves, policy)
        self.ends = [cell for cell, own in enumerate(classes) if _has_end(own, table.cells.valid[cell], policy)]
        self.end_targets = moves.cells[:, self.ends].T != 0
        self._dear = np.take_along_axis(self.price, self.need.T.astype(np.int64), axis=1).T

    def allowed(self, forms: NDArray[np.int8] | None = None) -> NDArray[np.bool_]:
        """The moves that these forms do not tell from the true answers."""
        allowed: NDArray[np.bool_] = (self.need <= (self.forms if forms is None else forms)).all(axis=1)
        return allowed

    def price_of_moves(self) -> NDArray[np.int64]:
        """What it costs to allow each move, beyond what has been paid."""
        paid = self.price[np.arange(len(self.forms)), self.forms]
        return np.asarray(np.maximum(self._dear - paid, 0).sum(axis=1), dtype=np.int64)

    def allow(self, move: int) -> None:
        """Coarsen the cells that tell this move from the true answers."""
        self.forms = np.maximum(self.forms, self.need[move])

    def active(self, forms: NDArray[np.int8]) -> Hits:
        """All targets under these forms: an end class that is withheld is none."""
        published = [number for number, cell in enumerate(self.ends) if forms[cell] < Form.WITHHELD]
        return np.concatenate([self.targets, self.end_targets[published]])

    def add(self, sets: Iterable[Sequence[int]]) -> None:
        """Make targets of sets of atoms."""
        rows = [self.moves.atoms[:, list(each)].sum(axis=1) != 0 for each in sets]
        if rows:
            self.targets = np.concatenate([self.targets, np.array(rows)])

    def exposed(self, forms: NDArray[np.int8], allowed: NDArray[np.bool_]) -> Iterator[tuple[int, ...]]:
        """Sets of atoms, not targets yet, that no allowed move changes: of few people, or told apart by nothing."""
        lots = self.weights[allowed] @ self.moves.atoms[allowed].astype(np.int64)
        yield from constant_sets(lots, self.table.valid)
        if self.policy.guards_answers:
            yield from (each for each in self.at_an_end(forms) if not lots[list(each)].sum())

    def at_an_end(self, forms: NDArray[np.int8]) -> Iterator[tuple[int, ...]]:
        """Atoms that no published cell tells apart, where all but `end_width` said the same."""
        shown = self.table.cells.incidence[forms < Form.WITHHELD]
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


def _has_end(own: Classes, valid: int, policy: Policy) -> bool:
    return policy.guards_answers and valid >= policy.threshold and is_end(own[Form.FINE], valid, policy)


def _atom_targets(table: Table, moves: Moves, policy: Policy) -> Hits:
    """Atoms that must not stay the same: of few people, or near an end."""
    near = [policy.guards_answers and is_near_an_end(table, [atom], policy) for atom in range(len(table.atoms))]
    must = (table.valid < FEWEST_ANSWERS) | np.array(near, dtype=bool)
    hits: Hits = moves.atoms[:, must].T != 0
    return hits


def first(sets: Iterator[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """As many sets as are worked on at a time."""
    return list(islice(sets, _SETS_AT_A_TIME))
