"""Looks at a worksheet of an XLSX as it is stored, for what a reader of values cannot tell.

That is: rows and columns that are hidden, formulas that failed or have no value, and blank cells so far from the rest
that a table of everything between would not fit in any memory.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from pathlib import Path
from posixpath import join, normpath
from typing import IO

_NAME = rb"<(?:\w+:)?"
_ROW = re.compile(rb"<row\b([^>]*)>")
_PREFIXED_ROW = re.compile(rb"<\w+:row\b([^>]*)>")
_COLUMN = re.compile(_NAME + rb"col\s([^>]*)>")
_FAILED = re.compile(_NAME + rb"""c\s[^>]*?\bt=["']e["'][^>]*>""")
_FORMULA = re.compile(
    _NAME + rb"c\b([^>]*)>\s*" + _NAME + rb"f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_CELL = re.compile(_NAME + rb"c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_VALUE = re.compile(_NAME + rb"(?:v|t)\b[^>]*>([^<]*)<")
_SHARED = re.compile(_NAME + rb"si>(.*?)</(?:\w+:)?si>", re.DOTALL)
_SHEET = re.compile(_NAME + rb"sheet\s[^>]*>")
_LINK = re.compile(_NAME + rb"Relationship\s[^>]*>")
_MERGED = re.compile(_NAME + rb"""mergeCell\s[^>]*?\bref=["']([A-Z]+[0-9]+):([A-Z]+[0-9]+)["']""")
_NUMBER = re.compile(rb"""\br=["']([A-Z]*)([0-9]+)["']""")
_CELL_NAME = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_CHUNK = 1 << 22

_SEEN = 0.5
"""Of a row in points, of a column in letters: what is drawn smaller nobody sees."""

_ROOM = 2_000_000
"""A table of so many cells is read whatever lies in it; above that it may have as many as its file has bytes."""


@dataclass(slots=True)
class SheetXml:
    """What is seen of a worksheet. Rows count from 1 and columns from 0; `far` is the last cell of one that has more
    room between its cells than cells. Of merged cells the first and the last are seen."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    failed: list[tuple[int, int]] = field(default_factory=list)
    without_value: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    last: tuple[int, int] = (0, 0)
    size: int = 0

    @property
    def is_sparse(self) -> bool:
        """Whether a table of all cells up to the last would be out of proportion."""
        rows, columns = self.last
        return rows * (columns + 1) > max(_ROOM, self.size)


def look_at_sheet(path: Path, sheet: str) -> SheetXml:
    """What is seen of the worksheet of this name.

    Raises zipfile.BadZipFile or KeyError for what is no spreadsheet; of a worksheet that is not found nothing is seen.
    """
    seen = SheetXml()
    with zipfile.ZipFile(path) as packed:
        part = _sheet_part(packed, sheet)
        if part is None:
            return seen
        seen.size = packed.getinfo(part).file_size
        with packed.open(part) as stream:
            for chunk in _row_chunks(stream):
                _look_at(chunk, seen)
    return seen


def without_blanks(path: Path, sheet: str) -> tuple[BytesIO, SheetXml]:
    """The workbook with the cells of this worksheet alone in which something stands, and what is seen of it then."""
    kept, seen = BytesIO(), SheetXml()
    with zipfile.ZipFile(path) as packed, zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as new:
        part, blanks = _sheet_part(packed, sheet), _blank_texts(packed)
        for each in packed.infolist():
            content = packed.read(each)
            if each.filename == part:
                content = _CELL.sub(lambda cell: b"" if _is_blank(cell, blanks) else cell[0], content)
                seen.size = len(content)
                _look_at(content, seen)
            new.writestr(each.filename, content)
    kept.seek(0)
    return kept, seen


def cell_name(row: int, column: int) -> str:
    """The name of a cell as a spreadsheet shows it: `L4`."""
    letters = ""
    rest = column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def _look_at(chunk: bytes, seen: SheetXml) -> None:
    row = b"<row" if b"<row" in chunk else b":row"
    start = chunk.find(row)
    head = chunk if start < 0 else chunk[:start]
    if start >= 0:
        _look_at_rows(chunk, row, seen)
    for column in _COLUMN.findall(head):
        if _is_hidden(column, b"width"):
            first, last = (int(_attribute_of(column, name) or 0) for name in ("min", "max"))
            seen.hidden_columns.update(range(first - 1, last))
    if b"mergeCell" in chunk:
        seen.merged.extend(
            (_cell_position(first.decode()), _cell_position(last.decode())) for first, last in _MERGED.findall(chunk)
        )
    if b't="e"' in chunk or b"t='e'" in chunk:
        seen.failed.extend(_cell_positions(cell[0] for cell in _FAILED.finditer(chunk)))
    if b"<f" in chunk or b":f" in chunk:
        found = (cell[1] for cell in _FORMULA.finditer(chunk) if _attribute_of(cell[1], "t") not in ("str", "e"))
        seen.without_value.extend(_cell_positions(found))


def _look_at_rows(chunk: bytes, row: bytes, seen: SheetXml) -> None:
    """Hidden rows, and the last row and column that have cells, with as little as can be done for each of a million."""
    before, width = seen.last
    last = max(chunk.rfind(b"<c "), chunk.rfind(b":c "))
    if last >= 0:
        begun = chunk.rfind(row, 0, last)
        given = _NUMBER.search(chunk, begun, chunk.find(b">", begun))
        height = int(given[2]) if given else before + chunk.count(row, 0, last)
        seen.last = max(before, height), max(width, *map(_column_number, _last_columns(chunk, row)), 0)
    if b"hidden" in chunk or b"ht=" in chunk:
        number = before
        for tag in (_ROW if row == b"<row" else _PREFIXED_ROW).findall(chunk):
            own = _NUMBER.search(tag)
            number = int(own[2]) if own else number + 1
            if _is_hidden(tag, b"ht"):
                seen.hidden_rows.add(number)


def _last_columns(chunk: bytes, row: bytes) -> set[str]:
    """The columns of the cells that stand last in a row: in each that is the one furthest right."""
    name = b" r='" if b" r='" in chunk else b' r="'
    rows = chunk.split(b"</row>" if row == b"<row" else b":row>")
    ends = {each[at + 4 : at + 7].rstrip(b"0123456789") for each in rows if (at := each.rfind(name)) >= 0}
    return {letters.decode() for letters in ends if letters.isalpha()}


def _is_hidden(tag: bytes, size: bytes) -> bool:
    """Whether a row or column is hidden, or has been drawn so small that nobody sees it."""
    if _attribute_of(tag, "hidden") in ("1", "true"):
        return True
    drawn = re.search(rb"\b" + size + rb"""=["']([0-9.]+)["']""", tag)
    return drawn is not None and float(drawn[1]) < _SEEN


def _cell_positions(tags: Iterator[bytes]) -> Iterator[tuple[int, int]]:
    """Where cells are; row 0 and column -1 of one that does not say, as some programs write them."""
    for tag in tags:
        name = _attribute_of(tag, "r")
        yield _cell_position(name) if _CELL_NAME.fullmatch(name) else (0, -1)


def _cell_position(name: str) -> tuple[int, int]:
    """The row and the column of a cell's name, as `cell_name` gives it."""
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :]), _column_number(letters)


def _row_chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """The worksheet in pieces that end where a row ends."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        text = rest + chunk
        end = max(text.rfind(b"</row>"), text.rfind(b":row>"))
        if end >= 0:
            yield text[: end + 6]
            text = text[end + 6 :]
        rest = text
    yield rest


def _blank_texts(packed: zipfile.ZipFile) -> set[bytes]:
    """The numbers of the shared texts in which nobody sees anything."""
    if "xl/sharedStrings.xml" not in packed.namelist():
        return set()
    texts = _SHARED.findall(packed.read("xl/sharedStrings.xml"))
    return {str(number).encode() for number, text in enumerate(texts) if not _written_text(text)}


def _is_blank(cell: re.Match[bytes], blanks: set[bytes]) -> bool:
    content = cell[2] or b""
    if _attribute_of(cell[1], "t") == "s":
        value = _VALUE.search(content)
        return value is None or value[1].strip() in blanks
    return not _written_text(content) and b"<f" not in content and b":f" not in content


def _written_text(content: bytes) -> str:
    return unescape(b"".join(_VALUE.findall(content)).decode(errors="replace")).strip()


def _sheet_part(packed: zipfile.ZipFile, sheet: str) -> str | None:
    """The part of the file that holds the worksheet."""
    ids = [_attribute_of(tag, "id") for tag in _SHEET.findall(packed.read("xl/workbook.xml"))]
    names = [_attribute_of(tag, "name") for tag in _SHEET.findall(packed.read("xl/workbook.xml"))]
    links = _LINK.findall(packed.read("xl/_rels/workbook.xml.rels"))
    targets = {_attribute_of(tag, "Id"): _attribute_of(tag, "Target") for tag in links}
    target = targets.get(dict(zip(names, ids, strict=True)).get(sheet, ""))
    return normpath(join("/xl", target)).lstrip("/") if target else None


def _attribute_of(tag: bytes, name: str) -> str:
    found = re.search(rf"""(?:^|[\s:]){name}=(?:"([^"]*)"|'([^']*)')""", tag.decode(errors="replace"))
    return unescape(found[1] or found[2] or "") if found else ""


def _column_number(letters: str) -> int:
    """The number from 0 of the column A, …, Z, AA, …."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
