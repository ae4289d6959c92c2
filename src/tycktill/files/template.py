"""Writes the workbook that a municipality fills in: a sheet for each questionnaire, an answer sheet a row."""

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum
from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from tycktill.answers import BASE_COLUMNS
from tycktill.files.refusing import refuse_file
from tycktill.files.sheet_xml import look_at_sheet
from tycktill.instrument import SOURCE_LANGUAGE, Catalogue, Instrument, Question, text_in
from tycktill.terms import Municipalities, Refused

ROWS = 5_000
"""So many rows below the header have drop-downs."""

CODE_COLUMN = "code"
"""Where the code of a form stands, in a workbook for answers on paper."""

_READ_ME, _LISTS = "Läs mig", "Listor"
_LONGEST_NAME = 31
"""Of a sheet, in Excel."""


@dataclass
class _Workbook:
    """The file in the making; `lists` says where each list of a drop-down stands."""

    book: Any
    lists: dict[tuple[str, ...], str] = field(default_factory=dict)

    def list_of(self, words: Sequence[str]) -> str:
        """The range that holds these words, on a sheet that nobody sees: a list in the cell itself splits at commas."""
        key = tuple(words)
        if key not in self.lists:
            column = len(self.lists)
            sheet = self.book.get_worksheet_by_name(_LISTS)
            sheet.write_column(0, column, key)
            self.lists[key] = f"={_LISTS}!{xl_range_abs(0, column, len(key) - 1, column)}"
        return self.lists[key]


def write_template(instruments: Sequence[Instrument], municipalities: Municipalities, file: Path) -> None:
    """The workbook of these questionnaires in a new file. Raises Refused where something stands there, or none can."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        whole = _Workbook(book)
        _write_lines(book, _help_lines(instruments))
        book.add_worksheet(_LISTS).hide()
        for instrument in instruments:
            _write_sheet(
                whole, instrument, _column_options(instrument, [each.name for each in municipalities.values()])
            )
        book.get_worksheet_by_name(_sheet_name(instruments[0])).activate()
    try:
        with file.open("xb") as stream:
            stream.write(content.getvalue())
    except OSError as error:
        raise _unwritten_file(file, error) from error


def coded_template(instrument: Instrument) -> bytes:
    """A workbook for answers on paper to a questionnaire: a row for each form, with its code and no place."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        whole = _Workbook(book)
        _write_lines(book, _coded_lines(instrument))
        book.add_worksheet(_LISTS).hide()
        _write_sheet(
            whole, instrument, {CODE_COLUMN: [], "gender": _gender_labels(instrument)}, heads=coded_heads(instrument)
        )
        book.get_worksheet_by_name(_sheet_name(instrument)).activate()
    return content.getvalue()


def coded_heads(instrument: Instrument) -> Mapping[str, str]:
    """What stands over each column of such a workbook: the words of the form, and the column's id."""
    known = {
        CODE_COLUMN: "Koden på blanketten",
        "gender": text_in(instrument.gender.text, SOURCE_LANGUAGE),
        **{question.id: text_in(question.text, SOURCE_LANGUAGE) for question in instrument.questions},
    }
    return {column: f"{words} [{column}]" for column, words in known.items()}


