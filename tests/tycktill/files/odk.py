"""What tools of field surveys make of an XLSForm, as ODK and Kobo do."""

from dataclasses import dataclass
from importlib import import_module
from io import BytesIO


@dataclass(frozen=True, slots=True)
class Compiled:
    """The form that people answer, and what the compiler warns of."""

    xform: str
    warnings: tuple[str, ...]


def compiled(workbook: bytes) -> Compiled:
    """The form of a workbook."""
    compiler = import_module("pyxform.xls2xform")  # it has no types to import
    found = compiler.convert(BytesIO(workbook), file_type=".xlsx")
    return Compiled(str(found.xform), tuple(found.warnings))
