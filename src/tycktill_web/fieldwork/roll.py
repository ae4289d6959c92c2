"""Reads the roll: a file that says who takes part, with which units, in which rounds; knows no database."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from tycktill.answers import is_in_use, name_fault, unit_fault, unit_name
from tycktill.instrument import Catalogue
from tycktill.terms import Fault, Municipalities, Refused, is_round
from tycktill_web.participants.models import LONGEST_NAME, Organisation

Kind = Organisation.Kind

COLUMNS = ("municipality", "organisation", "kind", "unit", "round", "instrument")
REQUIRED = ("municipality", "unit")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: an organisation and, if they are said, a unit of it and what the unit takes part with.

    The organisation of a municipality itself need not be named: then `organisation` is empty.
    """

    row: int
    kind: Organisation.Kind
    municipality: str
    organisation: str = ""
    unit: str = ""
    round: str = ""
    instrument: str = ""


def read_roll(path: Path, *, catalogue: Catalogue, municipalities: Municipalities) -> tuple[Entry, ...]:
    """The rows of a CSV file, in its order. Raises Refused with every fault, each with its row and column."""
    rows = _read(path)
    by_name = {each.name.casefold(): code for code, each in municipalities.items()}
    entries: list[Entry] = []
    faults: list[Fault] = []
    for number, cells in rows:
        entry = _entry(number, cells, by_name)
        found = tuple(_faults(entry, cells, catalogue, municipalities))
        faults += [Fault(each.problem, each.remedy, str(path), number, each.column) for each in found]
        entries.append(entry)
    if faults:
        raise Refused(faults)
    return tuple(entries)


def _read(path: Path) -> Sequence[tuple[int, Mapping[str, str]]]:
    """Row numbers and cells by column; rows of nothing but blanks are left out."""
    header, *rows = _records(path)
    columns = [cell.lower() for cell in header]
    faults = [*_faults_of_header(columns), *_faults_of_width(rows, len(columns))]
    if faults:
        raise Refused([Fault(each.problem, each.remedy, str(path), each.row, each.column) for each in faults])
    return [
        (number, dict(zip_longest(columns, cells, fillvalue="")))
        for number, cells in enumerate(rows, start=2)
        if any(cells)
    ]


def _records(path: Path) -> list[list[str]]:
    """All rows as they stand, without blanks around the cells; at least one."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        delimiter = ";" if ";" in text.partition("\n")[0] else ","
        rows = [
            [cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except OSError as error:
        raise _refuse(path, f"It cannot be read ({error.strerror})", "Check the name of the file") from None
    except (UnicodeDecodeError, csv.Error):
        raise _refuse(path, "It is no table in UTF-8", "Save it as CSV UTF-8") from None
    return rows or [[]]


def _faults_of_header(columns: Sequence[str]) -> Iterator[Fault]:
    listed = f"The columns are {', '.join(COLUMNS)}"
    for each in REQUIRED:
        if each not in columns:
            yield Fault("The column is missing", listed, row=1, column=each)
    for each in dict.fromkeys(columns):
        if each not in COLUMNS:
            yield Fault("There is no such column", listed, row=1, column=_quoted(each))
        elif columns.count(each) > 1:
            yield Fault("The column stands twice", "Keep one of them", row=1, column=each)


def _faults_of_width(rows: Sequence[Sequence[str]], width: int) -> Iterator[Fault]:
    for number, cells in enumerate(rows, start=2):
        if any(cells[width:]):
            yield Fault(f"It has more than {width} cells", "Take out what stands after the last column", row=number)


def _entry(number: int, cells: Mapping[str, str], by_name: Mapping[str, str]) -> Entry:
    said = cells["municipality"]
    code = said.zfill(4) if said.isdecimal() else by_name.get(said.casefold(), said)
    kind = cells.get("kind", "").lower() or (Kind.MUNICIPALITY if code else Kind.NATIONAL)
    return Entry(
        number,
        Kind(kind) if kind in set(Kind) else Kind.MUNICIPALITY,
        code,
        unit_name(cells.get("organisation", "")),
        unit_name(cells["unit"]),
        cells.get("round", ""),
        cells.get("instrument", ""),
    )


def _faults(
    entry: Entry, cells: Mapping[str, str], catalogue: Catalogue, municipalities: Municipalities
) -> Iterator[Fault]:
    yield from _faults_of_place(entry, cells.get("kind", ""), municipalities)
    if entry.unit and (fault := unit_fault(entry.unit)):
        yield Fault(fault.problem, fault.remedy, column="unit")
    if entry.round or entry.instrument:
        yield from _faults_of_part(entry, catalogue)


def _faults_of_place(entry: Entry, kind: str, municipalities: Municipalities) -> Iterator[Fault]:
    if kind and kind.lower() not in set(Kind):
        yield Fault(f"{_quoted(kind)} is no kind", f"Write {', '.join(Kind)}, or nothing", column="kind")
    elif entry.kind is Kind.NATIONAL and entry.municipality:
        yield Fault("The national office stands in no municipality", "Leave it empty", column="municipality")
    elif entry.kind is not Kind.NATIONAL and entry.municipality not in municipalities:
        problem = f"{_quoted(entry.municipality)} is no municipality"
        yield Fault(problem, "Write its official four digits", column="municipality")
    if not entry.organisation and entry.kind is not Kind.MUNICIPALITY:
        yield Fault("The organisation has no name", "Name it", column="organisation")
    if len(entry.organisation) > LONGEST_NAME:
        yield Fault(f"The name is longer than {LONGEST_NAME} characters", "Shorten it", column="organisation")
    if fault := name_fault(entry.organisation, of="organisation"):
        yield Fault(fault.problem, fault.remedy, column="organisation")
    if entry.unit and entry.kind is Kind.NATIONAL:
        yield Fault("The national office has no units", "Leave it empty", column="unit")


def _faults_of_part(entry: Entry, catalogue: Catalogue) -> Iterator[Fault]:
    if not entry.unit:
        yield Fault("No unit takes part", "Name the unit, or leave round and instrument empty", column="unit")
    instrument = catalogue.get(entry.instrument)
    if not is_round(entry.round):
        yield Fault(f"{_quoted(entry.round)} is no round", "Write its year, as in 2025", column="round")
    elif instrument and not is_in_use(instrument, entry.round):
        problem = f"{entry.instrument} is not in use in {entry.round}"
        yield Fault(problem, "Choose another; `tycktill instruments list` shows the years", column="instrument")
    if instrument is None:
        problem = f"{_quoted(entry.instrument)} is no instrument"
        yield Fault(problem, "Write an id that `tycktill instruments list` shows", column="instrument")


def _refuse(path: Path, problem: str, remedy: str) -> Refused:
    return Refused([Fault(problem, remedy, file=str(path))])


def _quoted(text: str) -> str:
    shown = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)
    return f'"{shown[:_SHOWN]}"'
