"""Asks HiGHS for the cheapest other answers: a linear programme over all worlds, each cell it leaves at a price."""

from collections.abc import Sequence

import highspy
import numpy as np
from highspy._core import _Highs  # its subclass in highspy prints a banner whenever one is made
from numpy.typing import NDArray

from tycktill.disclosure.classes import Classes, Form
from tycktill.disclosure.lattice import Table

_WHOLE = 1e-6
_UNBOUNDED = highspy.kHighsInf


class Programme:
    """One table's worlds, as differences from the true answers.

    Columns are the atoms' differences, then for each cell how far it goes out of its finest class within its pair, and
    beyond its pair, each way. A row for each cell, and a last one for what is to change.
    """

    def __init__(self, table: Table, classes: Sequence[Classes], told: NDArray[np.bool_]) -> None:
        """`told` are the cells that may be published: the others tell nothing and are left out."""
        self._table, self._told = table, np.flatnonzero(told)
        self._incidence = table.cells.incidence[self._told]
        self._cells, self._atoms = self._incidence.shape
        self._rooms = _rooms(table, classes, self._told)
        self._inside: NDArray[np.int64] = np.arange(self._atoms)
        self._highs = _Highs()
        for option, value in (("output_flag", False), ("presolve", "off"), ("threads", 1)):
            self._highs.setOptionValue(option, value)
        self._highs.passModel(self._model())

    def _model(self) -> highspy.HighsLp:
        least, most, pair, free = self._rooms
        slack = np.kron(np.eye(self._cells), np.array([[-1.0, 1.0, -1.0, 1.0]]))  # up, down in the pair; beyond it
        matrix = np.hstack([self._incidence.astype(float), slack])
        rows = np.vstack([matrix, np.zeros((1, matrix.shape[1]))])
        rows[-1, : self._atoms] = 1.0
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = rows.shape[1], rows.shape[0]
        rooms = np.hstack([pair, free]).reshape(-1)
        model.col_cost_ = np.zeros(rows.shape[1])
        model.col_lower_ = np.concatenate([-self._table.positive.astype(float), np.zeros(4 * self._cells)])
        model.col_upper_ = np.concatenate([(self._table.valid - self._table.positive).astype(float), rooms])
        model.row_lower_ = np.append(least, -_UNBOUNDED)
        model.row_upper_ = np.append(most, _UNBOUNDED)
        _set_matrix(model, rows)
        return model

    def cheapest(self, target: Sequence[int], prices: NDArray[np.int64], *, up: bool) -> NDArray[np.int8] | None:
        """The differences by atom that change the sum of the target's atoms at the least price, up or down.

        `prices` are cells by (pair, withheld): what each costs yet. None where there are none, or only ones that are
        no whole numbers.
        """
        costs = np.repeat(prices[self._told].astype(float), 2, axis=1).reshape(-1)
        columns = np.arange(self._atoms, self._atoms + 4 * self._cells, dtype=np.int32)
        self._highs.changeColsCost(len(columns), columns, costs)
        self._aim(target)
        bounds = (1.0, _UNBOUNDED) if up else (-_UNBOUNDED, -1.0)
        self._highs.changeRowBounds(self._cells, *bounds)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = np.array(self._highs.getSolution().col_value[: self._atoms])
        whole = np.rint(found)
        return whole.astype(np.int8) if np.abs(found - whole).max() < _WHOLE and np.abs(whole).max() < 100 else None

    def _aim(self, target: Sequence[int]) -> None:
        """Let the last row be the sum of these atoms' differences."""
        for atom in np.setxor1d(self._inside, target).tolist():
            self._highs.changeCoeff(self._cells, atom, float(atom in target))
        self._inside = np.array(target, dtype=np.int64)


def _rooms(table: Table, classes: Sequence[Classes], told: NDArray[np.int64]) -> tuple[NDArray[np.float64], ...]:
    """By cell how far it may move down and up: within its finest class, then in its pair beyond that, then freely."""
    true = np.array(table.cells.positive, dtype=float)[told]
    by_form = np.array(classes, dtype=float).reshape(-1, len(Form), 2)[told]
    fine, pair, withheld = by_form[:, Form.FINE], by_form[:, Form.PAIR], by_form[:, Form.WITHHELD]
    up, down = pair[:, 1] - fine[:, 1], fine[:, 0] - pair[:, 0]
    free = np.stack([withheld[:, 1] - pair[:, 1], pair[:, 0] - withheld[:, 0]], axis=1)
    return fine[:, 0] - true, fine[:, 1] - true, np.stack([up, down], axis=1), free


def _set_matrix(model: highspy.HighsLp, rows: NDArray[np.float64]) -> None:
    """Row by row, as HiGHS wants it; the last row keeps a place for every atom."""
    number, column = np.nonzero(rows)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.searchsorted(number, np.arange(len(rows) + 1)).astype(np.int32)
    model.a_matrix_.index_ = column.astype(np.int32)
    model.a_matrix_.value_ = rows[number, column]
