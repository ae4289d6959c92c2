"""Opens workbooks (XLSX, XLSM, ODS, XLS): the one worksheet that is a table, its numbers and words as text."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from tycktill.files import sheet_ods, sheet_xml
from tycktill.files.progress import Progress
from tycktill.files.reading import Hidden, Reading
from tycktill.files.refusing import printable, refuse_any, refuse_file
from tycktill.files.sheet_xml import SheetXml, cell_name
from tycktill.files.table import ROW, SEARCHED, Named, TextTable, find_header, numbered_columns
from tycktill.files.words import likeness
from tycktill.terms import Fault, Refused, listed_rows

_STEP = 50_000

_MIDNIGHT = "00:00:00"
"""What a 0 in a column of dates is read as, which spreadsheets show as 1900-01-00, and what a date may be read with."""

_ZIPPED = (".xlsx", ".xlsm", ".ods")

Rows = list[list[str | None]]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A worksheet: its rows from the first on, what is seen of it, and the place of its header if there is one."""

    name: str
    rows: Rows
    seen: SheetXml
    header: int | None

    @property
    def is_table(self) -> bool:
        """Whether there is a header, and something below it."""
        return self.header is not None and any(map(any, self.rows[self.header + 1 :]))


@dataclass(frozen=True, slots=True)
class _Workbook:
    path: Path
    named: Named
    progress: Progress
    notes: list[str] = field(default_factory=list)

    def sheets(self, chosen: Sequence[str]) -> Iterator[_Sheet]:
        """The visible worksheets that have cells, or those that were chosen, hidden or not."""
        with CalamineWorkbook.from_object(str(self.path)) as workbook:
            for sheet in workbook.sheets_metadata:
                is_shown = sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
                if is_shown or likeness(sheet.name) in map(likeness, chosen):
                    yield from self._read_sheet(workbook, sheet.name)

    def _read_sheet(self, workbook: CalamineWorkbook, name: str) -> Iterator[_Sheet]:
        seen = self._look_at(name)
        if seen.is_sparse:
            rows, seen = self._near_rows(name, seen)
        else:
            rows = _read_rows(workbook.get_sheet_by_name(name), self.progress)
        if any(map(any, rows)):
            top = [[cell or "" for cell in row] for row in rows[:SEARCHED]]
            yield _Sheet(name, rows, seen, find_header(top, self.named))

    def _near_rows(self, name: str, seen: SheetXml) -> tuple[Rows, SheetXml]:
        """The rows of a worksheet of which some cells stand far away, if those are blank."""
        if self.path.suffix.lower() != ".ods":
            kept, seen = sheet_xml.without_blanks(self.path, name)
        if seen.is_sparse:
            problem = f"Up to the cell {cell_name(*seen.last)} of {printable(name)} nearly all cells are empty"
            raise refuse_file(self.path, problem, "Delete the rows and columns outside the table")
        with CalamineWorkbook.from_filelike(kept) as small:
            return _read_rows(small.get_sheet_by_name(name), self.progress), seen

    def _look_at(self, name: str) -> SheetXml:
        kind = self.path.suffix.lower()
        if kind == ".ods":
            return sheet_ods.look_at_sheet(self.path, name)
        return SheetXml() if kind == ".xls" else sheet_xml.look_at_sheet(self.path, name)


def open_workbook(path: Path, named: Named, reading: Reading, progress: Progress, *, limit: int) -> TextTable:
    """The table on the only worksheet that is one, or on the one that was chosen.

    Raises Refused for more than one, for what is hidden in it, and above `limit` bytes unpacked.
    """
    try:
        if path.suffix.lower() in _ZIPPED:
            _check_unpacked_size(path, limit)
        found = list(_Workbook(path, named, progress).sheets(reading.sheets))
    except (CalamineError, zipfile.BadZipFile, KeyError, OSError) as error:
        raise _unreadable_file(path, error) from error
    sheet = _only_sheet(path, found, reading.sheets)
    return _sheet_table(path, sheet, reading)


def _only_sheet(path: Path, sheets: Sequence[_Sheet], chosen: Sequence[str]) -> _Sheet:
    if not sheets:
        raise refuse_file(path, "No visible sheet has cells", "Give one with a header and the rows below it")
    tables = [sheet for sheet in sheets if sheet.is_table] or [sheet for sheet in sheets if sheet.header is not None]
    named = [sheet for sheet in sheets if likeness(sheet.name) in map(likeness, chosen)]
    candidates = named or tables or list(sheets)
    if len(candidates) > 1:
        names = ", ".join(printable(sheet.name) for sheet in candidates)
        what = "tables" if tables else "sheets with cells"
        lacking = f", and none is called {', '.join(map(printable, chosen))}" if chosen and not named else ""
        remedy = "Name the one to read with --sheet, one alone" if named else "Name the one to read with --sheet"
        raise refuse_file(path, f"There are {len(candidates)} {what} ({names}){lacking}", remedy)
    return candidates[0]


def _sheet_table(path: Path, sheet: _Sheet, reading: Reading) -> TextTable:
    top = sheet.header or 0
    notes = _without_hidden(path, sheet, top, reading.hidden)
    if reading.sheets and likeness(sheet.name) not in map(likeness, reading.sheets):
        notes.append(
            f"No sheet is called {', '.join(map(printable, reading.sheets))}: {printable(sheet.name)} was read"
        )
    header = tuple(cell or "" for cell in sheet.rows[top])
    refuse_any(
        [*_failed_cells(path, sheet, header), *_without_value(path, sheet, header), *_merged_cells(path, sheet, header)]
    )
    columns = list(zip(*sheet.rows[top + 1 :], strict=True)) or [()] * len(header)
    series = [
        pl.Series(name, cells, dtype=pl.String) for name, cells in zip(numbered_columns(header), columns, strict=True)
    ]
    cells = pl.LazyFrame(series).with_row_index(ROW, offset=top + 2)
    return TextTable(
        str(path),
        header,
        cells,
        lambda error: _unreadable_file(path, error),
        header_row=top + 1,
        is_found=sheet.header is not None,
        notes=notes,
    )


