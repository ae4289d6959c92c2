"""A file of rows, whatever its kind: text cells under numbered columns, and where its header stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import polars as pl

from tycktill.terms import Refused

ROW = "row"
"""The column that numbers the rows as a spreadsheet does, the first being row 1."""

SEARCHED = 60
"""So many rows are searched for a header: above it stand titles and notes."""

Named = Callable[[str], bool]
"""Whether the text of a cell is the name of a column that is looked for."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """The header as written, and `cells`: `ROW` and one text column a header, named `0`, `1`, …

    An empty cell is null. `explain` gives the refusal for an error that shows only when the cells are read; `notes`
    tell how the file was opened. `is_found` is False when no row names any column: then the first is the header.
    """

    file: str
    header: tuple[str, ...]
    cells: pl.LazyFrame
    explain: Callable[[BaseException], Refused]
    header_row: int = 1
    is_found: bool = True
    notes: Sequence[str] = field(default=())


def numbered_columns(header: Sequence[str]) -> list[str]:
    """The names of the columns in `cells`."""
    return [str(index) for index in range(len(header))]


def find_header(rows: Sequence[Sequence[str]], named: Named) -> int | None:
    """The index of the row that names most columns, the first of those; None where none names any.

    A title such as `Kommun: Luleå` may name one by chance, but then the header below it names more.
    """
    counts = [sum(map(named, row)) for row in rows[:SEARCHED]]
    most = max(counts, default=0)
    return counts.index(most) if most else None
