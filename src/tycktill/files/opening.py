"""Opens a file of rows by its kind, after looking at what can be seen without reading it."""

import string
from pathlib import Path

from tycktill.files.columnar import open_parquet
from tycktill.files.delimited import open_csv
from tycktill.files.headers import Headers
from tycktill.files.progress import Progress
from tycktill.files.reading import Reading
from tycktill.files.refusing import refuse_file
from tycktill.files.spreadsheet import open_workbook
from tycktill.files.table import TextTable
from tycktill.files.variables import open_sav

SIZE_LIMIT = 2 * 1024**3
"""The size in bytes from which a text or a workbook is refused; Parquet is read in streams and has no limit."""

_TEXTS = (".csv", ".txt", ".tsv", ".tab")
_WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls")
_SIGNS = {
    b"PK\x03\x04": "a workbook (.xlsx)",
    b"\xd0\xcf\x11\xe0": "a workbook (.xls)",
    b"PAR1": "a table in Parquet (.parquet)",
    b"$FL2": "a file of SPSS (.sav)",
    b"$FL3": "a file of SPSS (.sav)",
}
"""How files of other kinds than text begin."""

_ENDS = {
    "a workbook (.xlsx)": (".xlsx", ".xlsm"),
    "a workbook (.ods)": (".ods",),
    "a workbook (.xls)": (".xls",),
    "a table in Parquet (.parquet)": (".parquet",),
    "a file of SPSS (.sav)": (".sav",),
}
"""How the names of what begins so end."""

_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
"""What an ODS has near its beginning, which is packed as an XLSX is."""

_OTHERS = {
    b"\x1f\x8b": ("a compressed file (gzip)", "Unpack it first"),
    b"BZh": ("a compressed file (bzip2)", "Unpack it first"),
    b"7z\xbc\xaf": ("a compressed file (7-Zip)", "Unpack it first"),
    b"%PDF": ("a PDF", "Save the table it was made from as .xlsx or .csv"),
    b"{\\rtf": ("a text with formatting (RTF)", "Save its table as .xlsx or .csv"),
}
_MARKED_UP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"mime-version:")
_AGAIN = "Open it in Excel or LibreOffice and save it again as .xlsx"
_PLAIN = frozenset(string.printable)
_LOCK = "~$"
"""How the name begins of what Excel leaves beside a workbook that is open."""

KINDS = (*_TEXTS, *_WORKBOOKS, ".sav", ".parquet")
"""How the names of files end that can be read."""


def open_table(path: Path, names: Headers, reading: Reading, progress: Progress) -> TextTable:
    """The table in a file, whose header is found by the names of its columns.

    Raises Refused when there is none to be read.
    """
    kind = path.suffix.lower()
    if path.name.startswith(_LOCK):
        remedy = "Give the workbook itself, whose name does not begin so"
        raise refuse_file(path, "This is no workbook but tells that one is open in Excel", remedy)
    if kind not in KINDS:
        problem = f"The name does not end in {', '.join(KINDS[:-1])} or {KINDS[-1]}"
        raise refuse_file(path, problem, "Save the table as one of these")
    _check_readable(path)
    _check_content(path, kind)
    if kind == ".parquet":
        return open_parquet(path, names.is_name)
    if path.stat().st_size >= SIZE_LIMIT:
        raise refuse_file(path, f"The file is {SIZE_LIMIT // 1024**3} GB or larger", "Save it as Parquet")
    if kind in _TEXTS:
        return open_csv(path, names.is_name, progress)
    if kind == ".sav":
        return open_sav(path, names)
    return open_workbook(path, names.is_name, reading, progress, limit=SIZE_LIMIT)


def _check_content(path: Path, kind: str) -> None:
    """Raises Refused where the name says another kind than the content: what was renamed is no other file."""
    with path.open("rb") as stream:
        start = stream.read(256)
    for sign, (what, remedy) in _OTHERS.items():
        if start.startswith(sign):
            raise refuse_file(path, f"The file is no table but {what}", remedy)
    if start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower().startswith(_MARKED_UP):
        raise refuse_file(path, "The file is no table but a web page or XML, whatever its name ends in", _AGAIN)
    found = next((name for sign, name in _SIGNS.items() if start.startswith(sign)), "")
    if _OPEN_DOCUMENT in start:
        found = "a workbook (.ods)"
    if kind in (".xlsx", ".xlsm") and start.startswith(b"\xd0\xcf\x11\xe0"):
        problem = "The workbook is protected by a password, or is an older one (.xls) under another name"
        raise refuse_file(path, problem, f"{_AGAIN}, without a password")
    if found and kind not in _ENDS[found]:
        what = "text" if kind in _TEXTS else f"{kind} file"
        raise refuse_file(path, f"The file is no {what} but {found}", f"Let its name end in {_ENDS[found][0]}")
    if kind in _WORKBOOKS and not found and _is_text(start):
        raise refuse_file(path, "The file is no workbook but text", "Let its name end in .csv")


def _is_text(start: bytes) -> bool:
    """Whether these bytes are mostly letters in some encoding, and no signs that only a machine reads."""
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    plain = [byte for byte in start if chr(byte) in _PLAIN]
    return len(plain) > len(start.replace(b"\0", b"")) / 2


def _check_readable(path: Path) -> None:
    try:
        if not path.exists():
            raise refuse_file(path, "There is no such file", "Check the path")
        if not path.is_file():
            raise refuse_file(path, "This is not a file", "Give the path of one file")
        with path.open("rb") as stream:
            empty = not stream.read(1)
    except OSError as error:
        raise refuse_file(
            path, f"The file cannot be opened: {error.strerror}", "Check the path and who may read it"
        ) from error
    if empty:
        raise refuse_file(path, "The file is empty", "Give a file with a header and a row for each answer sheet")
