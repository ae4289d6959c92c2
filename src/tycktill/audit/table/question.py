"""One round, family and question: its rows by spot, and what they alone tell of how many answered."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from tycktill.audit.requirements import Requirements
from tycktill.audit.table.hierarchy import SpotHierarchy
from tycktill.audit.table.rows import NATION, Spot, TableRow, ToldInterval
from tycktill.audit.table.sums import Bounds, Whole
from tycktill.terms import Grouping, ValidByBase


class QuestionTable:
    """The rows of one question, numbered by the spots of their hierarchy.

    `told` are the numbers of the spots whose numerator is known to lie in an interval, that of `intervals`: rows tell
    it, or it is `public` (valid answers, the least, the most) of a spot with so many answers. `valid` bounds the valid
    answers of every spot: by what is told, by the sheets of all together, by the reasons for withholding and by sums.
    Where `known` gives the valid answers of all base cells there is nothing to bound.
    """

    def __init__(
        self,
        rows: Sequence[TableRow],
        grouping: Grouping,
        requirements: Requirements,
        known: ValidByBase | None,
        public: Mapping[Spot, tuple[int, int, int]] = MappingProxyType({}),
    ) -> None:
        self.rows, self.requirements, self.known = rows, requirements, known
        self.hierarchy = SpotHierarchy((row.spot.place for row in rows), grouping, requirements.without_units)
        self.row_at = {self.hierarchy.number_of(row.spot): row for row in rows}
        self.valid = Bounds.unknown(len(self.hierarchy))
        if known is not None:
            self._take_known(known)
        self._read_valid()
        self.valid.most = np.minimum(self.valid.most, self._sheet_bounds().most)
        self.valid.narrow(self.hierarchy.sums)
        self.intervals = {spot: row.positive for spot, row in self.row_at.items() if row.positive}
        if self.intervals:
            self._read_public(public)
        self.told = np.array(sorted(self.intervals), np.int64)

    def number_of(self, spot: int) -> int:
        """The number in the file of the row to name; for what no row shows, that of all together in its place."""
        return self.row_at[spot if spot in self.row_at else spot - spot % 4].number

    def positive_bounds(self) -> Bounds:
        """Bounds of the positive answers of every spot: by intervals, by valid answers and by sums."""
        bounds = Bounds(np.zeros(len(self.hierarchy), np.int64), self.valid.most.copy())
        for spot, interval in self.intervals.items():
            bounds.least[spot], bounds.most[spot] = interval
        bounds.narrow(self.hierarchy.sums)
        return bounds

    def _take_known(self, known: ValidByBase) -> None:
        valid = np.array([known.get(key, 0) for key in self.hierarchy.base], np.int64)
        total = self.hierarchy.membership @ valid
        self.valid.least, self.valid.most = total, total.copy()

    def _read_public(self, public: Mapping[Spot, tuple[int, int, int]]) -> None:
        """What was public when the rows were made, of the same answers. Nothing was made where that told too much."""
        for spot, (valid, least, most) in public.items():
            number = self.hierarchy.number_of(spot) if spot.place in self.hierarchy.places else None
            if number is not None and self.valid.least[number] == self.valid.most[number] == valid:
                before = self.intervals.get(number, ToldInterval(0, valid))
                self.intervals[number] = ToldInterval(max(before.least, least), min(before.most, most))

    def _read_valid(self) -> None:
        """What the rows tell: a withheld row tells by its reason on which side of the threshold it lies."""
        for spot, row in self.row_at.items():
            least, most = self._answered_bounds(row)
            self.valid.least[spot] = max(self.valid.least[spot], least)
            self.valid.most[spot] = min(self.valid.most[spot], most)

    def _answered_bounds(self, row: TableRow) -> tuple[int, int]:
        if row.valid is not None:
            return row.valid, row.valid
        if not row.few:
            return self.requirements.threshold, int(self.valid.most[self.hierarchy.number_of(row.spot)])
        is_nation = row.spot.place.level == NATION
        fewest = self.requirements.nation_threshold if is_nation else self.requirements.threshold
        return 0, max(fewest, self.requirements.threshold) - 1

    def _sheet_bounds(self) -> Bounds:
        """Bounds of how many sheets there are, as far as rows tell: nobody answers without one."""
        sheets = Bounds.unknown(len(self.hierarchy))
        for spot, row in self.row_at.items():
            if row.answered is not None:
                sheets.least[spot] = sheets.most[spot] = row.answered
        sheets.narrow(self.hierarchy.sums)
        return sheets


def row_counts(table: QuestionTable, column: str) -> Whole:
    """A count that rows tell, by spot; -1 where they do not."""
    counts = np.full(len(table.hierarchy), -1, np.int64)
    for spot, row in table.row_at.items():
        number = getattr(row, column)
        if number is not None:
            counts[spot] = number
    return counts