def filled_sheets(file: Path, catalogue: Catalogue) -> tuple[str, ...]:
    """The sheets of such a workbook that somebody has filled in; none where the file is another. Raises Refused where
    it is one and nobody has."""
    if file.suffix.lower() not in (".xlsx", ".xlsm"):
        return ()
    names = {_sheet_name(instrument) for instrument in catalogue.values()}
    try:
        with CalamineWorkbook.from_path(file) as workbook:
            seen = [each.name for each in workbook.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
        ours = [name for name in seen if name in names]
        filled = tuple(name for name in ours if look_at_sheet(file, name).last[0] > 1)
    except (CalamineError, zipfile.BadZipFile, KeyError, OSError):
        return ()  # told by whoever reads it
    if ours and not filled and _READ_ME in seen:
        raise refuse_file(file, "Nothing is filled in", "Fill in a row for each answer sheet")
    return filled if len(ours) > 1 else ()


def _unwritten_file(file: Path, error: OSError) -> Refused:
    return refuse_file(file, f"The file cannot be written: {error.strerror}", "Choose another name")


def _sheet_name(instrument: Instrument) -> str:
    return instrument.id[:_LONGEST_NAME]


def _column_options(instrument: Instrument, municipalities: Sequence[str]) -> dict[str, Sequence[str]]:
    options = {"instrument": [instrument.id], "municipality": municipalities, "gender": _gender_labels(instrument)}
    return {column: options.get(column, []) for column in BASE_COLUMNS}


def _write_sheet(
    whole: _Workbook,
    instrument: Instrument,
    first: Mapping[str, Sequence[str]],
    *,
    heads: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """A questionnaire's: headers with the words of the questions as notes, and drop-downs below.

    `first` are the columns before the questions', each with what can be chosen in it; nothing where that is free. A
    column without a word among `heads` has its id.
    """
    sheet = whole.book.add_worksheet(_sheet_name(instrument))
    bold = whole.book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, len(first))
    sheet.set_column(0, len(first) - 1, 18)
    sheet.set_column(len(first), len(first) + len(instrument.questions) - 1, 24)
    options = {**first, **{question.id: _option_labels(instrument, question) for question in instrument.questions}}
    notes = {question.id: text_in(question.text, SOURCE_LANGUAGE) for question in instrument.questions}
    for column, name in enumerate((*first, *notes)):
        sheet.write_string(0, column, heads.get(name, name), bold)
        sheet.write_comment(0, column, notes.get(name, _WHAT.get(name, "")))
        if options[name]:
            rule = {"validate": "list", "source": whole.list_of(options[name]), "error_message": _CHOOSE}
            sheet.data_validation(1, column, ROWS, column, rule)


_WHAT: Mapping[str, str] = {
    CODE_COLUMN: "Koden som står på blanketten.",
    "round": "Undersökningens år, som 2026.",
    "instrument": "Enkätens id: välj i listan.",
    "municipality": "Kommunens namn eller kod.",
    "unit": "Enhetens namn, stavat lika på alla rader.",
    "gender": "Svarandens eget svar, eller tomt.",
}
_CHOOSE = "Välj ett av svarsalternativen i listan, eller lämna cellen tom."


def _gender_labels(instrument: Instrument) -> list[str]:
    return [text_in(option.text, SOURCE_LANGUAGE) for option in instrument.gender.options]


def _option_labels(instrument: Instrument, question: Question) -> list[str]:
    return [text_in(option.text, SOURCE_LANGUAGE) for option in instrument.scale_of(question).options]


def _write_lines(book: Any, lines: Iterable[str]) -> None:
    sheet = book.add_worksheet(_READ_ME)
    sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)


def _coded_lines(instrument: Instrument) -> Iterator[str]:
    yield "Så fyller du i"
    yield f"En blankett på varje rad, på fliken {_sheet_name(instrument)}: först koden som står på den, sedan svaren."
    yield "Välj svaren i listorna. En fråga som ingen har svarat på lämnas tom. Ändra inte rubrikerna."
    yield "Läs in filen på sidan Papper. Ta bort den när den är inläst: i den står koder och svar tillsammans."


def _help_lines(instruments: Sequence[Instrument]) -> Iterator[str]:
    """What to do, and every question with its options: no line is the name of a column alone."""
    yield "Så fyller du i"
    yield "Ett besvarat formulär på varje rad, på den flik som heter som enkäten. Ändra inte rubrikerna."
    yield "Välj svaren i listorna. En fråga som ingen har svarat på lämnas tom: skriv inte noll eller streck."
    yield "Skriv inga namn, personnummer eller fria texter. Dölj inga rader."
    yield "Gör tabellerna med: tycktill tabulate DENNA_FIL.xlsx --out MAPP"
    for instrument in instruments:
        yield ""
        yield f"Flik {_sheet_name(instrument)}: {text_in(instrument.name, SOURCE_LANGUAGE)}"
        for number, question in enumerate(instrument.questions):
            column = xl_col_to_name(len(BASE_COLUMNS) + number)
            options = " / ".join(_option_labels(instrument, question))
            yield f"Kolumn {column}, {question.id}: {text_in(question.text, SOURCE_LANGUAGE)} {options}"
