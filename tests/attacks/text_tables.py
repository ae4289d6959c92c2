"""Attack: the tables of the drafted news text, cell by cell beside the tables of the release."""

from collections.abc import Iterator, Mapping

from tests.attacks.told import Beside, alike, whole_per_cent
from tests.attacks.written import number, shares, table_rows


class TableReading(Beside):
    """One part of the text: its tables."""

    def learned(self) -> Iterator[str]:
        """The tables: each question beside last time, the nation and the mean; each target group and each unit."""
        for heading, *rows in _tables(table_rows(self.part.text)):
            kind, *columns = (each.strip() for each in heading.strip("| ").split(" | "))
            for row in rows:
                name, *cells = (each.strip() for each in row.strip("| ").split(" | "))
                line = dict(zip(columns, cells, strict=True)) if "---" not in row else {}
                yield from self._question(name, line) if kind == "Fråga" else self._group(kind, name, line)

    def _question(self, name: str, line: Mapping[str, str]) -> Iterator[str]:
        question = self.told.id_of(self.part.target, name)
        known = {
            "Riket": self._nation,
            "Riket, samma målgrupper": self._expected,
            "Kommunernas ovägda medelvärde": self._mean,
        }
        rounds = {key[0] for key in self.told.rows} - {self.part.round}
        for column, cell in line.items():
            place = (self.part.target, self.part.municipality, "", "T", question)
            before = whole_per_cent(self.told.rows.get((column, *place))) if column in rounds else None
            first, *own = shares(cell) or [""]
            if first:
                yield from self._finer(first, before or known.get(column, self._own)(question))
            for written in own:  # in the target groups that are compared
                yield from self._finer(written, self._expected(question, "compared_share"))

    def _group(self, kind: str, name: str, line: Mapping[str, str]) -> Iterator[str]:
        """Groups may have one name: the line is of the one that it fits best."""
        plain = name.replace("\\", "")
        targets = [id_ for id_, own in self.told.released.names.get("targets", {}).items() if own["sv"] == plain]
        groups = [(self.part.target, plain)] if kind == "Enhet" else [(target, "") for target in targets or [plain]]
        yield from min((list(self._cells(line, target, unit)) for target, unit in groups), key=len)

    def _cells(self, line: Mapping[str, str], target: str, unit: str) -> Iterator[str]:
        """A line of a target group or a unit: who answered, and each question's share."""
        rows = [row for row in (self._row(each, unit=unit, target=target) for each in self._asked) if row]
        counts = {
            column: next((int(row[each]) for row in rows if row[each]), None)
            for column, each in (("Erbjöds att svara", "offered"), ("Svarade", "answered"))
        }
        offered, answered = counts.values()
        for column, cell in line.items():
            if column in counts and cell.replace("\u00a0", "").isdigit() and number(cell) != counts[column]:
                yield f"{cell} in the column {column}, which no row tells"
            for written in shares(cell):
                question = self.told.id_of(self.part.target, column)
                rate = alike(answered / offered) if offered and answered is not None else None
                own = self._own(question, unit=unit, target=target)
                yield from self._finer(written, rate if column == "Svarsfrekvens" else own)


def _tables(rows: list[str]) -> Iterator[list[str]]:
    """The tables one after the other: a line of dashes follows each heading."""
    starts = [place - 1 for place, row in enumerate(rows) if "---" in row]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=False):
        yield rows[start:end]
