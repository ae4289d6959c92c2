"""Looks at a worksheet of an ODS as it is stored, for what a reader of values cannot tell: as `sheet_xml` of XLSX."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, iterparse

from tycktill.files.sheet_xml import SheetXml

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_HIDDEN = ("collapse", "filter")


class _Run(NamedTuple):
    """So many cells or rows alike."""

    first: int
    times: int


def look_at_sheet(path: Path, sheet: str) -> SheetXml:
    """What is seen of the worksheet of this name: hidden rows and columns, failed formulas and those without value."""
    seen = SheetXml()
    with zipfile.ZipFile(path) as packed, packed.open("content.xml") as stream:
        seen.size = packed.getinfo("content.xml").file_size
        is_here, row, columns = False, 0, 0
        for event, element in iterparse(stream, events=("start", "end")):  # noqa: S314  as above
            if element.tag == f"{_TABLE}table":
                is_here = event == "start" and element.get(f"{_TABLE}name") == sheet
            if event == "start" or not is_here:
                continue
            if element.tag == f"{_TABLE}table-column":
                columns = _read_column(element, columns, seen)
            elif element.tag == f"{_TABLE}table-row":
                row = _read_row(element, row, seen)
                element.clear()
    return seen


def _read_column(element: Element, before: int, seen: SheetXml) -> int:
    times = _times_repeated(element, "columns")
    if element.get(f"{_TABLE}visibility") in _HIDDEN:
        seen.hidden_columns.update(range(before, min(before + times, 16_384)))
    return before + times


def _read_row(element: Element, before: int, seen: SheetXml) -> int:
    times = _times_repeated(element, "rows")
    run = _Run(before + 1, times)
    cells = list(_filled_cells(element))
    if cells:
        if element.get(f"{_TABLE}visibility") in _HIDDEN:
            seen.hidden_rows.update(range(run.first, run.first + run.times))
        for column, cell in cells:
            _look_at(cell, run.first, column, seen)
        height, width = seen.last
        seen.last = max(height, before + times), max(width, cells[-1][0])
    return before + times


def _filled_cells(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells in which something stands, with their columns from 0."""
    column = 0
    for cell in row:
        if cell.tag in _CELLS:
            if len(cell) or cell.get(f"{_TABLE}formula") or cell.get(f"{_OFFICE}value-type"):
                yield column, cell
            column += _times_repeated(cell, "columns")


def _look_at(cell: Element, row: int, column: int, seen: SheetXml) -> None:
    rows, columns = (int(cell.get(f"{_TABLE}number-{what}-spanned", "1")) for what in ("rows", "columns"))
    if rows > 1 or columns > 1:
        seen.merged.append(((row, column), (row + rows - 1, column + columns - 1)))
    is_error = cell.get(f"{_CALC}value-type") == "error"
    if is_error:
        seen.failed.append((row, column))
    elif cell.get(f"{_TABLE}formula") and not cell.get(f"{_OFFICE}value-type"):
        seen.without_value.append((row, column))


def _times_repeated(element: Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))
