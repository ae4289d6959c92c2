"""A file of rows, whatever its kind: text cells under numbered columns."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from tycktill.terms import Refused

ROW = "row"
"""The column that numbers the rows as a spreadsheet does, the header being row 1."""


@dataclass(frozen=True, slots=True)
class Table:
    """The header as written, and `cells`: `ROW` and one text column a header, named `0`, `1`, …

    An empty cell is null. `explain` gives the refusal for an error that shows only when the cells are read.
    """

    file: str
    header: tuple[str, ...]
    cells: pl.LazyFrame
    explain: Callable[[BaseException], Refused]


def numbered(header: tuple[str, ...]) -> list[str]:
    """The names of the columns in `cells`."""
    return [str(place) for place in range(len(header))]
