"""Reads a list of units that somebody pastes or uploads: a unit a row, with its questionnaire; knows no database."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from tycktill.answers import is_in_use, unit_name
from tycktill.files import packed_anew
from tycktill.instrument import text_in
from tycktill_web.fieldwork.errors import ListRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import asked_in, catalogue_of
from tycktill_web.fieldwork.unit_tree import TreeLine

MOST_ROWS = 5_000
UNPACKED_BYTES = 10_000_000
"""More than a workbook with so many rows has, many times over."""
_HEADS = {
    "unit": {"enhet", "enheter", "enhetens namn", "namn", "unit", "name"},
    "questionnaire": {"enkät", "målgrupp", "instrument", "survey", "questionnaire"},
}

Rows = Sequence[Sequence[str]]


def questionnaires_in(round: Round) -> Mapping[str, str]:
    """The questionnaires that a round has, by id, each with its Swedish name."""
    known = catalogue_of(round)
    return {id_: text_in(known[id_].name, "sv") for id_ in asked_in(round) if is_in_use(known[id_], round.label)}


def rows_of_text(text: str) -> Rows:
    """The cells of a text: separated by tabs as from a spreadsheet, else by semicolons; by commas below a heading."""
    mark = next((mark for mark in "\t;" if mark in text), "," if _is_head(text.partition(",")[0]) else "\t")
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark)]


def rows_of_file(content: bytes) -> Rows:
    """The cells of a workbook's first sheet, or of a text, also of an older Windows. Raises ListRefused."""
    if content[:2] == b"PK":
        try:
            sheet = CalamineWorkbook.from_filelike(packed_anew(content, unpacked=UNPACKED_BYTES)).get_sheet_by_index(0)
        except (CalamineError, BadZipFile):
            raise ListRefused([_("Arbetsboken gick inte att läsa. Spara den på nytt som .xlsx eller CSV.")]) from None
        return [[str(cell).strip() for cell in row] for row in sheet.to_python()]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise ListRefused([_("Filen är varken text eller en arbetsbok. Spara den som .xlsx eller CSV.")])
    return rows_of_text(text)


class _Words(NamedTuple):
    """What questionnaires are called: their `ids` by whatever people write, and their `names` to be told."""

    ids: Mapping[str, str]
    names: str


def lines_of(rows: Rows, *, round: Round, otherwise: Sequence[str] = ()) -> frozenset[TreeLine]:
    """The lines that the rows say; those without a questionnaire are for each of the `otherwise` chosen ones.

    Raises ListRefused with every fault, each with its row.
    """
    names = questionnaires_in(round)
    words = _Words(_by_word(names), ", ".join(f"”{name}”" for name in names.values()))
    at, body = _find_columns(rows)
    if len(body) > MOST_ROWS:
        raise ListRefused([_("Listan har fler än 5 000 rader. Dela upp den.")])
    found: set[TreeLine] = set()
    faults: list[str] = []
    for number, row in body:
        for line in _read_line(row, at, words, otherwise, number):
            found.add(line) if isinstance(line, TreeLine) else faults.append(line)
    if not found and not faults:
        faults = [_("Listan är tom. Skriv en enhet på varje rad.")]
    if faults:
        raise ListRefused(faults)
    return frozenset(found)


def _is_head(cell: str) -> bool:
    """Whether a column is headed so: names of units may have commas themselves."""
    return any(cell.strip().casefold() in heads for heads in _HEADS.values())


def _find_columns(rows: Rows) -> tuple[tuple[int, int], Sequence[tuple[int, Sequence[str]]]]:
    """In which columns unit and questionnaire stand, and the rows below a heading, by number."""
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if not numbered:
        return (0, 1), []
    heads = [cell.casefold() for cell in numbered[0][1]]
    unit = next((index for index, cell in enumerate(heads) if cell in _HEADS["unit"]), None)
    if unit is None:
        return (0, 1), numbered
    other = next((index for index, cell in enumerate(heads) if cell in _HEADS["questionnaire"]), len(heads))
    return (unit, other), numbered[1:]


def _read_line(
    row: Sequence[str], at: tuple[int, int], words: _Words, otherwise: Sequence[str], number: int
) -> Iterator[TreeLine | str]:
    unit, asked = (row[index] if index < len(row) else "" for index in at)
    if not unit_name(unit):
        yield _("Rad %(row)s: enhetens namn saknas. Skriv det, eller ta bort raden.") % {"row": number}
    elif asked:
        known = words.ids.get(asked.casefold())
        wrong = _("Rad %(row)s: ”%(text)s” är ingen enkät i omgången. Skriv någon av: %(names)s.")
        filled = {"row": number, "text": asked[:60], "names": words.names}
        yield TreeLine(unit_name(unit), known) if known else wrong % filled
    elif otherwise:
        yield from (TreeLine(unit_name(unit), each) for each in otherwise)
    else:
        filled = {"row": number, "unit": unit[:60]}
        yield (
            _("Rad %(row)s: enkät saknas för ”%(unit)s”. Skriv den på raden, eller kryssa i enkäter ovanför.") % filled
        )


def _by_word(names: Mapping[str, str]) -> Mapping[str, str]:
    """Each questionnaire's id by whatever people write for it: the id, its last part, its name."""
    words = {name.casefold(): id_ for id_, name in names.items()}
    return {**words, **{id_.partition("-")[2]: id_ for id_ in names}, **{id_: id_ for id_ in names}}
