"""Takes out the rows that stand around a table: a header that is said again, a note below."""

import json
from collections.abc import Sequence

import polars as pl

from tycktill.files.columns import holds_text
from tycktill.files.headers import Headers
from tycktill.files.table import ROW
from tycktill.terms import listed_rows

_NOTES = 50
"""Below a table stand so many rows of notes at most."""

_PLACE = ("round", "instrument", "municipality")
"""Whose a sheet is: where a table says so itself, a row that says nothing at all is none."""

_SECOND = ("response", "open-ended response")
_FILLED = "filled"


def rows_without_notes(rows: pl.LazyFrame, names: Headers) -> tuple[pl.LazyFrame, Sequence[str]]:
    """The rows of the table itself, and what is told of those that were left out."""
    columns = [name for name in rows.collect_schema() if name != ROW]
    bare = _bare_rows(rows, columns)
    rows = rows.filter(~pl.col(ROW).is_in(bare)) if bare else rows
    again = _said_again(rows, columns, names)
    kept = rows.filter(~pl.col(ROW).is_in(again)) if again else rows
    below = _rows_below(kept, columns)
    kept = kept.filter(~pl.col(ROW).is_in(below)) if below else kept
    notes = [f"{listed_rows(again).capitalize()}: the header said again, left out"] if again else []
    notes += [f"{listed_rows(below).capitalize()}: a note below the table, left out"] if below else []
    notes += [f"{listed_rows(bare).capitalize()}: nothing in any column that is read, left out"] if bare else []
    return kept, notes


def _bare_rows(rows: pl.LazyFrame, columns: Sequence[str]) -> list[int]:
    """Rows in which no named column holds anything: numbered before they are filled in, or with a note in a column
    that is left out. Where all are named beside the file, such a row is a sheet handed in blank."""
    place = next((name for name in _PLACE if name in columns), None)
    if place is None:
        return []
    bare = pl.all_horizontal(~holds_text(pl.col(name)) for name in columns)
    found = rows.filter(~holds_text(pl.col(place))).filter(bare).select(ROW)
    return sorted(found.collect(engine="streaming")[ROW])


def _said_again(rows: pl.LazyFrame, columns: Sequence[str], names: Headers) -> list[int]:
    """Rows in which every cell that holds something names its own column, as second headers and pasted exports have."""
    candidates = {
        column: [text for text in _column_texts(rows, column) if _names_column(text, column, names)]
        for column in (columns[0], columns[-1])
    }
    if not any(candidates.values()):
        return []
    is_candidate = pl.any_horizontal(pl.col(column).is_in(texts) for column, texts in candidates.items())
    found = rows.filter(is_candidate).collect(engine="streaming")
    return sorted(row[0] for row in found.rows() if _is_header(row[1:], columns, names))


def _is_header(cells: Sequence[str], columns: Sequence[str], names: Headers) -> bool:
    filled = [(cell, column) for cell, column in zip(cells, columns, strict=True) if cell.strip()]
    return bool(filled) and all(_names_column(cell, column, names) for cell, column in filled)


def _names_column(text: str, column: str, names: Headers) -> bool:
    return names.column_named(text) == column or _is_import_id(text)


def _is_import_id(text: str) -> bool:
    """What a survey tool writes below its headers for its own use: `{"ImportId":"QID1"}`, `Response`."""
    if text.strip().casefold() in _SECOND:
        return True
    if not text.lstrip().startswith("{"):
        return False
    try:
        return "ImportId" in json.loads(text)
    except ValueError:
        return False


def _rows_below(rows: pl.LazyFrame, columns: Sequence[str]) -> list[int]:
    """The last rows, if each has one cell only, which says what no row of the table says in its column."""
    filled = pl.sum_horizontal(holds_text(pl.col(name)).cast(pl.UInt32) for name in columns)
    last = rows.tail(_NOTES).with_columns(filled.alias(_FILLED)).collect()
    table = last.filter(pl.col(_FILLED) > 1).select(pl.col(ROW).max()).item()
    if table is None or table == last[ROW].max():
        return []
    below = last.filter((pl.col(ROW) > table) & (pl.col(_FILLED) > 0)).drop(_FILLED).rows()
    alone = {row[0]: next(each for each in zip(columns, row[1:], strict=True) if each[1].strip()) for row in below}
    said = {
        name: _column_texts(rows.filter(pl.col(ROW) <= table), name) for name in {name for name, _ in alone.values()}
    }
    return [row for row, (name, cell) in alone.items() if cell not in said[name]]


def _column_texts(rows: pl.LazyFrame, column: str) -> set[str]:
    return set(rows.select(pl.col(column).unique()).collect(engine="streaming").to_series())
