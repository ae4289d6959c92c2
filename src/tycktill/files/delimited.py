"""Opens CSV: UTF-8 with or without a byte order mark, cells separated by commas or semicolons."""

import codecs
import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import polars as pl

from tycktill.files.progress import Progress
from tycktill.files.refusing import TOLD, refuse, refuse_all
from tycktill.files.table import ROW, Table, numbered
from tycktill.terms import Fault, Refused

_CHUNK = 1 << 22
_SAVE_AS = 'Save it again as "CSV UTF-8" (in Excel: File, Save as, CSV UTF-8)'


def open_csv(path: Path, progress: Progress) -> Table:
    """The table in a CSV file. Raises Refused for a text that is not UTF-8."""
    _check_encoding(path, progress)
    separator, header = _read_header(path)
    cells = pl.scan_csv(
        path,
        glob=False,
        separator=separator,
        infer_schema=False,
        new_columns=numbered(header),
        row_index_name=ROW,
        row_index_offset=2,
    )
    return Table(str(path), header, cells, lambda error: _explain(path, separator, len(header), error))


def _check_encoding(path: Path, progress: Progress) -> None:
    """Decode the whole file once: Polars would tell neither the row nor what to do."""
    size, done, row = path.stat().st_size, 0, 1
    decoder = codecs.getincrementaldecoder("utf-8")()
    for chunk in _chunks(path):
        if b"\0" in chunk or (done == 0 and chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))):
            raise refuse(path, "The file is not UTF-8 text but UTF-16 or no text at all", _SAVE_AS)
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            row += error.object.count(b"\n", 0, error.start)
            raise Refused([_not_utf8(path, row)]) from error
        row += chunk.count(b"\n")
        done += len(chunk)
        progress("Checking that the text is UTF-8", done, size)
    if decoder.getstate()[0]:
        raise Refused([_not_utf8(path, row)])


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _not_utf8(path: Path, row: int) -> Fault:
    return Fault("The text is not UTF-8, but probably Windows-1252 or Latin-1", _SAVE_AS, file=str(path), row=row)


def _read_header(path: Path) -> tuple[str, tuple[str, ...]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        line = stream.readline()
    if line.endswith("\r"):
        raise refuse(path, "The rows end in carriage returns alone", _SAVE_AS)
    separator = ";" if line.count(";") > line.count(",") else ","
    if "\t" in line and separator not in line:
        raise refuse(path, "The cells are separated by tabs", "Save the file with commas or semicolons between cells")
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return separator, tuple(next(csv.reader(stream, delimiter=separator, strict=True), ()))
    except csv.Error as error:
        raise Refused([_out_of_place(path, 1)]) from error


def _explain(path: Path, separator: str, width: int, error: BaseException) -> Refused:
    found = _wrong_rows(path, separator, width)
    faults = list(islice(found, TOLD))
    more = sum(1 for _ in found)
    if faults:
        return refuse_all(faults, file=str(path), untold=more)
    first_line = str(error).partition("\n")[0]
    return refuse(path, f"The file cannot be read as CSV ({first_line})", "Look for a quotation mark without its pair")


def _wrong_rows(path: Path, separator: str, width: int) -> Iterator[Fault]:
    """Rows longer than the header, up to the first whose quotation marks hide where the following ones begin."""
    row = 0
    with path.open(encoding="utf-8-sig", newline="") as stream:
        try:
            for row, cells in enumerate(csv.reader(stream, delimiter=separator, strict=True), start=1):
                if len(cells) > width:
                    problem = f"The row has {len(cells)} cells but the header {width}"
                    remedy = f'Put a cell that has a "{separator}" in it in quotation marks, or remove the extra cells'
                    yield Fault(problem, remedy, file=str(path), row=row)
        except csv.Error:
            yield _out_of_place(path, row + 1)


def _out_of_place(path: Path, row: int) -> Fault:
    problem = "A quotation mark lacks its pair or stands beside other text"
    return Fault(problem, 'Write "" for a quotation mark within a cell, and one on each side of it', str(path), row)
