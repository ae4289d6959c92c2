"""Attack: the tables of the drafted news text, cell by cell beside the tables of the release."""

from collections.abc import Iterator

from tests.attacks.told import Beside, Range, alike, whole_per_cent
from tests.attacks.written import number, shares, table_rows


class TableReading(Beside):
    """One part of the text: its tables."""

    def learned(self) -> Iterator[str]:
        """The tables: each question beside last time, the nation and the mean; each target group and each unit."""
        for heading, *rows in _tables(table_rows(self.part.text)):
            columns = [each.strip() for each in heading.strip("| ").split(" | ")]
            for row in rows:
                cells = [each.strip() for each in row.strip("| ").split(" | ")] if "---" not in row else []
                for column, cell in zip(columns[1:], cells[1:], strict=False):
                    for written in shares(cell):
                        yield from self._finer(written, self._in_table(columns[0], column, cells[0]))
                    if not shares(cell) and cell.replace("\u00a0", "").isdigit():
                        yield from self._counted(columns[0], column, cells[0], cell)

    def _in_table(self, kind: str, column: str, name: str) -> Range | None:
        """What the tables tell of a cell."""
        question = self.told.id_of(self.part.target, name if kind == "Fråga" else column)
        if kind == "Fråga":
            known = {"Riket": self._nation, "Kommunernas ovägda medelvärde": self._mean}
            if column in {key[0] for key in self.told.rows} - {self.part.round}:
                return whole_per_cent(
                    self.told.rows.get((column, self.part.target, self.part.municipality, "", "T", question))
                )
            return known.get(column, self._own)(question)
        if column == "Svarsfrekvens":
            offered, answered = (self._count_of(kind, name, each) for each in ("offered", "answered"))
            return alike(answered / offered) if offered and answered is not None else None
        return whole_per_cent(dict(self._group_rows(_KINDS[kind], question)).get(name.replace("\\", "")))

    def _counted(self, kind: str, column: str, name: str, cell: str) -> Iterator[str]:
        counted = {"Erbjöds att svara": "offered", "Svarade": "answered"}.get(column, "")
        if not counted or self._count_of(kind, name, counted) != number(cell):
            yield f"{cell} in the column {column}, which no row tells"

    def _count_of(self, kind: str, name: str, counted: str) -> int | None:
        for question in self._asked:
            row = dict(self._group_rows(_KINDS[kind], question)).get(name.replace("\\", ""))
            if row and row[counted]:
                return int(row[counted])
        return None


_KINDS = {"Målgrupp": "målgrupperna", "Enhet": "enheterna"}


def _tables(rows: list[str]) -> Iterator[list[str]]:
    """The tables one after the other: a line of dashes follows each heading."""
    starts = [place - 1 for place, row in enumerate(rows) if "---" in row]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=False):
        yield rows[start:end]
