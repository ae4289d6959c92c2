"""Attack: from how few to how many can be positive in any group, in whole people, for whoever knows who answered."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import highspy
import numpy as np
from tests.attacks.released import Held, Row

from tycktill.terms import BaseKey, ValidByBase

SOLVER: Callable[[], Any] = highspy.Highs
FEW = 5
Group = tuple[int, ...]
"""The numbers of some base cells, sorted."""


class IntegerAttack:
    """One question's table as an integer programme, solved by HiGHS through its own interface."""

    def __init__(self, rows: Sequence[Row], valid: ValidByBase, held: Held) -> None:
        self.keys = [key for key, number in sorted(valid.items()) if number]
        self.valid = [valid[key] for key in self.keys]
        self.rows = {tuple(n for n, key in enumerate(self.keys) if _holds(row, key, held)): row for row in rows}
        self._solver = SOLVER()
        self._solver.silent()
        self._people = [
            self._solver.addVariable(0, number, type=highspy.HighsVarType.kInteger) for number in self.valid
        ]
        for group, row in self._told(rows, held):
            total = self._solver.qsum([self._people[cell] for cell in group])
            self._solver.addConstr(total >= int(row["positive_min"]))
            self._solver.addConstr(total <= int(row["positive_max"]))

    def range_of(self, group: Group) -> tuple[int, int]:
        """The least and the most; raises RuntimeError where HiGHS does not say that it has found them."""
        total = self._solver.qsum([self._people[cell] for cell in group])
        found = []
        for solve in (self._solver.minimize, self._solver.maximize):
            solve(total)
            if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                raise RuntimeError(f"HiGHS says {self._solver.getModelStatus()}")
            found.append(round(self._solver.getInfo().objective_function_value))
        return found[0], found[1]

    def groups(self) -> Iterator[Group]:
        """Every base cell, joint atom and row, and sets of two base cells of few together."""
        yield from ((cell,) for cell in range(len(self.keys)))
        atoms: defaultdict[Group, list[int]] = defaultdict(list)
        told = [set(group) for group, row in self.rows.items() if row["positive_min"]]
        for cell in range(len(self.keys)):
            atoms[tuple(number for number, group in enumerate(told) if cell in group)].append(cell)
        yield from (tuple(cells) for pattern, cells in atoms.items() if pattern and len(cells) > 1)
        yield from (group for group in self.rows if len(group) > 1)
        few = [cell for cell, number in enumerate(self.valid) if number < FEW - 1]
        for place, one in enumerate(few):
            yield from ((one, other) for other in few[place + 1 :] if self.valid[one] + self.valid[other] < FEW)

    def known(self, end_width: int) -> Iterator[tuple[Group, int]]:
        """Groups of few, or of which nearly all answered alike, whose number follows, with the number."""
        for group in dict.fromkeys(self.groups()):
            least, most = self.range_of(group)
            number = sum(self.valid[cell] for cell in group)
            if least == most and (number < FEW or (end_width and min(least, number - least) <= end_width)):
                yield group, least

    def _told(self, rows: Sequence[Row], held: Held) -> Iterator[tuple[Group, Row]]:
        for row in rows:
            if row["positive_min"]:
                yield tuple(n for n, key in enumerate(self.keys) if _holds(row, key, held)), row


def _holds(row: Row, key: BaseKey, held: Held) -> bool:
    return (
        row["instrument"] in held[key.instrument]
        and row["municipality"] in {"", key.municipality}
        and row["unit"] in {"", key.unit}
        and row["gender"] in {"T", key.gender}
    )


def spread(values: np.ndarray) -> tuple[int, int]:
    """The least and the most of some worlds' values."""
    return int(values.min()), int(values.max())
