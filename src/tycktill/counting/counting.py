"""Counts all sheets by base cell in one grouped query, which any engine that Narwhals knows can run."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
from narwhals.typing import IntoFrame

from tycktill.counting.counts import BaseCell, BaseCount, Counts
from tycktill.instrument import Catalogue, Instrument, Question
from tycktill.terms import Fault, Gender, Refused

KEYS = tuple(BaseCell.__dataclass_fields__)
"""The columns that name a base cell, in its order."""

_SHEETS = "sheets"

Column = tuple[str, int]
"""A column of the query's answer: how many sheets chose this option code in this question."""

_Reader = tuple[str, Sequence[tuple[int, int]]]  # a question; each option's code and where in a row it is counted


def count(frame: IntoFrame, catalogue: Catalogue) -> Counts:
    """Sheets and chosen options per base cell, counted in one pass.

    `frame` is a table or a lazy query of Polars, DuckDB or PySpark with the columns `KEYS` and one per
    question, holding option codes or null (`answers.frame` makes it, `scan_parquet` streams it). A question without
    a column was answered by nobody. Raises Refused when an instrument is not in the catalogue.
    """
    lazy = nw.from_native(frame).lazy()
    columns = _columns(catalogue, present=lazy.collect_schema().names())
    counted = lazy.group_by(*KEYS).agg(nw.len().alias(_SHEETS), *(_chose(question, code) for question, code in columns))
    rows = _collect(counted).select(*KEYS, _SHEETS, *(_name(*column) for column in columns)).rows()
    readers = _readers({row[1] for row in rows}, catalogue, columns)
    cells = sorted((tuple(value or "" for value in row[: len(KEYS)]), row) for row in rows)
    return Counts(tuple(_base_count(cell, row, readers[cell[1]]) for cell, row in cells))


def _columns(catalogue: Catalogue, *, present: Iterable[str]) -> tuple[Column, ...]:
    """Every option of every question that has a column, over all instruments, each once."""
    there = set(present)
    return tuple(
        sorted(
            {
                (question.id, code)
                for instrument in catalogue.values()
                for question in instrument.questions
                if question.id in there
                for code in instrument.scale_of(question).codes
            }
        )
    )


def _name(question: str, code: int) -> str:
    return f"{question}:{code}"


def _chose(question: str, code: int) -> nw.Expr:
    # Cast before the sum: not every engine adds up truth values. The sum of small numbers is a large one in each.
    return (nw.col(question) == code).cast(nw.Int8).sum().alias(_name(question, code))


def _collect(counted: nw.LazyFrame[Any]) -> nw.DataFrame[Any]:
    """Runs the query; Polars in streaming, so that a file larger than memory can be counted."""
    if counted.implementation.is_polars():
        return counted.collect(engine="streaming")
    return counted.collect()


def _readers(found: Iterable[str], catalogue: Catalogue, columns: Sequence[Column]) -> Mapping[str, Sequence[_Reader]]:
    """How to read the rows of each instrument that was found."""
    unknown = sorted(set(found) - set(catalogue))
    if unknown:
        remedy = f"Use one of {', '.join(sorted(catalogue))}"
        raise Refused([Fault(f"There is no instrument `{id_}`", remedy, column="instrument") for id_ in unknown])
    index = {column: place for place, column in enumerate(columns, start=len(KEYS) + 1)}
    return {id_: [_reader(question, catalogue[id_], index) for question in catalogue[id_].questions] for id_ in found}


def _reader(question: Question, instrument: Instrument, index: Mapping[Column, int]) -> _Reader:
    codes = [code for code in instrument.scale_of(question).codes if (question.id, code) in index]
    return question.id, [(code, index[question.id, code]) for code in codes]


def _base_count(cell: tuple[str, ...], row: Sequence[Any], readers: Sequence[_Reader]) -> BaseCount:
    round_, instrument, municipality, unit, gender = cell
    options = {id_: {code: row[place] for code, place in codes} for id_, codes in readers}
    return BaseCount(BaseCell(round_, instrument, municipality, unit, Gender(gender)), row[len(KEYS)], options)
