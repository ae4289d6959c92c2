"""Many sheets as one wide table, the form in which they are counted."""

from collections.abc import Iterable, Sequence

import polars as pl

from tycktill.answers.sheet import Sheet
from tycktill.instrument import Catalogue

BASE_COLUMNS = ("round", "instrument", "municipality", "unit", "gender")
"""The columns that say whose sheet it is; all others are question ids."""

CODE = pl.Int16
"""The type of a question's column: option codes, null where the question was skipped."""


def sheet_frame(sheets: Iterable[Sheet], catalogue: Catalogue) -> pl.LazyFrame:
    """One row a sheet: `BASE_COLUMNS` as text, then the questions of the instruments that occur, as option codes.

    Raises KeyError for a sheet of an instrument that is not in the catalogue.
    """
    rows = tuple(sheets)
    questions = question_columns({sheet.instrument for sheet in rows}, catalogue)
    base = {
        column: pl.Series([str(getattr(sheet, column)) for sheet in rows], dtype=pl.String) for column in BASE_COLUMNS
    }
    codes = {question: pl.Series(_question_codes(rows, question), dtype=CODE) for question in questions}
    return pl.LazyFrame(base | codes)


def question_columns(instruments: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Ids of all questions of these instruments, in the order of the instruments' ids and their own order."""
    questions = (question.id for instrument in sorted(instruments) for question in catalogue[instrument].questions)
    return tuple(dict.fromkeys(questions))


def blank_sheets(sheets: pl.LazyFrame) -> int:
    """How many sheets of such a table have no answer at all."""
    is_blank = pl.all_horizontal(pl.exclude(BASE_COLUMNS).is_null())
    number: int = sheets.select(is_blank.sum()).collect(engine="streaming").item()
    return number


def _question_codes(sheets: Sequence[Sheet], question: str) -> list[int | None]:
    return [next((code for id_, code in sheet.answers if id_ == question), None) for sheet in sheets]
