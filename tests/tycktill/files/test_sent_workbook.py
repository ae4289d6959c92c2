"""A workbook that somebody sends takes no more memory than there is, however it is made."""

import zipfile
from io import BytesIO

import pytest

from tycktill.files import packed_anew, read_xlsform
from tycktill.files.sent_workbook import MOST_CELLS
from tycktill.terms import Refused

ROOM = 1_000_000
A1 = "<row r='1'><c r='A1'><v>1</v></c></row>"


def book(rows: str, *, part: str = "xl/worksheets/sheet1.xml", head: str = "", names: str = "xl/workbook.xml") -> bytes:
    """A workbook of one worksheet with these rows."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(names, "<workbook/>")
        packed.writestr(part, f"{head}<worksheet><sheetData>{rows}</sheetData></worksheet>")
    return content.getvalue()


def test_an_ordinary_one_passes_as_it_is() -> None:
    with zipfile.ZipFile(packed_anew(book(A1), unpacked=ROOM)) as packed:
        assert A1 in packed.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize(
    "far",
    [
        "<row r='1048576'><c r='XFD1048576'/></row>",
        '<row r="2"><c\tr="XFD1048576"/></row>',
        "<row r='1048576'><c r='xfd2'/></row>",
        "<row r='2'><c r='&#88;FD1048576'/></row>",
        "<x:row xmlns:x='y' r='1048576'><x:c r='XFD3'/></x:row>",
        "<row r='1048576'/><row>" + "<c/>" * 40 + "</row>",
        "<row r='2'><c r='XFD99999999999'/></row>",
        "<row r='x'><c/></row>",
    ],
)
def test_cells_that_are_far_apart_are_refused(far: str) -> None:
    for rows in (A1 + far, far + A1):
        with pytest.raises(zipfile.BadZipFile):
            packed_anew(book(rows, part="xl/other.bin"), unpacked=ROOM)


@pytest.mark.parametrize(
    "content",
    [
        b"x",
        b"PK\x03\x04",
        book("<row>"),
        book(A1, head="<!DOCTYPE a [<!ENTITY b 'c'>]>"),
        book(A1, names="xl/styles.xml"),
        book(A1 + "<row r='2'/>" * 90_000),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(zipfile.BadZipFile):
        packed_anew(content, unpacked=ROOM)


def test_so_does_a_form_of_another_tool() -> None:
    with pytest.raises(Refused, match="no workbook"):
        read_xlsform(book(f"<row r='{MOST_CELLS}'><c r='B1'/></row>"), file="form.xlsx", first={})
