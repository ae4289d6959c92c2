"""Reads how many each unit offered the questionnaire, and checks it against the answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import polars as pl

from tycktill.fieldwork import Offer
from tycktill.files.cells import Wanted, read_cells
from tycktill.files.dates import A_DAY, days_for_names
from tycktill.files.headers import known_headers
from tycktill.files.meanings import Meanings
from tycktill.files.municipality_names import MunicipalityNames
from tycktill.files.progress import Note, drop_note, report_nothing
from tycktill.files.reading import AS_IT_STANDS, Reading
from tycktill.files.refusing import quoted_name, refuse_any
from tycktill.files.remarks import remarks_on_units
from tycktill.files.sums import certain_sums, possible_sums
from tycktill.files.table import ROW
from tycktill.files.totals import Where, missing_beside_others, named_as_municipality, unit_of
from tycktill.instrument import Catalogue
from tycktill.terms import Fault, Municipalities

_WHERE = ("round", "instrument", "municipality", "unit")
_OFFERED = "offered"
_REQUIRED = ("round", "instrument", "municipality", _OFFERED)

_UNNAMED = ("The answers of {} name units, and no row here does", "Give a row for each unit")
_FORGOTTEN = ("The unit is missing, which other rows here name", "Write its name")
_NAMED_HERE_ALONE = ("The answers of {} name no unit, and this row does", "Give one row with the sum and no unit")

_OWN_NAME = "is the municipality's own name"
_MOST_NAMED = 5

_Rows = Mapping[int, Offer]


def read_offers(
    path: Path,
    *,
    catalogue: Catalogue,
    municipalities: Municipalities,
    answers: pl.LazyFrame | None = None,
    reading: Reading = AS_IT_STANDS,
    note: Note = drop_note,
) -> tuple[Offer, ...]:
    """The offers in a file, sorted.

    With `answers` (from `read_answers`) each of their rounds is here. Where more answered than a row says, not all
    offered were counted, which `note` hears.

    Raises Refused with every fault, each with its file, row and column.
    """
    meanings = Meanings(catalogue, municipalities, reading)
    names = known_headers((*_WHERE, _OFFERED), reading.aliases, catalogue, questions=False)
    cells = read_cells(path, Wanted(names, _REQUIRED, reading), meanings=meanings, progress=report_nothing)
    cells.refuse_wrong()
    there = {name: pl.String for name in _WHERE if name in cells.columns}
    mapped = cells.mapped({**there, _OFFERED: pl.Int64}).with_columns(
        pl.lit("").alias(name) for name in _WHERE if name not in there
    )
    table = mapped.collect().sort(ROW)
    rows = {row: Offer(*values) for row, *values in table.select(ROW, *_WHERE, _OFFERED).iter_rows()}
    sheets = _count_sheets(answers)
    sums = certain_sums(rows, sheets)
    checked = (
        _rows_twice(cells.file, rows),
        _unnamed_units(cells.file, {row: offer for row, offer in rows.items() if row not in sums}, sheets),
        _total_rows(cells.file, rows, sums, meanings.municipality_names),
        _not_offered(cells.file, rows, sheets),
    )
    refuse_any(sorted(chain.from_iterable(checked), key=lambda fault: fault.row or 0))
    for sentence in (*cells.notes, *_remarks_on_rows(rows, sheets, meanings)):
        note(f"{cells.file}: {sentence}")
    return tuple(sorted(rows.values()))


def _remarks_on_rows(rows: _Rows, sheets: Mapping[Where, int], meanings: Meanings) -> Iterator[str]:
    """Of names of units, of what may be a sum, and of who answered and was not offered, or the other way about."""
    units = {(offer.municipality, offer.unit) for offer in rows.values()} | {(place[2], place[3]) for place in sheets}
    yield from remarks_on_units(units, meanings)
    yield from _sum_remarks(rows, sheets)
    yield from _more_answers(rows, sheets)
    yield from _unanswered_units(rows.values(), sheets) if sheets else ()


def _count_sheets(answers: pl.LazyFrame | None) -> Mapping[Where, int]:
    if answers is None:
        return {}
    counted = answers.group_by(_WHERE).agg(sheets=pl.len()).collect(engine="streaming")
    return {tuple(where): sheets for *where, sheets in counted.iter_rows()}


def _rows_twice(file: str, rows: _Rows) -> Iterator[Fault]:
    first: dict[Where, int] = {}
    for row, offer in rows.items():
        earlier = first.setdefault(unit_of(offer), row)
        if earlier != row:
            yield Fault(
                f"Row {earlier} has the same unit", "Keep one row with the sum", file=file, row=row, column="unit"
            )


def _unnamed_units(file: str, rows: _Rows, sheets: Mapping[Where, int]) -> Iterator[Fault]:
    """Rows without a unit where others, here or in the answers, have one, and with one where the answers do not."""
    places = {(offer.municipality, offer.unit) for offer in rows.values()}
    answered = {(municipality, unit) for _, _, municipality, unit in sheets}
    bare = {municipality for municipality, unit in answered if not unit}
    wrong = {(town, unit): _NAMED_HERE_ALONE for town, unit in places if unit and town in bare}
    here = {municipality for municipality, unit in places if unit}
    for place in missing_beside_others(places | answered):
        wrong[place] = _FORGOTTEN if place[0] in here else _UNNAMED
    wrong |= dict.fromkeys(days_for_names(places | answered), A_DAY)
    for row, offer in rows.items():
        if (offer.municipality, offer.unit) in wrong:
            problem, remedy = wrong[offer.municipality, offer.unit]
            of_municipality = problem in (_NAMED_HERE_ALONE[0], _UNNAMED[0])
            name = offer.municipality if of_municipality else quoted_name(offer.unit)
            yield Fault(problem.format(name), remedy, file=file, row=row, column="unit")


def _total_rows(
    file: str, rows: _Rows, sums: Mapping[int, Sequence[Offer]], names: MunicipalityNames
) -> Iterator[Fault]:
    """Rows that add up others, by whatever name."""
    own = named_as_municipality({(offer.municipality, offer.unit) for offer in rows.values()}, names)
    for row, offer in rows.items():
        if row in sums or (offer.municipality, offer.unit) in own:
            why = f"has no answers and is the sum of {_listed_units(sums[row])}" if row in sums else _OWN_NAME
            name = quoted_name(offer.unit) if offer.unit else "The row without a unit"
            yield Fault(f"{name} {why}: no unit but a total", "Take the row out", file=file, row=row, column="unit")


def _sum_remarks(rows: _Rows, sheets: Mapping[Where, int]) -> Iterator[str]:
    """What may be a total of some others: nobody answered for it, and it offered as many as they."""
    found = possible_sums(rows, sheets)
    for row, parts in list(found.items())[:_MOST_NAMED]:
        offer = rows[row]
        yield (
            f"{quoted_name(offer.unit)} of {offer.municipality} (row {row}) has no answers and offered "
            f"{offer.offered}, as many as {_listed_units(parts)} together. If it is their total, take the row out."
        )
    if len(found) > _MOST_NAMED:
        yield f"{len(found) - _MOST_NAMED} more units have no answers and offered as many as others together."


def _listed_units(parts: Sequence[Offer]) -> str:
    """The units by name, each with what it offered."""
    named = [f"{quoted_name(each.unit)} ({each.offered})" for each in parts[:_MOST_NAMED]]
    more = [f"{len(parts) - _MOST_NAMED} more"] if len(parts) > _MOST_NAMED else []
    return " and ".join(filter(None, (", ".join([*named, *more][:-1]), [*named, *more][-1])))


def _more_answers(rows: _Rows, sheets: Mapping[Where, int]) -> Iterator[str]:
    """Units with more answers than they counted: of them no response rate is known."""
    short = [(row, offer) for row, offer in rows.items() if sheets.get(unit_of(offer), 0) > offer.offered]
    for row, offer in short[:_MOST_NAMED]:
        answered = sheets[unit_of(offer)]
        yield (
            f"{quoted_name(offer.unit)} of {offer.municipality} (row {row}) offered {offer.offered} but {answered}"
            " answered, so its response rate is not told. Correct the number if it was counted."
        )
    if len(short) > _MOST_NAMED:
        yield f"{len(short) - _MOST_NAMED} more units have more answers than they offered."


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


def _unanswered_units(offers: Iterable[Offer], sheets: Mapping[Where, int]) -> Iterator[str]:
    """Units that nobody answered for: it may be so, or be a name that is written in another way there."""
    silent_units = [offer for offer in sorted(offers) if offer.offered and not sheets.get(unit_of(offer))]
    if silent_units:
        listed = ", ".join(
            f"{quoted_name(each.unit)} of {each.municipality} ({each.round}, {each.instrument})"
            for each in silent_units[:_MOST_NAMED]
        )
        more = f" and {len(silent_units) - _MOST_NAMED} more" if len(silent_units) > _MOST_NAMED else ""
        yield f"Nobody answered for {listed}{more}. See that the answers name them so too."
