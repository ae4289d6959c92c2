"""Reads any small table whole: rows of meanings by column, as whoever asks for them says what cells mean."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tycktill.files.cells import Cells, Meant, Wanted, read_cells
from tycktill.files.headers import known_headers
from tycktill.files.progress import report_nothing
from tycktill.files.reading import Reading
from tycktill.files.table import ROW
from tycktill.files.wrong import Wrong

Row = Mapping[str, str | int | None]


def read_rows(
    path: Path, columns: Iterable[str], *, required: Sequence[str], meanings: Meant, reading: Reading
) -> tuple[Cells, Mapping[int, Row]]:
    """The cells of a file under these columns, and its rows by number; a column that is not there holds "".

    Raises Refused with every fault, each with its file, row and column.
    """
    names = known_headers(columns, reading.aliases, {}, questions=False)
    cells = read_cells(path, Wanted(names, required, reading), meanings=meanings, progress=report_nothing)
    cells.refuse_wrong()
    return cells, {number: _row_meant(cells, row, columns) for number, row in _written_rows(cells).items()}


def _written_rows(cells: Cells) -> Mapping[int, Mapping[str, str]]:
    table = cells.rows.collect().sort(ROW)
    return {row.pop(ROW): row for row in table.iter_rows(named=True)}


def _row_meant(cells: Cells, row: Mapping[str, str], columns: Iterable[str]) -> Row:
    meant: dict[str, str | int | None] = dict.fromkeys(columns, "")
    for column, text in row.items():
        meaning = cells.meanings[column, row.get("instrument", ""), text]
        assert not isinstance(meaning, Wrong)  # `refuse_wrong` lets none through
        meant[column] = meaning
    return meant
