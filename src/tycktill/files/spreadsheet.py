"""Opens XLSX: one visible worksheet, its numbers and words as text."""

import zipfile
from itertools import islice
from pathlib import Path

import polars as pl
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from tycktill.files.failed_formulas import failed_formulas
from tycktill.files.progress import Progress
from tycktill.files.refusing import TOLD, printable, refuse, refuse_any
from tycktill.files.table import ROW, Table, numbered
from tycktill.terms import Fault, Refused

_STEP = 50_000

_MIDNIGHT = "00:00:00"
"""What a 0 in a column of dates is read as, which spreadsheets show as 1900-01-00, and what a date may be read with."""


def open_xlsx(path: Path, progress: Progress, *, limit: int) -> Table:
    """The table on the only visible worksheet. Raises Refused for more than one, and above `limit` bytes unpacked."""
    try:
        _check_unpacked_size(path, limit)
        with CalamineWorkbook.from_path(path) as workbook:
            sheet = _only_sheet(path, workbook)
            rows = _read_rows(sheet, progress)
        header = tuple(cell or "" for cell in rows[0]) if rows else ()
        _check_formulas(path, sheet.name, header)
    except (CalamineError, zipfile.BadZipFile, KeyError, OSError) as error:
        raise _unreadable(path, error) from error
    columns = list(zip(*rows[1:], strict=True)) or [()] * len(header)
    series = [pl.Series(name, cells, dtype=pl.String) for name, cells in zip(numbered(header), columns, strict=True)]
    cells = pl.LazyFrame(series).with_row_index(ROW, offset=2)
    return Table(str(path), header, cells, lambda error: _unreadable(path, error))


def _check_unpacked_size(path: Path, limit: int) -> None:
    with zipfile.ZipFile(path) as packed:
        if sum(part.file_size for part in packed.infolist()) >= limit:
            raise refuse(path, f"The spreadsheet is {limit // 1024**3} GB or larger unpacked", "Save it as Parquet")


def _check_formulas(path: Path, sheet: str, header: tuple[str, ...]) -> None:
    """Raises Refused where a cell shows an error instead of a value: it would be read as a cell left empty."""
    found = failed_formulas(path, sheet)
    faults = [
        Fault(
            "The cell shows an error such as #N/A or #DIV/0!",
            "Write its value, or empty it",
            file=str(path),
            row=row,
            column=printable(header[column]) if column < len(header) and header[column] else f"number {column + 1}",
        )
        for row, column in islice(found, TOLD)
    ]
    refuse_any(faults, file=str(path), untold=sum(1 for _ in found))


def _only_sheet(path: Path, workbook: CalamineWorkbook) -> CalamineSheet:
    visible = [
        workbook.get_sheet_by_name(sheet.name)
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    filled = [sheet for sheet in visible if sheet.height]
    if not filled:
        raise refuse(path, "No visible sheet has cells", "Give one with a header and the rows below it")
    if len(filled) > 1:
        names = ", ".join(printable(sheet.name) for sheet in filled)
        raise refuse(path, f"There are {len(filled)} sheets with cells ({names})", "Leave one and hide the others")
    return filled[0]


def _read_rows(sheet: CalamineSheet, progress: Progress) -> list[list[str | None]]:
    """All rows from the first of the worksheet on, so that they are numbered as the reader sees them."""
    rows = []
    written = sheet.to_python(skip_empty_area=False)
    for done, row in enumerate(written, start=1):
        rows.append([_text(cell) for cell in row])
        if done % _STEP == 0:
            progress("Reading the spreadsheet", done, len(written))
    return rows


def _text(cell: object) -> str | None:
    """A cell as text. A spreadsheet keeps every number as a fraction: 1.0 was written 1. A date is told as it looks."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, str):
        return cell or None
    written = str(cell)
    return "1900-01-00" if written == _MIDNIGHT else written.removesuffix(f" {_MIDNIGHT}")


def _unreadable(path: Path, error: BaseException) -> Refused:
    return refuse(
        path,
        f"The file cannot be read as a spreadsheet ({error})",
        "Open it in Excel or LibreOffice and save it again as .xlsx, without a password",
    )
