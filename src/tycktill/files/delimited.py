"""Opens CSV and text tables: cells separated by commas, semicolons or tabs, with lines around the table."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import polars as pl

from tycktill.files.encodings import SAVE_AS, Text, read_text
from tycktill.files.progress import Progress
from tycktill.files.refusing import printable, refuse_file
from tycktill.files.table import ROW, SEARCHED, Named, TextTable, find_header, numbered_columns
from tycktill.terms import Fault, Refused

_FILL = "Give a file with a header and a row for each answer sheet"
_SEPARATORS = (";", ",", "\t", "|")


@dataclass(frozen=True, slots=True)
class _Top:
    """The first rows, cut by one separator; `lines` says how many lines of text there are up to the end of each."""

    separator: str
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]


def open_csv(path: Path, named: Named, progress: Progress) -> TextTable:
    """The table in a text file. Raises Refused for a text of no known encoding."""
    text = read_text(path, progress)
    top, index = _find_header(path, text, named)
    header = tuple(top.rows[index or 0]) if top.rows else ()
    if any(cell.lstrip().startswith('"') for cell in header):
        raise Refused([_quotation_fault(path, (index or 0) + 1)])
    wide = header + ("",) * (max(map(len, top.rows[index or 0 :]), default=0) - len(header))
    if len(wide) > len(header):
        text = _widen_rows(text, top.separator, len(wide))
    cells = pl.scan_csv(
        text.source,
        glob=False,
        separator=top.separator,
        infer_schema=False,
        skip_lines=top.lines[index - 1] if index else 0,
        new_columns=numbered_columns(wide),
        row_index_name=ROW,
        row_index_offset=(index or 0) + 2,
    )
    return TextTable(
        str(path),
        wide,
        cells,
        lambda error: _explain_error(path, text, top.separator, len(wide), error),
        header_row=(index or 0) + 1,
        is_found=index is not None,
        notes=[text.note] if text.note else [],
    )


def _find_header(path: Path, text: Text, named: Named) -> tuple[_Top, int | None]:
    """The rows as they are cut by the separator that shows a header, and its place."""
    first = next(text.lines(), "")
    if first.endswith("\r") or "\r" in first.rstrip("\r\n"):
        raise refuse_file(path, "The rows end in carriage returns alone", SAVE_AS)
    tops = [_top_rows(text, separator) for separator in _likely_separators(first)]
    if not any(top.rows for top in tops):
        raise Refused([_quotation_fault(path, 1)]) if first else refuse_file(path, "The file is empty", _FILL)
    found = [(top, find_header(top.rows, named)) for top in tops]

    if all(index is None for _, index in found) and not all(top.rows for top in tops):
        raise Refused([_quotation_fault(path, 1)])

    def named_columns(of: tuple[_Top, int | None]) -> int:
        return sum(map(named, of[0].rows[of[1]])) if of[1] is not None else 0

    return max(found, key=named_columns)


def _likely_separators(first: str) -> Sequence[str]:
    """The separator that a line `sep=;` tells, as Excel understands it; else those that the first line has most of."""
    line = first.strip().removeprefix("\ufeff").strip('"').lower()
    if line.startswith("sep=") and len(line) == 5:
        return (line[4],)
    return sorted(_SEPARATORS, key=first.count, reverse=True)


def _top_rows(text: Text, separator: str) -> _Top:
    """No rows where this is not what separates cells: a quoted cell has something else after it."""
    rows: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(text.lines(), delimiter=separator, strict=True)
    with suppress(csv.Error):
        for row in islice(reader, SEARCHED):
            rows.append(row)
            lines.append(reader.line_num)
    return _Top(separator, rows, lines)


def _widen_rows(text: Text, separator: str, width: int) -> Text:
    """The same with as many cells in each row: Polars takes a row that is longer than the first for damaged."""
    wide = io.StringIO(newline="")
    writer = csv.writer(wide, delimiter=separator, lineterminator="\n")
    try:
        for row in csv.reader(text.lines(), delimiter=separator, strict=True):
            writer.writerow(row + [""] * (width - len(row)))
    except csv.Error:
        return text
    return Text(wide.getvalue().encode(), text.note)


def _explain_error(path: Path, text: Text, separator: str, width: int, error: BaseException) -> Refused:
    faults = list(_wrong_rows(path, text, separator, width))
    if faults:
        return Refused(faults)
    first_line = printable(str(error).partition("\n")[0])
    return refuse_file(
        path, f"The file cannot be read as CSV ({first_line})", "Look for a quotation mark without its pair"
    )


def _wrong_rows(path: Path, text: Text, separator: str, width: int) -> Iterator[Fault]:
    """Rows longer than the header or with a quotation mark within a cell, up to the first whose quotation marks hide
    where the following ones begin."""
    row, sign = 0, "tab" if separator == "\t" else f'"{separator}"'
    try:
        for row, (cells, written) in enumerate(_row_records(text, separator), start=1):
            if len(cells) > width:
                problem = f"The row has {len(cells)} cells but the header {width}"
                remedy = f"Put a cell that has a {sign} in it in quotation marks, or remove the extra cells"
                yield Fault(problem, remedy, file=str(path), row=row)
            elif any('"' in cell and cell.replace('"', '""') not in written for cell in cells):
                yield _quotation_fault(path, row)
    except csv.Error:
        yield _quotation_fault(path, row + 1)


def _row_records(text: Text, separator: str) -> Iterator[tuple[list[str], str]]:
    """Each row's cells, and as it is written."""
    written: list[str] = []

    def kept_lines() -> Iterator[str]:
        for line in text.lines():
            written.append(line)
            yield line

    for cells in csv.reader(kept_lines(), delimiter=separator, strict=True):
        yield cells, "".join(written)
        written.clear()


def _quotation_fault(path: Path, row: int) -> Fault:
    problem = "A quotation mark lacks its pair or stands beside other text"
    return Fault(problem, 'Write "" for a quotation mark within a cell, and one on each side of it', str(path), row)
