"""Reads answers as a municipality keeps them: one row a sheet, in any of the kinds that `opening` knows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import polars as pl

from tycktill.answers import BASE_COLUMNS, CODE, question_columns
from tycktill.files.cells import Cells, Wanted, read_cells
from tycktill.files.columns import missing_column
from tycktill.files.dates import A_DAY, days_for_names
from tycktill.files.headers import known_headers
from tycktill.files.meanings import Meanings
from tycktill.files.progress import Note, Progress, drop_note, report_nothing
from tycktill.files.reading import AS_IT_STANDS, Blank, Reading
from tycktill.files.refusing import quoted_name, refuse_any
from tycktill.files.remarks import remarks_on_answers
from tycktill.files.repeats import LOOKED_AT, NOTED, Repeat, find_repeat, has_many_twins, has_twins_without_neighbours
from tycktill.files.several import several_choices, spread_choices, with_unchosen
from tycktill.files.table import ROW
from tycktill.files.template import filled_sheets
from tycktill.files.totals import MISSING, missing_beside_others, named_as_municipality
from tycktill.instrument import Catalogue, Question
from tycktill.terms import Fault, Municipalities, Refused

_REQUIRED = ("round", "instrument", "municipality")
_OWN_NAME = ("{} is the municipality's own name: no unit but a total", "Write each row's unit, or take the rows out")


def read_answers(
    path: Path,
    *,
    catalogue: Catalogue,
    municipalities: Municipalities,
    reading: Reading = AS_IT_STANDS,
    progress: Progress = report_nothing,
    note: Note = drop_note,
) -> pl.LazyFrame:
    """The sheets in a file, in the form of `tycktill.answers.sheet_frame`; docs/method/input.md tells what is forgiven.

    An answer to a question that was not to be asked (its condition is not met) is left out, as `accept` does, and
    `note` told how many were. The sheets of a workbook that `write_template` made for several questionnaires are read
    one after the other. Raises Refused with every fault, each with its file, row and column.
    """
    read = partial(_read_table, path, catalogue, municipalities, progress=progress, note=note)
    filled = () if reading.sheets else filled_sheets(path, catalogue)
    if len(filled) < 2:
        return read(reading)
    frames, faults = [], []
    for sheet in filled:
        try:
            frames.append(read(replace(reading, sheets=(sheet,))))
        except Refused as refused:
            faults += [replace(fault, file=f"{fault.file}, sheet {sheet}") for fault in refused.faults]
    refuse_any(faults)
    return pl.concat(frames, how="diagonal")


def _read_table(
    path: Path,
    catalogue: Catalogue,
    municipalities: Municipalities,
    reading: Reading,
    *,
    progress: Progress,
    note: Note,
) -> pl.LazyFrame:
    """The answers in the one table of a file."""
    questions = question_columns(catalogue, catalogue)
    several = dict.fromkeys(id_ for _, id_ in several_choices(catalogue))
    names = known_headers((*BASE_COLUMNS, *questions, *several), reading.aliases, catalogue, questions=True)
    meanings = Meanings(catalogue, municipalities, reading)
    cells = read_cells(path, Wanted(names, _REQUIRED, reading, _REQUIRED), meanings=meanings, progress=progress)
    asked = question_columns(sorted(cells.in_column("instrument")), catalogue)
    cells.refuse_wrong([*_missing_columns(cells, asked, catalogue), *_said_twice(cells, catalogue)])
    answered = _answered_rows(cells, asked, catalogue)
    refuse_any(list(_no_units(cells, answered, meanings)))
    remarks = (
        *cells.notes,
        *_repeated_remarks(cells, answered, asked),
        *_absent_columns(cells, asked, catalogue),
        *remarks_on_answers(cells, answered, meanings, catalogue),
    )
    left_out, sheets = _leave_out_unasked(answered, asked, catalogue)
    blanks, kept = _without_blanks(sheets, asked, reading.blank)
    for sentence in (*remarks, *left_out, *blanks):
        note(f"{cells.file}: {sentence}")
    return kept.drop(ROW)


def _missing_columns(cells: Cells, asked: Sequence[str], catalogue: Catalogue) -> Iterator[Fault]:
    """A question that was not asked has no column; a file without any question is none of answers."""
    if asked and not set(asked) & _questions_had(cells, catalogue):
        yield missing_column(cells.table, asked[0], "Give each question that was asked a column")


def _questions_had(cells: Cells, catalogue: Catalogue) -> set[str]:
    """The questions that a file has a column for, choices that stand together in one among them."""
    several = several_choices(catalogue).items()
    return {*cells.columns, *(part for (_, id_), each in several if id_ in cells.columns for part in each.parts)}


def _said_twice(cells: Cells, catalogue: Catalogue) -> Iterator[Fault]:
    for (_, id_), several in several_choices(catalogue).items():
        alone = [part for part in several.parts if part in cells.columns]
        if alone and id_ in cells.columns:
            problem = f"The choices of {id_} stand in its own column and in {', '.join(alone)}"
            yield Fault(problem, "Keep one of the two", cells.file, cells.table.header_row, id_)


def _answered_rows(cells: Cells, asked: Sequence[str], catalogue: Catalogue) -> pl.LazyFrame:
    """`ROW`, the places and all questions of the instruments that occur, read once where they fit in memory."""
    there = {name: pl.String for name in BASE_COLUMNS if name in cells.columns} | {
        name: CODE for name in asked if name in cells.columns
    }
    together = {id_ for _, id_ in several_choices(catalogue) if id_ in cells.columns}
    there |= dict.fromkeys(together, pl.String)
    lacking = {name: pl.lit("") for name in BASE_COLUMNS} | {name: pl.lit(None, dtype=CODE) for name in asked}
    mapped = cells.mapped(there).with_columns(text.alias(name) for name, text in lacking.items() if name not in there)
    spread_out = spread_choices(mapped, together, catalogue).select(ROW, *BASE_COLUMNS, *asked)
    wanted = with_unchosen(spread_out, _questions_had(cells, catalogue), catalogue)
    return wanted.collect(engine="streaming").lazy() if cells.is_in_memory else wanted


def _absent_columns(cells: Cells, asked: Sequence[str], catalogue: Catalogue) -> Iterator[str]:
    had = _questions_had(cells, catalogue)
    lacking = [name for name in asked if name not in had]
    if lacking:
        yield f"No column for {', '.join(lacking)}: taken as not asked."
    if "gender" not in cells.columns:
        yield "No column for gender: taken as not told."


def _leave_out_unasked(
    answered: pl.LazyFrame, asked: Sequence[str], catalogue: Catalogue
) -> tuple[Sequence[str], pl.LazyFrame]:
    """Without the answers that were not to be given, and what is told of them."""
    used = answered.select(pl.col("instrument").unique().sort()).collect(engine="streaming").to_series()
    conditions = [(id_, question) for id_ in used for question in catalogue[id_].questions if question.when]
    if not conditions:
        return (), answered
    sheets = _leave_out(answered, conditions)
    had, kept = (_number_of_answers(frame, asked) for frame in (answered, sheets))
    return [f"{had - kept} answers to questions that were not to be asked are left out."] if had > kept else (), sheets


def _without_blanks(sheets: pl.LazyFrame, asked: Sequence[str], blank: Blank) -> tuple[Sequence[str], pl.LazyFrame]:
    """Without blank sheets where they are not wanted, and what is told of them: a web export has one a visitor."""
    is_blank = pl.all_horizontal(pl.col(asked).is_null())
    number, blanks = (
        sheets.select(pl.len().alias("all"), is_blank.sum().alias("blank")).collect(engine="streaming").row(0)
    )
    if not blanks:
        return (), sheets
    effect = "They count as answered; --blank drop leaves them out" if blank is Blank.COUNT else "They are dropped"
    kept = sheets if blank is Blank.COUNT else sheets.filter(~is_blank)
    return [f"{blanks} of {number} sheets have no answer at all. {effect}."], kept


def _number_of_answers(sheets: pl.LazyFrame, asked: Sequence[str]) -> int:
    number: int = sheets.select(pl.sum_horizontal(pl.col(asked).count())).collect(engine="streaming").item()
    return number


def _leave_out(answered: pl.LazyFrame, conditions: Sequence[tuple[str, Question]]) -> pl.LazyFrame:
    """The same sheets without answers whose condition is not met; a condition may rest on another, so in order."""
    for instrument, question in conditions:
        assert question.when
        met = pl.col(question.when.question).is_in(question.when.codes).fill_null(value=False)
        keep = (pl.col("instrument") != instrument) | met
        answered = answered.with_columns(pl.when(keep).then(question.id))
    return answered


def _no_units(cells: Cells, answered: pl.LazyFrame, meanings: Meanings) -> Iterator[Fault]:
    """Units that are called as their municipality is or by a day, and those that are not named beside others."""
    units = answered.select("municipality", "unit").unique().collect(engine="streaming").rows()
    wrong = dict.fromkeys(named_as_municipality(units, meanings.municipality_names), _OWN_NAME)
    wrong |= dict.fromkeys(missing_beside_others(units), MISSING) | dict.fromkeys(days_for_names(units), A_DAY)
    for (municipality, unit), (problem, remedy) in sorted(wrong.items()):
        same = (pl.col("municipality") == municipality) & (pl.col("unit") == unit)
        rows = answered.filter(same).select(pl.col(ROW).sort()).collect(engine="streaming").to_series().to_list()
        yield Fault(problem.format(quoted_name(unit)), remedy, cells.file, rows[0], "unit", rows=rows)


def _repeated_remarks(cells: Cells, answered: pl.LazyFrame, asked: Sequence[str]) -> Sequence[str]:
    """What is told where many answers seem to be there twice. Blank sheets are all alike and say nothing of it.

    Raises Refused where they are, by their places or under the name of another unit, round or municipality.
    """
    several = max(1, sum(number for key, number in cells.counted.items() if key[0] == "round") // LOOKED_AT)
    whole, alone = pl.struct(*BASE_COLUMNS, *asked).hash(), pl.struct("instrument", "gender", *asked).hash()
    said = answered.filter(pl.any_horizontal(pl.col(asked).is_not_null())).select(
        ROW, "gender", *asked, whole.alias("whole"), alone.alias("alone")
    )
    looked_at = said.filter(pl.col("alone") % several == 0).collect(engine="streaming")
    for what, but in (("whole", ""), ("alone", ", but for unit, round or municipality")):
        repeat = find_repeat(looked_at[what].to_numpy(), may_be_sorted=what == "alone")
        if repeat is not None:
            raise Refused([_repeated_fault(cells.file, looked_at.select(ROW, pl.col(what).alias("said")), repeat, but)])
    return tuple(_repeat_remarks(looked_at, asked))


def _repeat_remarks(rows: pl.DataFrame, asked: Sequence[str]) -> Iterator[str]:
    """What is told of answers that may be there twice."""
    repeat = find_repeat(rows["whole"].to_numpy(), chance=NOTED)
    if repeat is not None and repeat.earlier is not None:
        first, last, earlier = (rows[ROW][position] for position in (repeat.first, repeat.last, repeat.earlier))
        yield f"The rows {first}-{last} repeat the rows from {earlier} on, in the same order: is something here twice?"
        return
    answers = rows.select(pl.col("gender").rank("dense"), *asked).cast(pl.Int64).fill_null(-1).to_numpy()
    if any(has_many_twins(rows[what].to_numpy()) for what in ("whole", "alone")) or has_twins_without_neighbours(
        answers
    ):
        number = int(rows["alone"].is_duplicated().sum())
        yield f"{number} of {rows.height} rows have a twin, more than chance makes: is something here twice?"


def _repeated_fault(file: str, rows: pl.DataFrame, repeat: Repeat, but: str) -> Fault:
    first, last = rows[ROW][repeat.first], rows[ROW][repeat.last]
    if repeat.earlier is None:
        twins = int(rows["said"].is_duplicated().sum())
        many = f"Every one of {twins} rows has" if twins == rows.height else f"{twins} of {rows.height} rows have"
        problem = f"{many} a twin that says the same{but}: the answers seem to be here twice"
    else:
        problem = f"The rows {first}-{last} repeat the rows from {rows[ROW][repeat.earlier]} on, in the same order{but}"
    others = "" if repeat.earlier is None else ", or if they are others' answers after all, change their order"
    remedy = f"Take out those that are here again{others}"
    return Fault(problem, remedy, file=file)
