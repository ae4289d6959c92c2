"""Linear programmes, solved by HiGHS without a word."""

import numpy as np
from highspy import HighsLp, HighsModelStatus, MatrixFormat, ObjSense
from highspy._core import _Highs as Solver  # its subclass in highspy prints a banner on standard output
from numpy.typing import NDArray
from scipy import sparse

Numbers = NDArray[np.float64]
_HAIR = 1e-6


class Contradiction(Exception):
    """No numbers satisfy all rows."""


class Programme:
    """Numbers between limits, and sums of them between limits. Solved again it starts from where it was."""

    def __init__(
        self, rows: sparse.csr_array, columns: tuple[Numbers, Numbers], limits: tuple[Numbers, Numbers]
    ) -> None:
        by_column = rows.tocsc()
        problem = HighsLp()
        problem.num_row_, problem.num_col_ = rows.shape
        problem.col_cost_ = np.zeros(rows.shape[1])
        problem.col_lower_, problem.col_upper_ = columns
        problem.row_lower_, problem.row_upper_ = limits
        problem.a_matrix_.format_ = MatrixFormat.kColwise
        problem.a_matrix_.start_, problem.a_matrix_.index_ = by_column.indptr, by_column.indices
        problem.a_matrix_.value_ = by_column.data
        problem.sense_ = ObjSense.kMaximize
        self._rows, self._limits = rows, (*columns, *limits)
        self._places = np.arange(rows.shape[1], dtype=np.int32)
        self._solver = Solver()
        for option, choice in (("output_flag", False), ("threads", 1), ("presolve", "off"), ("run_crossover", "off")):
            self._solver.setOptionValue(option, choice)
        self._solver.passModel(problem)

    def middle(self) -> Numbers:
        """Numbers inside the limits wherever they can be: where an interior point method ends that wishes for nothing.

        Raises Contradiction where there are none.
        """
        nothing = np.zeros(len(self._places))
        self._solve("ipm", nothing)
        found = self._numbers()  # good when they fulfil all, however content the solver is with its last step
        return found if self._fulfils(found) else self.maximise(nothing)

    def maximise(self, cost: Numbers) -> Numbers:
        """The numbers that make this sum of multiples the largest. Raises Contradiction where there are none."""
        if self._solve("simplex", cost) != HighsModelStatus.kOptimal:
            raise Contradiction
        return self._numbers()

    def _solve(self, solver: str, cost: Numbers) -> HighsModelStatus:
        self._solver.setOptionValue("solver", solver)
        self._solver.changeColsCost(len(cost), self._places, cost)
        self._solver.run()
        return self._solver.getModelStatus()

    def _numbers(self) -> Numbers:
        return np.array(self._solver.getSolution().col_value, np.float64)

    def _fulfils(self, numbers: Numbers) -> bool:
        least, most, fewest, highest = self._limits
        if len(numbers) != len(least):
            return False
        total = self._rows @ numbers
        inside = (numbers >= least - _HAIR) & (numbers <= most + _HAIR)
        return bool(inside.all() and (total >= fewest - _HAIR).all() and (total <= highest + _HAIR).all())
