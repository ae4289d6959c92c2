"""Counts all sheets by base cell in one grouped query, which any engine that Narwhals knows can run."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import narwhals as nw
from narwhals.typing import IntoFrame

from tycktill.counting.counts import BaseCell, BaseCount, Counts
from tycktill.instrument import Catalogue, Instrument
from tycktill.terms import Fault, Gender, Refused

Positions = Mapping[str, Mapping[int, int]]
"""Where in a row an option is counted: {question: {code: position}}."""


KEYS = tuple(BaseCell.__dataclass_fields__)
"""The columns that name a base cell, in its order."""

_SHEETS = "sheets"

Column = tuple[str, int]
"""A column of the query's answer: how many sheets chose this option code in this question."""


def count_by_cell(frame: IntoFrame, catalogue: Catalogue) -> Counts:
    """Sheets and chosen options per base cell, counted in one pass.

    `frame` is a table or a lazy query of Polars, DuckDB or PySpark with the columns `KEYS` and one per
    question, holding option codes or null (`answers.sheet_frame` makes it, `scan_parquet` streams it). A question
    without a column was answered by nobody. Raises Refused when an instrument is not in the catalogue.
    """
    lazy = nw.from_native(frame).lazy()
    columns = _option_columns(catalogue, present=lazy.collect_schema().names())
    named = lazy.with_columns(nw.col(*KEYS).fill_null(""))
    chosen = [_chose_option(question, code, engine=lazy.implementation) for question, code in columns]
    counted = named.group_by(*KEYS).agg(nw.len().alias(_SHEETS), *chosen)
    table = _run_query(counted).select(*KEYS, _SHEETS, *(_column_name(*column) for column in columns))
    rows = sorted(zip(*(column.to_list() for column in table.iter_columns()), strict=True))
    positions = _option_positions({row[1] for row in rows}, catalogue, columns)
    return Counts(tuple(_base_count(row, positions[row[1]]) for row in rows))


def _option_columns(catalogue: Catalogue, *, present: Iterable[str]) -> tuple[Column, ...]:
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


def _column_name(question: str, code: int) -> str:
    return f"{question}:{code}"


def _chose_option(question: str, code: int, *, engine: nw.Implementation) -> nw.Expr:
    """How many chose this option: whole numbers of 64 bits, whatever an engine makes of a sum."""
    chosen = nw.col(question) == code
    # Polars adds up truth values, and quicker than anything else; Spark does not add them up at all.
    added = chosen.sum() if engine.is_polars() else chosen.cast(nw.Int32).sum()
    return added.cast(nw.Int64).alias(_column_name(question, code))


def _run_query(counted: nw.LazyFrame[Any]) -> nw.DataFrame[Any]:
    """Runs the query; Polars in streaming, so that a file larger than memory can be counted."""
    if counted.implementation.is_polars():
        return counted.collect(engine="streaming")
    return counted.collect()


def _option_positions(found: Iterable[str], catalogue: Catalogue, columns: Sequence[Column]) -> Mapping[str, Positions]:
    """Where in the rows of each instrument that was found its options are counted."""
    unknown = sorted(set(found) - set(catalogue))
    if unknown:
        remedy = f"Use one of {', '.join(sorted(catalogue))}"
        raise Refused([Fault(f"There is no instrument `{id_}`", remedy, column="instrument") for id_ in unknown])
    index = {column: position for position, column in enumerate(columns, start=len(KEYS) + 1)}
    return {id_: _positions_of(catalogue[id_], index) for id_ in found}


def _positions_of(instrument: Instrument, index: Mapping[Column, int]) -> Positions:
    return {
        question.id: {
            code: index[question.id, code]
            for code in instrument.scale_of(question).codes
            if (question.id, code) in index
        }
        for question in instrument.questions
    }


def _base_count(row: tuple[Any, ...], positions: Positions) -> BaseCount:
    round_, instrument, municipality, unit, gender, sheets = row[: len(KEYS) + 1]
    return BaseCount(BaseCell(round_, instrument, municipality, unit, Gender(gender)), sheets, Chosen(row, positions))


class Chosen(Mapping[str, Mapping[int, int]]):
    """How many chose each option, by question and code.

    A small dictionary for each question of each base cell costs more than counting a million sheets does. Row and
    positions are shared, and a question's dictionary is made anew each time it is asked for.
    """

    __slots__ = ("_positions", "_row")

    def __init__(self, row: tuple[int, ...], positions: Positions) -> None:
        """What `row` says at these positions."""
        self._row = row
        self._positions = positions

    def __getitem__(self, question: str) -> Mapping[int, int]:
        return {code: self._row[position] for code, position in self._positions[question].items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._positions)

    def __len__(self) -> int:
        return len(self._positions)

    def __repr__(self) -> str:
        return repr(dict(self))
