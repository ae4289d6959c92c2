"""Finds the columns of a table by their headers, and everything wrong with the headers."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

import polars as pl

from tycktill.answers import BASE_COLUMNS
from tycktill.files.damage import has_lost_letters, is_damaged
from tycktill.files.encodings import SAVE_AS
from tycktill.files.headers import Headers, folded_header
from tycktill.files.refusing import personal_detail, printable, quoted_name
from tycktill.files.table import ROW, TextTable
from tycktill.terms import MOST_LINES, Fault

_NAMES = ("name", "namn", "first name", "last name", "fornamn", "efternamn", "fullstandigt namn")
_KEYS = ("token", "kod", "code", "access code", "passcode", "losenord", "password")
_KEY = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z])[A-Za-z0-9_-]{6,64}|[A-Za-z]{12,64}")
_CODED = "municipality"
"""The column that may stand twice, by code and by name."""

_NEARLY = 0.81
"""How alike a misspelt header and the one proposed must be, from 0 to 1; `antal` and `årtal` are no more than 0.8."""

_SOME = 200
"""So many cells of a column are looked at for what should not be in the file at all."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which numbered column of a table holds what.

    `complete` when every required one is there once; `beside` has the second of two that hold code and name of one
    thing, `unnamed` those whose header is empty, `tools` those that a survey tool added, `unknown` those that nobody
    knows, each with its fault. `faults` are all others.
    """

    complete: bool
    named: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    unnamed: Sequence[int] = ()
    tools: Sequence[int] = ()
    unknown: Mapping[int, Fault] = field(default_factory=dict)
    faults: Sequence[Fault] = ()


def find_columns(
    table: TextTable, names: Headers, *, required: Sequence[str], options: Collection[str] = ()
) -> Columns:
    """The columns by name. Every required one must be there, or be given by the option of its name where there is one;
    none may be there twice, and no other."""
    damaged = list(_damaged_headers(table, names))
    if damaged:
        return Columns(complete=False, faults=damaged)
    if not table.is_found:
        return Columns(complete=False, faults=[_no_header(table, required)])
    meant = [names.column_named(header) for header in table.header]
    named: dict[str, str] = {}
    for index, column in enumerate(meant):
        if column:
            named.setdefault(column, str(index))
    uses = Counter(column for column in meant if column)
    beside = _second_columns(table, meant)
    strangers = [index for index, column in enumerate(meant) if column is None and folded_header(table.header[index])]
    tools = [index for index in strangers if names.is_tool(table.header[index])]
    unknown = [index for index in strangers if index not in tools]
    if not uses.keys() & set(required) and len(unknown) > len(uses):
        return Columns(complete=False, faults=[_no_header(table, required)])  # a word of an answer was taken for one
    twice = {name for name, times in uses.items() if times > 1 and name not in beside}
    faults = (
        *_missing_faults(table, uses, required, options),
        *(_column_twice(table, meant, name) for name in sorted(twice)),
    )
    unnamed = [index for index, header in enumerate(table.header) if not folded_header(header)]
    complete = all(name in uses and name not in twice for name in required)
    return Columns(complete, named, beside, unnamed, tools, _unknown_columns(table, unknown, names, uses), faults)


def holds_text(cells: pl.Expr) -> pl.Expr:
    """Whether a cell holds more than blanks, which nobody sees in a spreadsheet."""
    return cells.str.strip_chars().fill_null("") != ""


def cells_without_header(table: TextTable, columns: Columns) -> Iterator[Fault]:
    """The faults that columns have cells but no header."""
    held = table.cells.select(holds_text(pl.col(str(index))).any() for index in columns.unnamed)
    filled = held.collect(engine="streaming").row(0) if columns.unnamed else ()
    for index, is_filled in zip(columns.unnamed, filled, strict=True):
        if is_filled:
            cell = table.cells.filter(holds_text(pl.col(str(index)))).select(pl.col(ROW).sort())
            rows = cell.collect(engine="streaming").to_series().to_list()
            problem = f"Column {index + 1} has cells but no header"
            yield Fault(problem, "Give it a header or empty its cells", table.file, rows[0], rows=rows)


def without_cells(table: TextTable, indexes: Collection[int]) -> set[int]:
    """Those of these columns in which nothing stands."""
    if not indexes:
        return set()
    held = table.cells.select(holds_text(pl.col(str(index))).any() for index in indexes)
    return {
        index for index, is_held in zip(indexes, held.collect(engine="streaming").row(0), strict=True) if not is_held
    }


def personal_columns(table: TextTable, columns: Columns) -> Iterator[Fault]:
    """The faults that columns seem to hold what points at persons; what that is is never told."""
    for index in (*columns.tools, *columns.unknown):
        cell = pl.col(str(index))
        some = table.cells.select(cell).filter(holds_text(cell)).head(_SOME).collect(engine="streaming")
        danger = _danger_in(some.to_series().to_list(), table.header[index])
        if danger:
            problem = f"The column seems to hold {danger}, by which a person's answers could be found"
            remedy = "Remove the column from the file, and from every copy that is not needed"
            yield Fault(problem, remedy, file=table.file, row=table.header_row, column=printable(table.header[index]))


def _danger_in(cells: Sequence[str], header: str) -> str | None:
    for cell in cells:
        found = personal_detail(cell)
        if found:
            return found.replace("an e-mail address", "e-mail addresses").replace(
                "a personal number", "personal numbers"
            )
    name = folded_header(header)
    if name in _NAMES:
        return "names" if cells else None
    if name in _KEYS:
        return "keys that let people in" if cells else None
    looks_so = len(cells) > 1 and len(set(cells)) == len(cells) and all(_KEY.fullmatch(cell.strip()) for cell in cells)
    return "keys that let people in" if looks_so and not name.endswith("id") else None


def missing_column(table: TextTable, name: str, remedy: str) -> Fault:
    problem = f'The column "{name}" is missing'
    return Fault(problem, remedy, file=table.file, row=table.header_row, column=name)


def _no_header(table: TextTable, required: Sequence[str]) -> Fault:
    """Said once instead of for each column: the table is cut into cells in another way, or is another."""
    wanted = f"the columns {', '.join(required)}" if required else "a question by its id, name or wording"
    problem = f"No row is a header: none of the first names {wanted}"
    remedy = "Let the names stand in one row, each in a cell of its own"
    return Fault(problem, remedy, file=table.file)


def _damaged_headers(table: TextTable, names: Headers) -> Iterator[Fault]:
    """The first header whose letters were lost on the way: then those of others were too, and of cells."""
    for header in table.header:
        if is_damaged(header) or (has_lost_letters(header) and not names.is_name(header)):
            problem = f"The header {quoted_name(header)} has letters of another encoding"
            yield Fault(problem, SAVE_AS, file=table.file, row=table.header_row)
            return


def _second_columns(table: TextTable, meant: Sequence[str | None]) -> Mapping[str, str]:
    """The second column of the municipality, where one holds its code and one its name under headers of their own."""
    indexes = [index for index, column in enumerate(meant) if column == _CODED]
    headers = {folded_header(table.header[index]) for index in indexes}
    return {_CODED: str(indexes[1])} if len(indexes) == len(headers) == 2 else {}


def _missing_faults(
    table: TextTable, uses: Mapping[str, int], required: Sequence[str], options: Collection[str]
) -> Iterator[Fault]:
    for name in required:
        if name not in uses:
            option = f", or give --{name}" if name in options else ""
            yield missing_column(table, name, f'Add a column with the header "{name}"{option}')


def _column_twice(table: TextTable, meant: Sequence[str | None], name: str) -> Fault:
    headers = [table.header[index] for index, column in enumerate(meant) if column == name]
    if len(set(map(folded_header, headers))) == 1:
        problem = f"{len(headers)} columns have the header {quoted_name(name)}"
    else:
        problem = f"{' and '.join(map(quoted_name, headers))} are all read as the column {quoted_name(name)}"
    return Fault(problem, "Keep one of them", file=table.file, row=table.header_row, column=printable(name))


def _unknown_columns(
    table: TextTable, indexes: Sequence[int], names: Headers, uses: Mapping[str, int]
) -> Mapping[int, Fault]:
    lacking = [name for name in BASE_COLUMNS if name in names.columns.values() and name not in uses]
    called = f"if it tells the {' or '.join(lacking)}, call it so" if lacking else ""
    asked = "if it is a question, write its id" if names.has_questions else ""
    otherwise = "; ".join(filter(None, (asked, called, "else remove the column")))
    plain = f"{otherwise[0].upper()}{otherwise[1:]}" if asked or called else "Remove the column"
    faults = {}
    for number, index in enumerate(indexes):
        header = " ".join(table.header[index].split())
        # Likeness is slow to find, so it is not sought for faults that are only counted.
        near = _near_name(folded_header(header), names) if number < MOST_LINES else None
        remedy = f'If you mean "{near}", write that; else remove the column' if near else plain
        problem = f"{quoted_name(header)} is not a column of this table"
        faults[index] = Fault(problem, remedy, table.file, table.header_row, printable(header))
    return faults


def _near_name(header: str, names: Headers) -> str | None:
    """The column of which a header is the beginning, or that it nearly spells: `antal` of `antal erbjudna`."""
    begun = {column for name, column in names.columns.items() if name.startswith(f"{header} ")}
    if len(begun) == 1:
        return begun.pop()
    near = get_close_matches(header, sorted(names.columns), n=1, cutoff=_NEARLY)
    return names.columns[near[0]] if near else None
