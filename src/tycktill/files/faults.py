"""Writes faults as a table, a line for each row at fault: what is too much for a screen can be worked through there."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from tycktill.files.refusing import refuse_file
from tycktill.terms import Fault

_HEADER = ("file", "row", "column", "place", "problem", "remedy")
_MARK = "\ufeff"
"""By it a spreadsheet knows that the file is UTF-8."""


def check_faults_file(path: Path) -> None:
    """Raises Refused when faults cannot be written there. Those of an earlier time are written over, nothing else."""
    try:
        start = path.read_bytes()[:200] if path.exists() else None
    except OSError as error:
        raise refuse_file(path, f"The file cannot be written: {error.strerror}", "Choose another place") from error
    if start is not None and not start.startswith(_csv_line(_HEADER).encode()):
        raise refuse_file(path, "There is another file of this name", "Choose a new name, or move this away first")
    if not path.absolute().parent.is_dir():
        raise refuse_file(path, "There is no folder to write it in", "Make the folder first")


def write_faults(faults: Sequence[Fault], path: Path) -> None:
    """Every fault in every row, as CSV. Raises Refused when it cannot be written."""
    try:
        with path.open("w", encoding="utf-8", newline="") as stream:
            stream.write(_csv_line(_HEADER))
            csv.writer(stream).writerows(_fault_rows(faults))
    except OSError as error:
        raise refuse_file(path, f"The file cannot be written: {error.strerror}", "Choose another place") from error


def _fault_rows(faults: Sequence[Fault]) -> Iterator[tuple[str | int | None, ...]]:
    for fault in faults:
        for row in fault.all_rows or (None,):
            yield (
                fault.file,
                row,
                fault.column,
                fault.place,
                _harmless_text(fault.problem),
                _harmless_text(fault.remedy),
            )


def _harmless_text(sentence: str) -> str:
    """A sentence that a spreadsheet takes for no formula."""
    return f"'{sentence}" if sentence[:1] in ("=", "+", "-", "@") else sentence


def _csv_line(cells: Sequence[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return _MARK + line.getvalue()
