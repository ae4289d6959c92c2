"""Finds the columns of a table by their headers, and everything wrong with the headers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from tycktill.files.refusing import TOLD, printable, quoted
from tycktill.files.table import Table
from tycktill.terms import Fault


@dataclass(frozen=True, slots=True)
class Columns:
    """Which numbered column of a table holds what.

    `complete` when every required one is there once; `unnamed` are those whose header is empty.
    """

    complete: bool
    named: Mapping[str, str]
    unnamed: Sequence[int]
    faults: Sequence[Fault]


def find_columns(table: Table, *, required: Sequence[str], allowed: Sequence[str]) -> Columns:
    """The columns by name, case and whitespace of the header forgiven.

    Every required one must be there; others must be among the allowed; none may be there twice.
    """
    names = [" ".join(header.split()).lower() for header in table.header]
    named: dict[str, str] = {}
    for place, name in enumerate(names):
        if name:
            named.setdefault(name, str(place))
    uses = Counter(names)
    known = (*required, *allowed)
    if not named.keys() & set(known):
        return Columns(complete=False, named={}, unnamed=[], faults=[_no_header(table, required)])
    faults = (*_missing(table, uses, required), *_twice(table, uses), *_unknown(table, named, known))
    unnamed = [place for place, name in enumerate(names) if not name]
    complete = all(uses[name] == 1 for name in required)
    return Columns(complete, {name: named[name] for name in named if name in known}, unnamed, faults)


def holds_text(cells: pl.Expr) -> pl.Expr:
    """Whether a cell holds more than blanks, which nobody sees in a spreadsheet."""
    return cells.str.strip_chars().fill_null("") != ""


def cells_without_header(table: Table, columns: Columns) -> Iterator[Fault]:
    """The faults that columns have cells but no header."""
    held = table.cells.select(holds_text(pl.col(str(place))).any() for place in columns.unnamed)
    filled = held.collect(engine="streaming").row(0) if columns.unnamed else ()
    for place, is_filled in zip(columns.unnamed, filled, strict=True):
        if is_filled:
            problem = f"Column {place + 1} has cells but no header"
            yield Fault(problem, "Give it a header or empty its cells", file=table.file, row=1)


def missing_column(file: str, name: str, remedy: str) -> Fault:
    """The fault that a column is not there."""
    return Fault(f'The column "{name}" is missing', remedy, file=file, row=1, column=name)


def _no_header(table: Table, required: Sequence[str]) -> Fault:
    """Said once instead of for each column: the table begins further down, or is cut into cells in another way."""
    problem = f"The first row is no header: it names none of the columns {', '.join(required)}"
    remedy = "Let the names stand in row 1, each in a cell of its own, with nothing above them"
    return Fault(problem, remedy, file=table.file, row=1)


def _missing(table: Table, uses: Mapping[str, int], required: Sequence[str]) -> Iterator[Fault]:
    for name in required:
        if name not in uses:
            yield missing_column(table.file, name, f'Add a column with the header "{name}"')


def _twice(table: Table, uses: Mapping[str, int]) -> Iterator[Fault]:
    for name, times in uses.items():
        if name and times > 1:
            problem = f"{times} columns have the header {quoted(name)}"
            yield Fault(problem, "Keep one of them", file=table.file, row=1, column=printable(name))


def _unknown(table: Table, named: Iterable[str], known: Sequence[str]) -> Iterator[Fault]:
    strangers = [name for name in named if name not in known]
    for number, name in enumerate(strangers):
        # Likeness is slow to find, so it is not sought for faults that are only counted.
        near = get_close_matches(name, known, n=1, cutoff=0.75) if number < TOLD else ()
        remedy = f'If you mean "{near[0]}", write that; else remove the column' if near else "Remove the column"
        problem = f"{quoted(name)} is not a column of this table"
        yield Fault(problem, remedy, file=table.file, row=1, column=printable(name))
