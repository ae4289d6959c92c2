"""Reads how many each unit offered the questionnaire, and checks it against the answers."""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

import polars as pl

from tycktill.fieldwork import Offer
from tycktill.files.cells import read_cells
from tycktill.files.meanings import Meanings
from tycktill.files.progress import Progress, silent
from tycktill.files.refusing import quoted, refuse_any
from tycktill.files.table import ROW
from tycktill.instrument import Catalogue
from tycktill.terms import Fault, Municipalities

_WHERE = ("round", "instrument", "municipality", "unit")
_OFFERED = "offered"


def read_offers(
    path: Path,
    *,
    catalogue: Catalogue,
    municipalities: Municipalities,
    answers: pl.LazyFrame | None = None,
    progress: Progress = silent,
) -> tuple[Offer, ...]:
    """The offers in a file, sorted.

    With `answers` (from `read_answers`), nobody may have answered more than that, and each of their rounds is here.

    Raises Refused with every fault, each with its file, row and column.
    """
    meanings = Meanings(catalogue, municipalities)
    cells = read_cells(path, required=(*_WHERE, _OFFERED), allowed=(), meanings=meanings, progress=progress)
    cells.refuse_wrong()
    table = cells.mapped({**dict.fromkeys(_WHERE, pl.String), _OFFERED: pl.Int64}).collect().sort(ROW)
    rows = {row: Offer(*values) for row, *values in table.select(ROW, *_WHERE, _OFFERED).iter_rows()}
    sheets = _count_sheets(answers)
    checked = (
        _twice(cells.file, rows),
        _more_answers(cells.file, rows, sheets),
        _not_offered(cells.file, rows, sheets),
    )
    faults = tuple(chain.from_iterable(checked))
    refuse_any(sorted(faults, key=lambda fault: fault.row or 0), file=cells.file)
    return tuple(sorted(rows.values()))


def _count_sheets(answers: pl.LazyFrame | None) -> Mapping[tuple[str, ...], int]:
    if answers is None:
        return {}
    counted = answers.group_by(_WHERE).agg(sheets=pl.len()).collect(engine="streaming")
    return {tuple(where): sheets for *where, sheets in counted.iter_rows()}


def _twice(file: str, rows: Mapping[int, Offer]) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for row, offer in rows.items():
        earlier = first.setdefault(_where(offer), row)
        if earlier != row:
            yield Fault(
                f"Row {earlier} has the same unit", "Keep one row with the sum", file=file, row=row, column="unit"
            )


def _more_answers(file: str, rows: Mapping[int, Offer], sheets: Mapping[tuple[str, ...], int]) -> Iterator[Fault]:
    for row, offer in rows.items():
        answered = sheets.get(_where(offer), 0)
        if answered > offer.offered:
            problem = f"{quoted(offer.unit)} offered {offer.offered} but {answered} answered"
            yield Fault(problem, "Correct the number, or the rows of answers", file=file, row=row, column=_OFFERED)


def _not_offered(file: str, rows: Mapping[int, Offer], sheets: Mapping[tuple[str, ...], int]) -> Iterator[Fault]:
    """A round with answers and no offer at all: more likely a slip in the answers than a round."""
    offered = {offer.round for offer in rows.values()}
    for round in sorted({round for round, *_ in sheets} - offered):
        number = sum(answered for where, answered in sheets.items() if where[0] == round)
        _, instrument, municipality, unit = min(where for where in sheets if where[0] == round)
        many = "1 answer sheet" if number == 1 else f"{number} answer sheets"
        problem = f"Round {round} has {many} ({instrument}, {municipality}, {quoted(unit)}) but no row here"
        remedy = "Correct the round in the answers, or add what its units offered"
        yield Fault(problem, remedy, file=file, column="round")


def _where(offer: Offer) -> tuple[str, ...]:
    return (offer.round, offer.instrument, offer.municipality, offer.unit)
