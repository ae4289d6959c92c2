"""Gives all cells of a table their meaning: each distinct text is read once, Polars does the rest.

A file of a million rows holds some thousand distinct texts, so what a text means may be told in plain Python.
"""

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import polars as pl

from tycktill.files.columns import (
    Columns,
    cells_without_header,
    find_columns,
    holds_text,
    personal_columns,
    without_cells,
)
from tycktill.files.headers import Headers
from tycktill.files.opening import open_table
from tycktill.files.progress import Progress
from tycktill.files.reading import Reading
from tycktill.files.refusing import printable, refuse_any, refuse_file
from tycktill.files.table import ROW, TextTable
from tycktill.files.trailing import rows_without_notes
from tycktill.files.wrong import Meaning, Wrong
from tycktill.terms import Fault

Dtypes = Mapping[str, type[pl.DataType]]
"""The columns that are wanted, each with the type of its meanings."""

_Key = tuple[str, str, str]
_INSTRUMENT = "of instrument"
_KEY = ("column", _INSTRUMENT, "text")
_IN_MEMORY = 512 * 1024**2
"""A text of fewer bytes is read into memory once rather than from the disk for every question that is put to it."""


class Meant(Protocol):
    """What says the meaning of a cell."""

    def meaning_of(self, column: str, instrument: str, text: str) -> Meaning:
        """What `text` means in a column, where `instrument` is the text for the instrument in the same row."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The columns to look for: by which names, which must be there, how else the file is to be read, and for which
    columns an option may be given instead."""

    names: Headers
    required: Sequence[str]
    reading: Reading
    options: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a file under known headers, with their meanings.

    `rows` holds `ROW` and the named columns; blank rows are left out and an empty cell is "". `counted` says how
    many cells hold each text, by column, text for the instrument in the same row, and text; `meanings` has the
    same keys. `faults` are those of the header that leave the cells readable; `notes` tell what was left out;
    `given` are columns that the file does not have itself.
    """

    table: TextTable
    rows: pl.LazyFrame
    counted: Mapping[_Key, int]
    meanings: Mapping[_Key, Meaning]
    faults: Sequence[Fault] = ()
    notes: Sequence[str] = field(default=())
    is_in_memory: bool = False
    given: Sequence[str] = ()

    @property
    def file(self) -> str:
        return self.table.file

    @property
    def columns(self) -> Sequence[str]:
        return [name for name in self.rows.collect_schema() if name != ROW]

    def in_column(self, column: str) -> set[str]:
        """All ids that the cells of a column mean."""
        named = (meaning for (name, _, _), meaning in self.meanings.items() if name == column)
        return {meaning for meaning in named if isinstance(meaning, str)}

    def refuse_wrong(self, faults: Sequence[Fault] = ()) -> None:
        """Raises Refused with these faults, those of the header and of the cells, if there are any."""
        refuse_any((*self.faults, *faults, *self._cell_faults()))

    def mapped(self, dtypes: Dtypes) -> pl.LazyFrame:
        """`ROW` and the wanted columns, each cell replaced by its meaning. None may be wrong."""
        return self.rows.select(ROW, *(self._replaced_column(column, dtype) for column, dtype in dtypes.items()))

    def _cell_faults(self) -> list[Fault]:
        """A fault for each text that is wrong, with all its rows; by row and column."""
        meant = [(key, meaning) for key, meaning in self.meanings.items() if isinstance(meaning, Wrong)]
        positions = {name: position for position, name in enumerate(self.rows.collect_schema())}
        by_column: dict[str, list[tuple[_Key, Wrong]]] = {}
        for key, meaning in meant:
            by_column.setdefault(key[0], []).append((key, meaning))
        of_file = [(column, texts) for column, texts in by_column.items() if column not in self.given]
        faults = [found for column, texts in of_file for found in self._faults_in(column, texts)]
        whole = {row for fault, wrong in faults if wrong.of_row for row in fault.all_rows}
        listed = [fault if wrong.of_row else _fault_outside(fault, whole) for fault, wrong in faults]
        asked = {Fault(each.problem, each.remedy, place=f"--{key[0]}") for key, each in meant if key[0] in self.given}
        both = (*asked, *filter(None, listed))
        return sorted(both, key=lambda fault: (fault.row or 0, positions.get(fault.column or "", 0)))

    def _faults_in(self, column: str, wrong: Sequence[tuple[_Key, Wrong]]) -> Iterator[tuple[Fault, Wrong]]:
        keys = pl.DataFrame(
            [key[1:] for key, _ in wrong], schema=[(_INSTRUMENT, pl.String), ("text", pl.String)], orient="row"
        )
        found = self.rows.select(ROW, _instrument_text(self.rows), pl.col(column).alias("text"))
        grouped = (
            found.join(keys.lazy(), on=[_INSTRUMENT, "text"], how="semi")
            .group_by(_INSTRUMENT, "text")
            .agg(pl.col(ROW).sort())
        )
        meanings = {key[1:]: meaning for key, meaning in wrong}
        for instrument, text, rows in grouped.collect(engine="streaming").rows():
            meaning = meanings[instrument, text]
            many: Sequence[int] = array("I", rows) if len(rows) > 1 else ()
            yield Fault(meaning.problem, meaning.remedy, self.file, rows[0], column, rows=many), meaning

    def _replaced_column(self, column: str, dtype: type[pl.DataType]) -> pl.Expr:
        """One replacement where a text means the same for all instruments, else one for each instrument."""
        by_instrument: dict[str, dict[str, Meaning]] = {}
        for (name, instrument, text), meaning in self.meanings.items():
            if name == column:
                by_instrument.setdefault(instrument, {})[text] = meaning
        together = {text: meaning for meanings in by_instrument.values() for text, meaning in meanings.items()}
        if all(meanings.items() <= together.items() for meanings in by_instrument.values()):
            return _replace_texts(column, together, dtype)
        return pl.coalesce(
            pl.when(pl.col("instrument") == instrument).then(_replace_texts(column, meanings, dtype))
            for instrument, meanings in by_instrument.items()
        ).alias(column)


def read_cells(path: Path, wanted: Wanted, *, meanings: Meant, progress: Progress) -> Cells:
    """All cells of a file under known headers, with their meanings.

    Raises Refused where no more can be told: an unreadable file, no rows, a required column missing or twice.
    """
    table = open_table(path, wanted.names, wanted.reading, progress)
    given = wanted.reading.given
    required = [name for name in wanted.required if name not in given]
    columns = find_columns(table, wanted.names, required=required, options=wanted.options)
    if not columns.complete:
        refuse_any((*columns.faults, *columns.unknown.values()))
    progress("Reading the rows", 0, None)
    try:
        in_memory = path.suffix.lower() != ".parquet" and path.stat().st_size < _IN_MEMORY
        cells = _read_columns(table, columns, wanted, meanings, in_memory=in_memory)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise table.explain(error) from error
    if not cells.counted:
        raise refuse_file(path, "There are no rows below the header", "Add them")
    return cells


def _read_columns(table: TextTable, columns: Columns, wanted: Wanted, meanings: Meant, *, in_memory: bool) -> Cells:
    named = [_cell_text(index, columns.beside.get(name)).alias(name) for name, index in columns.named.items()]
    notes: Sequence[str] = ()
    if in_memory:
        table = _held_in_memory(table)
        rows, notes = rows_without_notes(_without_blank(table.cells, columns).select(ROW, *named), wanted.names)
        rows = rows.collect().lazy()
    else:
        rows = table.cells.filter(pl.any_horizontal(holds_text(pl.exclude(ROW)))).select(ROW, *named)
    rows, given, faults = _with_given(table, rows, columns, wanted)
    empty = without_cells(table, columns.unknown)
    counted = _cell_counts(rows, in_memory=in_memory)
    meant = {key: meanings.meaning_of(*key) for key in counted}
    risky = tuple(personal_columns(table, columns))
    named_risky = {(fault.column or "").lower() for fault in risky}
    unknown = (fault for index, fault in columns.unknown.items() if index not in empty)
    others = (fault for fault in unknown if (fault.column or "").lower() not in named_risky)
    found = (*columns.faults, *others, *faults, *cells_without_header(table, columns), *risky)
    remarks = [
        *table.notes,
        *notes,
        *_left_out(table, columns.tools, "of the survey tool"),
        *_left_out(table, empty, "without cells"),
    ]
    return Cells(table, rows, counted, meant, found, remarks, in_memory, given)


def _cell_text(index: str, beside: str | None) -> pl.Expr:
    """The text of a cell; of two that hold code and name of one thing both, which must agree when they are read."""
    first = pl.col(index).fill_null("")
    if beside is None:
        return first
    second = pl.col(beside).fill_null("")
    alone = pl.when(holds_text(first)).then(first).otherwise(second)
    differ = holds_text(first) & holds_text(second) & (first.str.strip_chars() != second.str.strip_chars())
    return pl.when(differ).then(first + " " + second).otherwise(alone)


def _held_in_memory(table: TextTable) -> TextTable:
    """The same with its cells in memory."""
    held = table.cells.collect(engine="streaming").lazy()
    return TextTable(table.file, table.header, held, table.explain, table.header_row, table.is_found, table.notes)


def _without_blank(cells: pl.LazyFrame, columns: Columns) -> pl.LazyFrame:
    """The rows in which something stands; of most that is seen by a column that no sheet leaves empty."""
    first = next(iter(columns.named.values()))
    blank = pl.all_horizontal(~holds_text(pl.exclude(ROW)))
    found = cells.filter(~holds_text(pl.col(first))).filter(blank).select(ROW).collect().to_series()
    return cells if found.is_empty() else cells.filter(~pl.col(ROW).is_in(found.to_list()))


def _with_given(
    table: TextTable, rows: pl.LazyFrame, columns: Columns, wanted: Wanted
) -> tuple[pl.LazyFrame, Sequence[str], Sequence[Fault]]:
    """With the columns that were given beside the file, and which these are; it may not have cells there itself."""
    given = {name: text for name, text in wanted.reading.given.items() if name in wanted.names.columns.values()}
    twice = [name for name in given if name in columns.named]
    held = rows.select(holds_text(pl.col(name)).any() for name in twice).collect(engine="streaming") if twice else None
    both = [name for name in twice if held is not None and held[name].item()]
    alone = [name for name in given if name not in both]
    faults = [
        Fault(f"The file has a column for --{name}", f"Leave --{name} out", table.file, table.header_row, name)
        for name in both
    ]
    return rows.with_columns(pl.lit(given[name]).alias(name) for name in alone), alone, faults


def _left_out(table: TextTable, indexes: Collection[int], what: str) -> Iterator[str]:
    if indexes:
        names = ", ".join(printable(table.header[index]) for index in sorted(indexes))
        yield f"{'A column' if len(indexes) == 1 else f'{len(indexes)} columns'} {what} left out: {names}"


def _cell_counts(rows: pl.LazyFrame, *, in_memory: bool) -> Mapping[_Key, int]:
    """How many cells hold each text, by column and the instrument in their row.

    Column by column in memory, which is quicker; in one pass of a file that is streamed, which would else be held.
    """
    names = [name for name in rows.collect_schema() if name != ROW]
    with_instrument = rows.drop(ROW).with_columns(_instrument_text(rows))
    if not in_memory:
        cells = with_instrument.unpivot(on=names, index=_INSTRUMENT, variable_name="column", value_name="text")
        table = cells.group_by(_KEY).agg(pl.len()).collect(engine="streaming")
        return {(name, instrument, text): number for name, instrument, text, number in table.rows()}
    queries = [with_instrument.group_by(_INSTRUMENT, pl.col(name).alias("text")).agg(pl.len()) for name in names]
    return {
        (name, instrument, text): number
        for name, table in zip(names, pl.collect_all(queries), strict=True)
        for instrument, text, number in table.rows()
    }


def _instrument_text(rows: pl.LazyFrame) -> pl.Expr:
    """The text for the instrument in each row; nothing where the table has no such column."""
    named = pl.col("instrument") if "instrument" in rows.collect_schema() else pl.lit("")
    return named.alias(_INSTRUMENT)


def _fault_outside(fault: Fault, rows: Set[int]) -> Fault | None:
    """The same without these rows, of which all is said."""
    if not rows or rows.isdisjoint(fault.all_rows):
        return fault
    left = [row for row in fault.all_rows if row not in rows]
    return replace(fault, row=left[0], rows=left if len(left) > 1 else ()) if left else None


def _replace_texts(column: str, meanings: Mapping[str, Meaning], dtype: type[pl.DataType]) -> pl.Expr:
    """Part by part: as an expression of Polars the same replacement takes the whole column into memory."""
    texts, codes = pl.Series(list(meanings), dtype=pl.String), pl.Series(list(meanings.values()), dtype=dtype)

    def replace_part(part: pl.Series) -> pl.Series:
        return part.replace_strict(texts, codes, default=None, return_dtype=dtype)

    return pl.col(column).map_batches(replace_part, return_dtype=dtype, is_elementwise=True)
