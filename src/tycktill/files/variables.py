"""Opens SPSS files: cells as the labels of their values, which are held against the questionnaire's own."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import polars as pl

from tycktill.answers import BASE_COLUMNS
from tycktill.files.headers import Headers
from tycktill.files.refusing import printable, refuse_file
from tycktill.files.table import ROW, TextTable, numbered_columns
from tycktill.terms import Refused

_DIGITS = 15


def open_sav(path: Path, names: Headers) -> TextTable:
    """The table in a `.sav`. A value that has a label is read as its label; as an answer it is read as both,
    `1 Mycket lätt`, so that the two must agree with the questionnaire.

    A variable is known by its name or else by its label. Raises Refused when the file is none, or the package that
    reads it is not installed.
    """
    if not find_spec("pyreadstat"):
        problem = "SPSS files need the package pyreadstat, which is not installed here"
        raise refuse_file(path, problem, "Install it (pip install pyreadstat), or save the file as .xlsx")
    import pyreadstat  # noqa: PLC0415  an extra, which may not be installed

    try:
        values, about = pyreadstat.read_sav(
            str(path), output_format="dict", disable_datetime_conversion=True, user_missing=True
        )
    except (pyreadstat.PyreadstatError, pyreadstat.ReadstatError, OSError, UnicodeError) as error:
        raise _unreadable_file(path, error) from error
    header = tuple(_name_of(name, about.column_names_to_labels.get(name) or "", names) for name in about.column_names)
    labels = [about.variable_value_labels.get(name, {}) for name in about.column_names]
    notes = []
    for number, name in enumerate(about.column_names):
        values[name], gone = _without_missing(values[name], about.missing_ranges.get(name, ()))
        if gone and names.column_named(header[number]):
            notes.append(_missing_note(header[number], gone, labels[number]))
    texts = {
        column: pl.Series(
            column, _texts_of(values[name], labels[number], names.column_named(header[number])), dtype=pl.String
        )
        for number, (column, name) in enumerate(zip(numbered_columns(header), about.column_names, strict=True))
    }
    cells = pl.LazyFrame(texts).with_row_index(ROW, offset=2)
    return TextTable(
        str(path),
        header,
        cells,
        lambda error: _unreadable_file(path, error),
        is_found=any(map(names.is_name, header)),
        notes=notes,
    )


def _without_missing(values: Iterable[Any], ranges: Sequence[Any]) -> tuple[list[Any], Counter[Any]]:
    """The values without those that the file calls missing, and how many there were of each of these."""
    given = list(values)
    gone = Counter(value for value in given if value is not None and any(_is_within(value, each) for each in ranges))
    return [None if value in gone else value for value in given] if gone else given, gone


def _is_within(value: Any, limits: Mapping[str, Any]) -> bool:
    low, high = limits["lo"], limits["hi"]
    return isinstance(value, str) == isinstance(low, str) and bool(low <= value <= high)


def _missing_note(header: str, gone: Counter[Any], labels: Mapping[Any, str]) -> str:
    listed = ", ".join(
        f"{printable(_text_of(value, labels.get(value, ''), is_answer=True) or '')} ({many})"
        for value, many in gone.items()
    )
    return f"{printable(header)} has values that the file itself calls missing, read as empty: {listed}"


def _name_of(name: str, label: str, names: Headers) -> str:
    return name if names.is_name(name) or not names.is_name(label) else label


def _texts_of(values: Iterable[Any], labels: Mapping[Any, str], column: str | None) -> list[str | None]:
    return [
        _text_of(value, str(labels.get(value, "")).strip(), is_answer=column not in BASE_COLUMNS) for value in values
    ]


def _text_of(value: Any, label: str, *, is_answer: bool) -> str | None:
    if value is None or value != value:  # noqa: PLR0124  NaN is what nobody answered
        return None
    written = f"{value:.{_DIGITS}g}" if isinstance(value, float) else str(value)
    if not label:
        return written
    return f"{written} {label}" if is_answer and not label[0].isdigit() else label


def _unreadable_file(path: Path, error: BaseException) -> Refused:
    problem = f"The file cannot be read as SPSS ({printable(str(error))})"
    return refuse_file(path, problem, "Save it again as .sav, or as .xlsx")
