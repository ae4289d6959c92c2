"""A workbook that was sent to a server: packed anew, once nothing in it makes a reader take more than there is.

A worksheet of two cells that are far apart is a table of a thousand million, and a reader that cannot have so much
memory ends its process. So every part is read by an XML parser first, and all cells are counted between the corners.
"""

import zipfile
import zlib
from io import BytesIO
from re import fullmatch
from xml.parsers.expat import ExpatError, ParserCreate

MOST_CELLS = 2_000_000
"""Between the corners of a worksheet; a workbook that is handed out has a hundredth."""

_WORKSHEET = b"sheetData"


def packed_anew(content: bytes, *, unpacked: int) -> BytesIO:
    """The XLSX, as this library unpacks it, so that another cannot unpack it otherwise.

    Raises zipfile.BadZipFile for what is none, has `unpacked` bytes or more, or a worksheet of more than MOST_CELLS.
    """
    kept = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed, zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as new:
            names = packed.namelist()
            if "xl/workbook.xml" not in names or len({*names}) < len(names):
                raise zipfile.BadZipFile("no XLSX")
            if sum(part.file_size for part in packed.infolist()) >= unpacked:
                raise zipfile.BadZipFile("too large")
            for part in packed.infolist():
                read = packed.read(part)
                if _WORKSHEET in read and _cells_between(read) > MOST_CELLS:
                    raise zipfile.BadZipFile("too many cells")
                new.writestr(part.filename, read)
    except (ExpatError, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise zipfile.BadZipFile(str(error)) from error
    kept.seek(0)
    return kept


class _Corner:
    """How far the rows and columns of a worksheet reach; what has no place of its own lies beside the one before."""

    def __init__(self) -> None:
        self.rows = self.columns = self.rows_without = self.cells_without = 0

    def meet(self, name: str, attributes: dict[str, str]) -> None:
        kind, address = name.rpartition(":")[2], attributes.get("r")
        if kind == "row":
            self.rows_without += address is None
            self.rows = max(self.rows, int(address or 0))
        elif kind == "c" and address is None:
            self.cells_without += 1
        elif kind == "c":
            found = fullmatch(r"([A-Za-z]{1,3})([0-9]{1,7})", address or "")
            if not found:
                raise zipfile.BadZipFile("a cell without a place")
            self.rows = max(self.rows, int(found[2]))
            self.columns = max(self.columns, _column_number(found[1].upper()))

    @property
    def cells(self) -> int:
        return (self.rows + self.rows_without) * (self.columns + self.cells_without)


def _cells_between(worksheet: bytes) -> int:
    parser, corner = ParserCreate(), _Corner()
    parser.StartElementHandler = corner.meet
    parser.StartDoctypeDeclHandler = _refuse_entities
    parser.ParseFile(BytesIO(worksheet))
    return corner.cells


def _refuse_entities(*_: object) -> None:
    """No spreadsheet declares entities."""
    raise zipfile.BadZipFile("a document type")


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
