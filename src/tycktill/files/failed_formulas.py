"""Finds cells of an XLSX that show an error such as #DIV/0!, which a reader of values takes for empty ones."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from posixpath import join, normpath
from typing import IO

_FAILED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\bt=["']e["'][^>]*>""")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_CHUNK = 1 << 22


def failed_formulas(path: Path, sheet: str) -> Iterator[tuple[int, int]]:
    """Row from 1 and column from 0 of each cell with an error on the worksheet of this name, row by row.

    Raises zipfile.BadZipFile or KeyError for what is no spreadsheet; a worksheet that is not found has none.
    """
    with zipfile.ZipFile(path) as packed:
        part = _part(packed, sheet)
        if part is None:
            return
        with packed.open(part) as stream:
            for tag in _failed_cells(stream):
                place = _PLACE.fullmatch(_attribute(tag, "r"))
                if place:
                    yield int(place[2]), _number(place[1])


def _part(packed: zipfile.ZipFile, sheet: str) -> str | None:
    """The part of the file that holds the worksheet."""
    ids = [_attribute(tag, "id") for tag in _SHEET.findall(packed.read("xl/workbook.xml"))]
    names = [_attribute(tag, "name") for tag in _SHEET.findall(packed.read("xl/workbook.xml"))]
    links = _LINK.findall(packed.read("xl/_rels/workbook.xml.rels"))
    targets = {_attribute(tag, "Id"): _attribute(tag, "Target") for tag in links}
    target = targets.get(dict(zip(names, ids, strict=True)).get(sheet, ""))
    return normpath(join("/xl", target)).lstrip("/") if target else None


def _attribute(tag: bytes, name: str) -> str:
    found = re.search(rf"""[\s:]{name}=(?:"([^"]*)"|'([^']*)')""", tag.decode(errors="replace"))
    return unescape(found[1] or found[2] or "") if found else ""


def _failed_cells(stream: IO[bytes]) -> Iterator[bytes]:
    """Their opening tags; one that begins in a chunk and ends in the next is found in both together."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        text = rest + chunk
        end = 0
        if b't="e"' in text or b"t='e'" in text:
            for found in _FAILED.finditer(text):
                end = found.end()
                yield found[0]
        rest = text[max(end, text.rfind(b"<")) :]


def _number(letters: str) -> int:
    """The number from 0 of the column A, …, Z, AA, …."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
