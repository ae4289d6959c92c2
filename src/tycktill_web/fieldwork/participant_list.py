"""Reads a list of participants: who takes part, with which units, in which rounds; knows no database."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tycktill.answers import name_fault, unit_name
from tycktill.files import AS_IT_STANDS, Meaning, Meanings, Reading, Wrong, quoted, read_rows, remarks_on_units
from tycktill.instrument import Catalogue
from tycktill.terms import Fault, Municipalities, Refused
from tycktill_web.participants.models import LONGEST_NAME, Organisation

Kind = Organisation.Kind

COLUMNS = ("municipality", "organisation", "kind", "unit", "round", "instrument")
REQUIRED = ("municipality", "unit")

_KINDS = {
    **{kind.value: kind for kind in Kind},
    "riket": Kind.NATIONAL,
    "nationell": Kind.NATIONAL,
    "kommun": Kind.MUNICIPALITY,
    "utförare": Kind.PROVIDER,
}


@dataclass(frozen=True, slots=True)
class ParticipantRow:
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


def read_participants(
    path: Path,
    *,
    catalogue: Catalogue,
    municipalities: Municipalities,
    reading: Reading = AS_IT_STANDS,
    note: Callable[[str], None],
) -> tuple[ParticipantRow, ...]:
    """The rows of a file, in its order. Raises Refused with every fault, each with its row and column."""
    meanings = _ListMeanings(catalogue, municipalities, reading)
    cells, rows = read_rows(path, COLUMNS, required=REQUIRED, meanings=meanings, reading=reading)
    entries = tuple(_row_entry(number, row) for number, row in rows.items())
    faults = [replace(fault, file=str(path), row=entry.row) for entry in entries for fault in _entry_faults(entry)]
    if faults:
        raise Refused(faults)
    units = {(entry.municipality, entry.unit) for entry in entries if entry.unit}
    for sentence in (*cells.notes, *remarks_on_units(units, meanings)):
        note(f"{cells.file}: {sentence}")
    return entries


class _ListMeanings(Meanings):
    """What the cells of a list of participants mean: as in tables of answers, but any may be empty."""

    def meaning_of(self, column: str, instrument: str, text: str) -> Meaning:
        """What `text` means in a column, where `instrument` is the text for the instrument in the same row."""
        if self.is_nothing(text):
            return ""
        if column == "kind":
            wrong = Wrong(f"{quoted(text.strip())} is no kind", f"Write {', '.join(Kind)}, or nothing")
            return _KINDS.get(text.strip().casefold(), wrong)
        if column == "organisation":
            return _organisation_name(unit_name(text))
        return super().meaning_of(column, "" if self.is_nothing(instrument) else instrument, text)


def _organisation_name(name: str) -> str | Wrong:
    if len(name) > LONGEST_NAME:
        return Wrong(f"The name is longer than {LONGEST_NAME} characters", "Shorten it")
    fault = name_fault(name, of="organisation")
    return name if fault is None else Wrong(fault.problem, fault.remedy)


def _row_entry(number: int, row: Mapping[str, str | int | None]) -> ParticipantRow:
    municipality, organisation, kind, unit, round, instrument = (str(row[name]) for name in COLUMNS)
    alone = Kind.MUNICIPALITY if municipality else Kind.NATIONAL
    return ParticipantRow(number, Kind(kind or alone), municipality, organisation, unit, round, instrument)


def _entry_faults(entry: ParticipantRow) -> Iterator[Fault]:
    """What does not go together in a row whose cells all mean something."""
    if entry.kind is Kind.NATIONAL and entry.municipality:
        yield Fault("The national office stands in no municipality", "Leave it empty", column="municipality")
    elif entry.kind is not Kind.NATIONAL and not entry.municipality:
        yield Fault("The municipality is missing", "Write its official four digits or its name", column="municipality")
    if not entry.organisation and entry.kind is not Kind.MUNICIPALITY:
        yield Fault("The organisation has no name", "Name it", column="organisation")
    if entry.unit and entry.kind is Kind.NATIONAL:
        yield Fault("The national office has no units", "Leave it empty", column="unit")
    if entry.round or entry.instrument:
        yield from _faults_of_part(entry)


def _faults_of_part(entry: ParticipantRow) -> Iterator[Fault]:
    if not entry.unit:
        yield Fault("No unit takes part", "Name the unit, or leave round and instrument empty", column="unit")
    if not entry.round:
        yield Fault("The round is missing", "Write its year, as in 2025", column="round")
    if not entry.instrument:
        remedy = "Write an id that `tycktill instruments list` shows"
        yield Fault("The instrument is missing", remedy, column="instrument")
