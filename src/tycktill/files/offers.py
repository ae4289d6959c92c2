"""Reads how many each unit offered the questionnaire, and checks it against the answers."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import polars as pl

from tycktill.fieldwork import Offer
from tycktill.files.cells import Wanted, read_cells
from tycktill.files.dates import A_DAY, days_for_names
from tycktill.files.headers import headers
from tycktill.files.meanings import Meanings
from tycktill.files.municipality_names import MunicipalityNames
from tycktill.files.progress import Note, silent, unheard
from tycktill.files.reading import AS_IT_STANDS, Reading
from tycktill.files.refusing import quoted_name, refuse_any
from tycktill.files.remarks import remarks_on_units
from tycktill.files.table import ROW
from tycktill.files.totals import MISSING, Where, missing_beside_others, named_as_municipality, sums_of_others, where
from tycktill.instrument import Catalogue
from tycktill.terms import Fault, Municipalities

_WHERE = ("round", "instrument", "municipality", "unit")
_OFFERED = "offered"
_REQUIRED = ("round", "instrument", "municipality", _OFFERED)

_NAMED_HERE_ALONE = ("The answers of {} name no unit, and this row does", "Give one row with the sum and no unit")

_Rows = Mapping[int, Offer]


def read_offers(
    path: Path,
    *,
    catalogue: Catalogue,
    municipalities: Municipalities,
    answers: pl.LazyFrame | None = None,
    reading: Reading = AS_IT_STANDS,
    note: Note = unheard,
) -> tuple[Offer, ...]:
    """The offers in a file, sorted.

    With `answers` (from `read_answers`), nobody may have answered more than that, and each of their rounds is here.

    Raises Refused with every fault, each with its file, row and column.
    """
    meanings = Meanings(catalogue, municipalities, reading)
    names = headers((*_WHERE, _OFFERED), reading.aliases, catalogue, questions=False)
    cells = read_cells(path, Wanted(names, _REQUIRED, reading), meanings=meanings, progress=silent)
    cells.refuse_wrong()
    there = {name: pl.String for name in _WHERE if name in cells.columns}
    mapped = cells.mapped({**there, _OFFERED: pl.Int64}).with_columns(
        pl.lit("").alias(name) for name in _WHERE if name not in there
    )
    table = mapped.collect().sort(ROW)
    rows = {row: Offer(*values) for row, *values in table.select(ROW, *_WHERE, _OFFERED).iter_rows()}
    sheets = _count_sheets(answers)
    checked = (
        _twice(cells.file, rows),
        _unnamed(cells.file, rows, sheets),
        _totals(cells.file, rows, sheets, meanings.municipality_names),
        _more_answers(cells.file, rows, sheets),
        _not_offered(cells.file, rows, sheets),
    )
    faults = tuple(chain.from_iterable(checked))
    refuse_any(sorted(faults, key=lambda fault: fault.row or 0))
    units = {(offer.municipality, offer.unit) for offer in rows.values()} | {(place[2], place[3]) for place in sheets}
    remarks = (*cells.notes, *remarks_on_units(units, meanings))
    for sentence in (*remarks, *(_unanswered(rows.values(), sheets) if sheets else ())):
        note(f"{cells.file}: {sentence}")
    return tuple(sorted(rows.values()))


def _count_sheets(answers: pl.LazyFrame | None) -> Mapping[Where, int]:
    if answers is None:
        return {}
    counted = answers.group_by(_WHERE).agg(sheets=pl.len()).collect(engine="streaming")
    return {tuple(place): sheets for *place, sheets in counted.iter_rows()}


def _twice(file: str, rows: _Rows) -> Iterator[Fault]:
    first: dict[Where, int] = {}
    for row, offer in rows.items():
        earlier = first.setdefault(where(offer), row)
        if earlier != row:
            yield Fault(
                f"Row {earlier} has the same unit", "Keep one row with the sum", file=file, row=row, column="unit"
            )


def _unnamed(file: str, rows: _Rows, sheets: Mapping[Where, int]) -> Iterator[Fault]:
    """Rows without a unit where others, here or in the answers, have one, and with one where the answers do not."""
    places = {(offer.municipality, offer.unit) for offer in rows.values()}
    answered = {(municipality, unit) for _, _, municipality, unit in sheets}
    bare = {municipality for municipality, unit in answered if not unit}
    wrong = {(town, unit): _NAMED_HERE_ALONE for town, unit in places if unit and town in bare}
    wrong |= dict.fromkeys(missing_beside_others(places | answered), MISSING)
    wrong |= dict.fromkeys(days_for_names(places | answered), A_DAY)
    for row, offer in rows.items():
        if (offer.municipality, offer.unit) in wrong:
            problem, remedy = wrong[offer.municipality, offer.unit]
            name = offer.municipality if problem == _NAMED_HERE_ALONE[0] else quoted_name(offer.unit)
            yield Fault(problem.format(name), remedy, file=file, row=row, column="unit")


def _totals(file: str, rows: _Rows, sheets: Mapping[Where, int], names: MunicipalityNames) -> Iterator[Fault]:
    """Rows that add up others, by whatever name."""
    own = named_as_municipality({(offer.municipality, offer.unit) for offer in rows.values()}, names)
    sums = set(sums_of_others(rows, sheets))
    for row, offer in rows.items():
        why = "has no answers and is the sum of the others" if row in sums else "is the municipality's own name"
        if row in sums or (offer.municipality, offer.unit) in own:
            problem = f"{quoted_name(offer.unit)} {why}: no unit but a total"
            yield Fault(problem, "Take the row out", file=file, row=row, column="unit")


def _more_answers(file: str, rows: _Rows, sheets: Mapping[Where, int]) -> Iterator[Fault]:
    for row, offer in rows.items():
        answered = sheets.get(where(offer), 0)
        if answered > offer.offered:
            problem = f"{quoted_name(offer.unit)} offered {offer.offered} but {answered} answered"
            yield Fault(problem, "Correct the number, or the rows of answers", file=file, row=row, column=_OFFERED)


def _not_offered(file: str, rows: _Rows, sheets: Mapping[Where, int]) -> Iterator[Fault]:
    """A round with answers and no offer at all: more likely a slip in the answers than a round."""
    offered = {offer.round for offer in rows.values()}
    for round in sorted({round for round, *_ in sheets} - offered):
        number = sum(answered for place, answered in sheets.items() if place[0] == round)
        _, instrument, municipality, unit = min(place for place in sheets if place[0] == round)
        many = "1 answer sheet" if number == 1 else f"{number} answer sheets"
        problem = f"Round {round} has {many} ({instrument}, {municipality}, {quoted_name(unit)}) but no row here"
        remedy = "Correct the round in the answers, or add what its units offered"
        yield Fault(problem, remedy, file=file, column="round")


def _unanswered(offers: Iterable[Offer], sheets: Mapping[Where, int]) -> Iterator[str]:
    """Units that nobody answered for: it may be so, or be a name that is written in another way there."""
    silent_units = [offer for offer in sorted(offers) if offer.offered and not sheets.get(where(offer))]
    if silent_units:
        listed = ", ".join(
            f"{quoted_name(each.unit)} of {each.municipality} ({each.round}, {each.instrument})"
            for each in silent_units[:5]
        )
        more = f" and {len(silent_units) - 5} more" if len(silent_units) > 5 else ""
        yield f"Nobody answered for {listed}{more}. See that the answers name them so too."
