"""Reads answers as a municipality keeps them: one row a sheet, in CSV, XLSX or Parquet."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from tycktill.answers import CODE, PLACE, question_columns
from tycktill.files.cells import Cells, read_cells
from tycktill.files.columns import missing_column
from tycktill.files.meanings import Meanings
from tycktill.files.progress import Note, Progress, silent, unheard
from tycktill.files.refusing import quoted
from tycktill.files.words import likeness
from tycktill.instrument import Catalogue, Question
from tycktill.terms import Fault, Municipalities


def read_answers(
    path: Path,
    *,
    catalogue: Catalogue,
    municipalities: Municipalities,
    progress: Progress = silent,
    note: Note = unheard,
) -> pl.LazyFrame:
    """The sheets in a file, in the form of `tycktill.answers.frame`; docs/method/input.md tells what is forgiven.

    An answer to a question that was not to be asked (its condition is not met) is left out, as `accept` does, and
    `note` told how many were. Raises Refused with every fault, each with its file, row and column.
    """
    questions = question_columns(catalogue, catalogue)
    meanings = Meanings(catalogue, municipalities)
    cells = read_cells(path, required=PLACE, allowed=questions, meanings=meanings, progress=progress)
    used = sorted(cells.in_column("instrument"))
    columns = question_columns(used, catalogue)
    cells.refuse_wrong(list(_missing(cells, columns)))
    dtypes = dict.fromkeys(PLACE, pl.String) | dict.fromkeys(columns, CODE)
    answered = cells.mapped(dtypes).select(*dtypes)
    _tell_alike(answered, path, note)
    conditions = [(id_, question) for id_ in used for question in catalogue[id_].questions if question.when]
    if not conditions:
        return answered
    asked = _leave_out(answered, conditions)
    _tell_left_out(answered, asked, columns, path, note)
    return asked


def _missing(cells: Cells, questions: Sequence[str]) -> Iterator[Fault]:
    there = cells.rows.collect_schema()
    for question in questions:
        if question not in there:
            remedy = "Add it, and leave the cells empty where the question was not asked"
            yield missing_column(cells.file, question, remedy)


def _leave_out(answered: pl.LazyFrame, conditions: Sequence[tuple[str, Question]]) -> pl.LazyFrame:
    """The same sheets without answers whose condition is not met; a condition may rest on another, so in order."""
    for instrument, question in conditions:
        assert question.when
        met = pl.col(question.when.question).is_in(question.when.codes).fill_null(value=False)
        keep = (pl.col("instrument") != instrument) | met
        answered = answered.with_columns(pl.when(keep).then(question.id))
    return answered


def _tell_alike(answered: pl.LazyFrame, path: Path, note: Note) -> None:
    """Names of units are taken as they are written, but one who writes a name in two ways should know."""
    named = answered.select("municipality", "unit").unique().collect(engine="streaming")
    spelt: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for municipality, unit in sorted(named.iter_rows()):
        spelt[municipality, re.sub(r"\W", "", likeness(unit))].append(quoted(unit))
    for (municipality, _), units in spelt.items():
        if len(units) > 1:
            note(f"{path}: {', '.join(units)} are taken as {len(units)} units of {municipality}. Spell one unit alike.")


def _tell_left_out(before: pl.LazyFrame, after: pl.LazyFrame, questions: Sequence[str], path: Path, note: Note) -> None:
    answers = pl.sum_horizontal(pl.col(questions).count())
    had, kept = (frame.select(answers).collect(engine="streaming").item() for frame in (before, after))
    if had > kept:
        note(f"{path}: {had - kept} answers to questions that were not to be asked are left out.")
