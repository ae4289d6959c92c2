"""Reads values known from elsewhere, such as Kolada's: what an analyst's results are compared with."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from tycktill.files.cells import Wanted, read_cells
from tycktill.files.headers import known_headers
from tycktill.files.meanings import Meanings
from tycktill.files.progress import Note, Progress, drop_note, report_nothing
from tycktill.files.questionnaires import Questionnaires
from tycktill.files.reading import AS_IT_STANDS, Reading
from tycktill.files.refusing import quoted, refuse_any
from tycktill.files.table import ROW
from tycktill.files.words import likeness, whole_number
from tycktill.files.wrong import Meaning, Wrong
from tycktill.instrument import Catalogue, combined_groups
from tycktill.terms import RESPONSE_RATE, Fault, Grouping, Level, Municipalities, Reference, zeros_to

_COLUMNS = {
    **dict.fromkeys(("round", "instrument", "question", "level", "municipality", "share"), pl.String),
    "valid": pl.Int64,
}
_OPTIONAL = {"municipality": pl.lit(""), "valid": pl.lit(None, dtype=pl.Int64)}
"""What a table of the nation alone, or one that nobody has counted, does not have."""

_WHOLE = ("riket", "hela riket", "sverige", "hela sverige", "hela landet")
_LEVELS = {
    **dict.fromkeys(("nation", *_WHOLE), Level.NATION.value),
    **dict.fromkeys(("municipality", "kommun"), Level.MUNICIPALITY.value),
}
_NATION = ("", "0000", "0", *_WHOLE)
"""What stands for the municipality where the whole nation is meant; Kolada gives the nation a number too."""

_NO_NATION = Wrong(
    "The cell names neither a municipality nor the nation",
    "Leave it empty where the share is the nation's, in which every answer counts alike; take out a mean of"
    " municipalities",
)

_DECIMALS = 12
"""What a formula made has more of them than are right: 0.6000000000000001."""

_SHARE = re.compile(r"(?P<number>[0-9]{1,3}([.,][0-9]{1,20})?) ?(?P<is_per_cent>%|procent)?")


def read_references(
    path: Path,
    *,
    questionnaires: Questionnaires,
    municipalities: Municipalities,
    reading: Reading = AS_IT_STANDS,
    progress: Progress = report_nothing,
    note: Note = drop_note,
) -> tuple[Reference, ...]:
    """The references in a file, sorted: of an instrument, of a family, or of a group that a family combines.
    Raises Refused with every fault, each with its file, row and column."""
    catalogue, families = questionnaires.catalogue, questionnaires.families
    grouping = Grouping({id_: each.family for id_, each in catalogue.items()}, combined_groups(families))
    meanings = _ReferenceMeanings(catalogue, grouping, municipalities, reading)
    names = known_headers(_COLUMNS, reading.aliases, catalogue, questions=False)
    given = {name: text for name, text in reading.given.items() if name == "round"}  # of the values, not of the answers
    required = tuple(name for name in _COLUMNS if name not in _OPTIONAL)
    wanted = Wanted(names, required, replace(reading, given=given))
    cells = read_cells(path, wanted, meanings=meanings, progress=progress)
    cells.refuse_wrong()
    for sentence in cells.notes:
        note(f"{cells.file}: {sentence}")
    there = {name: dtype for name, dtype in _COLUMNS.items() if name in cells.columns}
    lacking = [value.alias(name) for name, value in _OPTIONAL.items() if name not in there]
    table = cells.mapped(there).with_columns(lacking).collect().sort(ROW)
    rows = {values.pop(ROW): _reference_of(values, grouping) for values in table.iter_rows(named=True)}
    faults = (
        *_misplaced_rows(cells.file, rows),
        *_rows_twice(cells.file, rows),
        *_unasked_rows(cells.file, rows, catalogue, grouping),
    )
    refuse_any(sorted(faults, key=lambda fault: fault.row or 0))
    return tuple(sorted(rows.values(), key=_reference_key))


def _reference_of(values: Mapping[str, Any], grouping: Grouping) -> Reference:
    share, members = values["share"], tuple(grouping.combined.get(values["instrument"], ()))
    typed = {"level": Level(values["level"]), "share": float(share), "decimals": zeros_to(share), "members": members}
    return Reference(**{**values, **typed})


def _reference_key(reference: Reference) -> tuple[str, ...]:
    return reference.round, reference.instrument, reference.level, reference.municipality, reference.question


class _ReferenceMeanings(Meanings):
    """What the cells of a table of references mean; municipality, round and instrument as in tables of answers."""

    def __init__(
        self, catalogue: Catalogue, grouping: Grouping, municipalities: Municipalities, reading: Reading
    ) -> None:
        super().__init__(catalogue, municipalities, reading)
        self._wholes = {likeness(id_): id_ for id_ in (*grouping.families.values(), *grouping.combined)}
        asked = {question.id for instrument in catalogue.values() for question in instrument.questions}
        self._questions = {likeness(id_): id_ for id_ in (*sorted(asked), RESPONSE_RATE)}

    def meaning_of(self, column: str, instrument: str, text: str) -> Meaning:
        """What `text` means in a column, where `instrument` is the text for the instrument in the same row."""
        alone = {"question": self.question, "level": _level_meaning, "share": _share_meaning, "valid": _valid_meaning}
        if column in alone:
            return alone[column](text)
        if column == "round" and likeness(instrument) in self._wholes:
            return self.round(text, None)
        return super().meaning_of(column, instrument, text)

    def instrument(self, text: str) -> str | Wrong:
        """The id of an instrument, of a family, or of a group that a family combines."""
        return self._wholes.get(likeness(text)) or super().instrument(text)

    def municipality(self, text: str) -> str | Wrong:
        """The four digits of a municipality; nothing for the nation."""
        if likeness(text) in _NATION or self.is_nothing(text):
            return ""
        meant = super().municipality(text)
        return _NO_NATION if isinstance(meant, Wrong) and meant.of_row else meant

    def question(self, text: str) -> str | Wrong:
        """The id of a question that some instrument has, or the response rate."""
        if likeness(text) in self._questions:
            return self._questions[likeness(text)]
        problem = f"{quoted(text)} is not a question" if likeness(text) else "The question is missing"
        return Wrong(problem, f"Write its id, or {RESPONSE_RATE} for the response rate")


def _level_meaning(text: str) -> str | Wrong:
    if likeness(text) in _LEVELS:
        return _LEVELS[likeness(text)]
    problem = f"{quoted(text)} is not a level" if likeness(text) else "The level is missing"
    return Wrong(problem, "Write nation or municipality")


def _share_meaning(text: str) -> str | Wrong:
    """A share between 0 and 1 as a decimal number. `84` alone may be per cent or a slip, and is refused."""
    written = _SHARE.fullmatch(likeness(text))
    if written:
        number = Decimal(written["number"].replace(",", "."))
        is_computed = -int(number.as_tuple().exponent) > _DECIMALS
        written_as = round(number, _DECIMALS).normalize() if is_computed else number
        share = written_as.scaleb(-2 if written["is_per_cent"] else 0)  # zeros at the end stay: 84,0 % is 0.840
        if share <= 1:
            return f"{share:f}"
    problem = f"{quoted(text)} is not a share" if likeness(text) else "The share is missing"
    return Wrong(problem, "Write a number from 0 to 1, as 0.84, or per cent with its sign, as 84 %")


def _valid_meaning(text: str) -> int | Wrong | None:
    number = whole_number(text)
    if not likeness(text) or (number is not None and number > 0):
        return number
    return Wrong(f"{quoted(text)} is not a number of answers", "Write a whole number from 1, or leave the cell empty")


def _misplaced_rows(file: str, rows: Mapping[int, Reference]) -> Iterator[Fault]:
    for row, each in rows.items():
        if (each.level is Level.MUNICIPALITY) != bool(each.municipality):
            problem = "A municipality has its code, the nation has none"
            yield Fault(problem, "Correct the level or the municipality", file=file, row=row, column="municipality")


def _rows_twice(file: str, rows: Mapping[int, Reference]) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for row, each in rows.items():
        earlier = first.setdefault(_reference_key(each), row)
        if earlier != row:
            says = "the same" if rows[earlier].share == each.share else "another share of the same"
            yield Fault(f"Row {earlier} says {says}", "Keep one of them", file=file, row=row, column="question")


def _unasked_rows(
    file: str, rows: Mapping[int, Reference], catalogue: Catalogue, grouping: Grouping
) -> Iterator[Fault]:
    """Of an instrument, or of none of a family's or a group's."""
    asked: dict[str, set[str]] = {}
    for id_, targets in grouping.targets().items():
        for target in targets:
            asked.setdefault(target, {RESPONSE_RATE}).update(question.id for question in catalogue[id_].questions)
    for row, each in rows.items():
        if each.question not in asked[each.instrument]:
            problem = f"{each.instrument} has no question {each.question}"
            yield Fault(problem, "Correct the question or the instrument", file=file, row=row, column="question")
