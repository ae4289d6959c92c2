"""Finds the columns of a table by their headers, and everything wrong with the headers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

import polars as pl

from tycktill.files.headers import Headers, folded
from tycktill.files.refusing import personal, printable, quoted_name
from tycktill.files.table import Table
from tycktill.terms import TOLD, Fault

_NAMES = ("name", "namn", "first name", "last name", "fornamn", "efternamn", "fullstandigt namn")
_KEYS = ("token", "kod", "code", "access code", "passcode", "losenord", "password")
_KEY = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z])[A-Za-z0-9_-]{6,64}|[A-Za-z]{12,64}")
_SOME = 200
"""So many cells of a column are looked at for what should not be in the file at all."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which numbered column of a table holds what.

    `complete` when every required one is there once; `unnamed` are those whose header is empty, and `tools` those that
    a survey tool added, `unknown` those that nobody knows.
    """

    complete: bool
    named: Mapping[str, str] = field(default_factory=dict)
    unnamed: Sequence[int] = ()
    tools: Sequence[int] = ()
    unknown: Sequence[int] = ()
    faults: Sequence[Fault] = ()


def find_columns(table: Table, names: Headers, *, required: Sequence[str]) -> Columns:
    """The columns by name. Every required one must be there; none may be there twice, and no other."""
    if not table.is_found:
        return Columns(complete=False, faults=[_no_header(table, required)])
    meant = [names.column(header) for header in table.header]
    named: dict[str, str] = {}
    for place, column in enumerate(meant):
        if column:
            named.setdefault(column, str(place))
    uses = Counter(column for column in meant if column)
    strangers = [place for place, column in enumerate(meant) if column is None and folded(table.header[place])]
    tools = [place for place in strangers if names.is_tool(table.header[place])]
    unknown = [place for place in strangers if place not in tools]
    faults = (*_missing(table, uses, required), *_twice(table, uses), *_unknown(table, unknown, names))
    unnamed = [place for place, header in enumerate(table.header) if not folded(header)]
    return Columns(all(uses[name] == 1 for name in required), named, unnamed, tools, unknown, faults)


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
            remedy = "Give it a header or empty its cells"
            yield Fault(problem, remedy, file=table.file, row=table.header_row)


def dangers(table: Table, columns: Columns) -> Iterator[Fault]:
    """The faults that columns seem to hold what points at persons; what that is is never told."""
    for place in (*columns.tools, *columns.unknown):
        cell = pl.col(str(place))
        some = table.cells.select(cell).filter(holds_text(cell)).head(_SOME).collect(engine="streaming")
        danger = _danger(some.to_series().to_list(), table.header[place])
        if danger:
            problem = f"The column seems to hold {danger}, by which a person's answers could be found"
            remedy = "Remove the column from the file, and from every copy that is not needed"
            yield Fault(problem, remedy, file=table.file, row=table.header_row, column=printable(table.header[place]))


def _danger(cells: Sequence[str], header: str) -> str | None:
    for cell in cells:
        found = personal(cell)
        if found:
            return found.replace("an e-mail address", "e-mail addresses").replace(
                "a personal number", "personal numbers"
            )
    name = folded(header)
    if name in _NAMES:
        return "names" if cells else None
    if name in _KEYS:
        return "keys that let people in" if cells else None
    looks_so = len(cells) > 1 and len(set(cells)) == len(cells) and all(_KEY.fullmatch(cell.strip()) for cell in cells)
    return "keys that let people in" if looks_so and not name.endswith("id") else None


def missing_column(table: Table, name: str, remedy: str) -> Fault:
    """The fault that a column is not there."""
    problem = f'The column "{name}" is missing'
    return Fault(problem, remedy, file=table.file, row=table.header_row, column=name)


def _no_header(table: Table, required: Sequence[str]) -> Fault:
    """Said once instead of for each column: the table is cut into cells in another way, or is another."""
    wanted = f"the columns {', '.join(required)}" if required else "a question by its id, name or wording"
    problem = f"No row is a header: none of the first names {wanted}"
    remedy = "Let the names stand in one row, each in a cell of its own"
    return Fault(problem, remedy, file=table.file)


def _missing(table: Table, uses: Mapping[str, int], required: Sequence[str]) -> Iterator[Fault]:
    for name in required:
        if name not in uses:
            option = f", or give --{name}" if name in ("round", "instrument", "municipality") else ""
            yield missing_column(table, name, f'Add a column with the header "{name}"{option}')


def _twice(table: Table, uses: Mapping[str, int]) -> Iterator[Fault]:
    for name, times in uses.items():
        if times > 1:
            problem = f"{times} columns have the header {quoted_name(name)}"
            yield Fault(problem, "Keep one of them", file=table.file, row=table.header_row, column=printable(name))


def _unknown(table: Table, places: Iterable[int], names: Headers) -> Iterator[Fault]:
    known = sorted(names.columns)
    for number, place in enumerate(places):
        header = " ".join(table.header[place].split()).lower()
        # Likeness is slow to find, so it is not sought for faults that are only counted.
        near = get_close_matches(folded(header), known, n=1, cutoff=0.75) if number < TOLD else ()
        meant = f'If you mean "{names.columns[near[0]]}", write that; else remove the column' if near else None
        remedy = meant or "If it is a question, write its id; else remove the column"
        problem = f"{quoted_name(header)} is not a column of this table"
        yield Fault(problem, remedy, file=table.file, row=table.header_row, column=printable(header))
