"""One round, family and question: its rows by spot, and what they alone tell of how many answered."""

from collections.abc import Mapping, Sequence

import numpy as np

from tycktill.audit.lattice import NOWHERE, BaseKey, Lattice
from tycktill.audit.requirements import Requirements
from tycktill.audit.rows import NATION, TableRow
from tycktill.audit.sums import Bounds, Whole

ValidByBase = Mapping[BaseKey, int]
"""Valid answers to a question by base cell; nobody answered in those that are not named."""


class Table:
    """The rows of one question, numbered by the spots of their lattice.

    `published` are the numbers of the spots that are shown or given as a class. `valid` bounds the valid answers of
    every spot: by what is told, by the sheets of all together, by the reasons for withholding and by sums. Where
    `known` gives the valid answers of all base cells there is nothing to bound.
    """

    def __init__(
        self,
        rows: Sequence[TableRow],
        families: Mapping[str, str],
        requirements: Requirements,
        known: ValidByBase | None,
    ) -> None:
        self.rows, self.families, self.requirements, self.known = rows, families, requirements, known
        self.lattice = Lattice((row.spot.place for row in rows), families)
        self.row_at = {self.lattice.number(row.spot): row for row in rows}
        self.published = np.array(sorted(spot for spot, row in self.row_at.items() if row.valid is not None), np.int64)
        self.valid = Bounds.unknown(len(self.lattice))
        if known is not None:
            self._learn(known)
        self._read_valid()
        self.valid.most = np.minimum(self.valid.most, self._sheets().most)
        self.valid.narrow(self.lattice.sums)

    def number_of(self, spot: int) -> int:
        """The number in the file of the row to name; for what no row shows, that of all together in its place."""
        return self.row_at[spot if spot in self.row_at else spot - spot % 4].number

    def positive(self) -> Bounds:
        """Bounds of the positive answers of every spot: by classes, by valid answers and by sums."""
        bounds = Bounds(np.zeros(len(self.lattice), np.int64), self.valid.most.copy())
        for spot in self.published.tolist():
            told = self.row_at[spot].positive
            if told:
                bounds.least[spot], bounds.most[spot] = told
        bounds.narrow(self.lattice.sums)
        return bounds

    def _learn(self, known: ValidByBase) -> None:
        valid = np.array([known.get(key, 0) for key in self.lattice.base], np.int64)
        total = np.zeros(len(self.lattice), np.int64)
        for spots in self.lattice.spots_of.T:
            held = spots != NOWHERE
            np.add.at(total, spots[held], valid[held])
        self.valid.least, self.valid.most = total, total.copy()

    def _read_valid(self) -> None:
        """What the rows tell: a withheld row tells by its reason on which side of the threshold it lies."""
        for spot, row in self.row_at.items():
            least, most = self._told(row)
            self.valid.least[spot] = max(self.valid.least[spot], least)
            self.valid.most[spot] = min(self.valid.most[spot], most)

    def _told(self, row: TableRow) -> tuple[int, int]:
        if row.valid is not None:
            return row.valid, row.valid
        if not row.few:
            return self.requirements.threshold, int(self.valid.most[self.lattice.number(row.spot)])
        is_nation = row.spot.place.level == NATION
        fewest = self.requirements.nation_threshold if is_nation else self.requirements.threshold
        return 0, max(fewest, self.requirements.threshold) - 1

    def _sheets(self) -> Bounds:
        """Bounds of how many sheets there are, as far as rows tell: nobody answers without one."""
        sheets = Bounds.unknown(len(self.lattice))
        for spot, row in self.row_at.items():
            if row.answered is not None:
                sheets.least[spot] = sheets.most[spot] = row.answered
        sheets.narrow(self.lattice.sums)
        return sheets


def told(table: Table, column: str) -> Whole:
    """A count that rows tell, by spot; -1 where they do not."""
    counts = np.full(len(table.lattice), -1, np.int64)
    for spot, row in table.row_at.items():
        number = getattr(row, column)
        if number is not None:
            counts[spot] = number
    return counts
