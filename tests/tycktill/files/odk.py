"""What tools of field surveys make of an XLSForm, as ODK and Kobo do."""

from dataclasses import dataclass
from io import BytesIO

from pyxform.xls2xform import convert  # type: ignore[import-untyped]  # has no types


@dataclass(frozen=True, slots=True)
class Compiled:
    """The form that people answer, and what the compiler warns of."""

    xform: str
    warnings: tuple[str, ...]


def compiled(workbook: bytes) -> Compiled:
    """The form of a workbook."""
    found = convert(BytesIO(workbook), file_type=".xlsx")
    return Compiled(str(found.xform), tuple(found.warnings))
