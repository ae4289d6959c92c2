"""Gives all cells of a table their meaning: each distinct text is read once, Polars does the rest.

A file of a million rows holds some thousand distinct texts, so what a text means may be told in plain Python.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tycktill.files.columns import Columns, cells_without_header, find_columns, holds_text
from tycktill.files.meanings import Meaning, Meanings, Wrong
from tycktill.files.opening import open_table
from tycktill.files.progress import Progress
from tycktill.files.refusing import TOLD, refuse, refuse_any
from tycktill.files.table import ROW, Table
from tycktill.terms import Fault

Dtypes = Mapping[str, type[pl.DataType]]
"""The columns that are wanted, each with the type of its meanings."""

_Key = tuple[str, str, str]
_INSTRUMENT = "of instrument"
_KEY = ("column", _INSTRUMENT, "text")


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a file under known headers, with their meanings.

    `rows` holds `ROW` and the named columns; blank rows are left out and an empty cell is "". `counted` says how
    many cells hold each text, by column, text for the instrument in the same row, and text; `meanings` has the
    same keys. `header_faults` are those that leave the cells readable.
    """

    file: str
    rows: pl.LazyFrame
    counted: pl.DataFrame
    meanings: Mapping[_Key, Meaning]
    header_faults: Sequence[Fault]

    def in_column(self, column: str) -> set[str]:
        """All ids that the cells of a column mean."""
        named = (meaning for (name, _, _), meaning in self.meanings.items() if name == column)
        return {meaning for meaning in named if isinstance(meaning, str)}

    def refuse_wrong(self, faults: Sequence[Fault] = ()) -> None:
        """Raises Refused with these faults, those of the header and of the cells, if there are any."""
        wrong = [key for key, meaning in self.meanings.items() if isinstance(meaning, Wrong)]
        told, untold = self._cell_faults(wrong) if wrong else ([], 0)
        refuse_any((*self.header_faults, *faults, *told), file=self.file, untold=untold)

    def mapped(self, dtypes: Dtypes) -> pl.LazyFrame:
        """`ROW` and the wanted columns, each cell replaced by its meaning. None may be wrong."""
        return self.rows.select(ROW, *(self._replaced(column, dtype) for column, dtype in dtypes.items()))

    def _cell_faults(self, wrong: Sequence[_Key]) -> tuple[list[Fault], int]:
        """The first faults by row and column, and how many more there are."""
        keys = pl.DataFrame(wrong, schema=dict.fromkeys(_KEY, pl.String), orient="row")
        places = {name: place for place, name in enumerate(self.rows.collect_schema())}
        found = _one_cell_a_row(self.rows).join(keys.lazy(), on=_KEY, how="semi")
        first = found.sort(ROW, pl.col("column").replace_strict(places)).head(TOLD).collect(engine="streaming")
        told = [self._fault(row, key) for row, *key in first.select(ROW, *_KEY).iter_rows()]
        return told, int(self.counted.join(keys, on=_KEY, how="semi")["cells"].sum()) - len(told)

    def _fault(self, row: int, key: Sequence[str]) -> Fault:
        column, instrument, text = key
        wrong = self.meanings[column, instrument, text]
        assert isinstance(wrong, Wrong)
        return Fault(wrong.problem, wrong.remedy, file=self.file, row=row, column=column)

    def _replaced(self, column: str, dtype: type[pl.DataType]) -> pl.Expr:
        """One replacement where a text means the same for all instruments, else one for each instrument."""
        by_instrument: dict[str, dict[str, Meaning]] = {}
        for (name, instrument, text), meaning in self.meanings.items():
            if name == column:
                by_instrument.setdefault(instrument, {})[text] = meaning
        together = {text: meaning for meanings in by_instrument.values() for text, meaning in meanings.items()}
        if all(meanings.items() <= together.items() for meanings in by_instrument.values()):
            return _replace(column, together, dtype)
        return pl.coalesce(
            pl.when(pl.col("instrument") == instrument).then(_replace(column, meanings, dtype))
            for instrument, meanings in by_instrument.items()
        ).alias(column)


def read_cells(
    path: Path, *, required: Sequence[str], allowed: Sequence[str], meanings: Meanings, progress: Progress
) -> Cells:
    """All cells of a file under known headers, with their meanings.

    Raises Refused where no more can be told: an unreadable file, no rows, a required column missing or twice.
    """
    table = open_table(path, progress)
    columns = find_columns(table, required=required, allowed=allowed)
    if not columns.complete:
        refuse_any(columns.faults, file=table.file)
    progress("Reading the rows", 0, None)
    try:
        cells = _read_columns(table, columns, meanings)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise table.explain(error) from error
    if cells.counted.is_empty():
        raise refuse(path, "There are no rows below the header", "Add them")
    return cells


def _read_columns(table: Table, columns: Columns, meanings: Meanings) -> Cells:
    written = table.cells.filter(pl.any_horizontal(holds_text(pl.exclude(ROW))))
    rows = written.select(ROW, *(pl.col(place).fill_null("").alias(name) for name, place in columns.named.items()))
    # Without row numbers, which would be repeated for every column and make memory grow with the file.
    counted = _one_cell_a_row(rows.drop(ROW)).group_by(_KEY).agg(cells=pl.len()).collect(engine="streaming")
    meant = {key: meanings.of(*key) for key in counted.select(_KEY).iter_rows()}
    return Cells(table.file, rows, counted, meant, (*columns.faults, *cells_without_header(table, columns)))


def _one_cell_a_row(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Each cell with its column, its text, the instrument in its row and, where `rows` has them, its row number."""
    columns = rows.collect_schema().names()
    named = [name for name in columns if name != ROW]
    index = [*(name for name in columns if name == ROW), _INSTRUMENT]
    beside = rows.with_columns(pl.col("instrument").alias(_INSTRUMENT))
    return beside.unpivot(on=named, index=index, variable_name="column", value_name="text")


def _replace(column: str, meanings: Mapping[str, Meaning], dtype: type[pl.DataType]) -> pl.Expr:
    """Part by part: as an expression of Polars the same replacement takes the whole column into memory."""
    texts, codes = pl.Series(list(meanings), dtype=pl.String), pl.Series(list(meanings.values()), dtype=dtype)

    def replace(part: pl.Series) -> pl.Series:
        return part.replace_strict(texts, codes, default=None, return_dtype=dtype)

    return pl.col(column).map_batches(replace, return_dtype=dtype, is_elementwise=True)