def _without_hidden(path: Path, sheet: _Sheet, header: int, hidden: Hidden) -> list[str]:
    """Take out what nobody sees, or refuse it; what is told of it."""
    rows = [
        row for row in sorted(sheet.seen.hidden_rows) if header < row - 1 < len(sheet.rows) and any(sheet.rows[row - 1])
    ]
    table = sheet.rows[header:]
    columns = [
        column for column in sorted(sheet.seen.hidden_columns) if any(row[column] for row in table if column < len(row))
    ]
    names = ", ".join(cell_name(0, column)[:-1] for column in columns)
    what = [f"{listed_rows(rows)}"] if rows else []
    what += [f"{'column' if len(columns) == 1 else 'columns'} {names}"] if columns else []
    if what and hidden is Hidden.REFUSE:
        problem = f"Hidden by a filter or by hand, but with cells: {' and '.join(what)}"
        remedy = "Show or delete them, or say whether they count: --hidden skip or --hidden count"
        raise Refused([Fault(problem, remedy, file=str(path), place=printable(sheet.name))])
    if hidden is Hidden.SKIP:
        _empty_hidden(sheet.rows, rows, columns, header)
    effect = "left out" if hidden is Hidden.SKIP else "counted"
    unseen = ["In an .xls hidden rows and columns cannot be recognised and are counted. Save it as .xlsx to be sure."]
    seen = [f"What is hidden is {effect}: {' and '.join(what)}"] if what else []
    return unseen if path.suffix.lower() == ".xls" else seen


def _empty_hidden(cells: Rows, rows: Sequence[int], columns: Sequence[int], header: int) -> None:
    for row in rows:
        cells[row - 1] = [None] * len(cells[row - 1])
    for column in columns:
        for row_cells in cells[header:]:
            row_cells[column] = None


def _failed_cells(path: Path, sheet: _Sheet, header: Sequence[str]) -> Iterator[Fault]:
    """Cells that show an error instead of a value: they would be read as left empty."""
    for row, column in sheet.seen.failed:
        problem = "The cell shows an error such as #N/A or #DIV/0!"
        yield Fault(problem, "Write its value, or empty it", str(path), *_row_and_header(row, column, header))


def _without_value(path: Path, sheet: _Sheet, header: Sequence[str]) -> Iterator[Fault]:
    """Formulas that a program wrote and no spreadsheet has worked out: they would be read as left empty too."""
    for row, column in sheet.seen.without_value:
        problem = "The cell has a formula whose value is not in the file"
        remedy = "Open the file in Excel or LibreOffice, save it and read it again"
        yield Fault(problem, remedy, str(path), *_row_and_header(row, column, header))


def _merged_cells(path: Path, sheet: _Sheet, header: Sequence[str]) -> Iterator[Fault]:
    """Cells of answers that are one on the screen: all but the first would be read as left empty."""
    below = (sheet.header or 0) + 1
    for (first, left), (last, right) in sheet.seen.merged:
        rows = sheet.rows[max(first - 1, below) : last]
        if left < len(header) and any(sum(map(bool, row)) > 1 for row in rows):
            cells = f"{cell_name(first, left)}:{cell_name(last, right)}"
            problem = f"The cells {cells} are merged, and all but the first are empty"
            yield Fault(problem, "Split them and fill in each", str(path), first, _header_of(left, header))


def _row_and_header(row: int, column: int, header: Sequence[str]) -> tuple[int | None, str | None]:
    """Row and header of a cell; nothing of one whose place the file does not tell."""
    return (row, _header_of(column, header)) if row else (None, None)


def _header_of(column: int, header: Sequence[str]) -> str:
    return printable(header[column]) if column < len(header) and header[column] else f"number {column + 1}"


def _check_unpacked_size(path: Path, limit: int) -> None:
    with zipfile.ZipFile(path) as packed:
        if sum(part.file_size for part in packed.infolist()) >= limit:
            raise refuse_file(
                path, f"The spreadsheet is {limit // 1024**3} GB or larger unpacked", "Save it as Parquet"
            )


def _read_rows(sheet: CalamineSheet, progress: Progress) -> Rows:
    """All rows from the first of the worksheet on, so that they are numbered as the reader sees them."""
    rows = []
    written = sheet.to_python(skip_empty_area=False)
    for done, row in enumerate(written, start=1):
        rows.append([(cell or None) if type(cell) is str else _cell_text(cell) for cell in row])
        if done % _STEP == 0:
            progress("Reading the spreadsheet", done, len(written))
    return rows


def _cell_text(cell: object) -> str | None:
    """A cell as text. A spreadsheet keeps every number as a fraction: 1.0 was written 1, and what a formula made has
    more digits than are right. A date is told as it looks."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    if isinstance(cell, bool):
        return str(cell)
    written = str(cell)
    return "1900-01-00" if written == _MIDNIGHT else written.removesuffix(f" {_MIDNIGHT}")


def _unreadable_file(path: Path, error: BaseException) -> Refused:
    if "Cell limit" in str(error):  # of an ODS, which is read whole when it is opened
        return refuse_file(path, "Something stands far from the table", "Delete the rows and columns outside the table")
    return refuse_file(
        path,
        f"The file cannot be read as a spreadsheet ({printable(str(error))})",
        "Open it in Excel or LibreOffice and save it again as .xlsx, without a password",
    )
