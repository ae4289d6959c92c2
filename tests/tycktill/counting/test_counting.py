"""Counting gives what counting by hand gives, whatever the engine and the order of the rows."""

from collections import Counter
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.builders import ROUND, catalogue, instrument, question

from tycktill.answers import Sheet, sheet_frame
from tycktill.counting import BaseCell, count_by_cell
from tycktill.terms import Gender, Refused

CATALOGUE = catalogue(
    instrument("liten-a", question("kontakt"), question("helhet")),
    instrument("liten-b", question("helhet", scale="top")),
)
PLACES = st.tuples(st.sampled_from(["9001", "9002"]), st.sampled_from(["", "norr"]), st.sampled_from(Gender))


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A sheet of one of the two instruments, some questions skipped."""
    form = draw(st.sampled_from(list(CATALOGUE.values())))
    municipality, unit, gender = draw(PLACES)
    chosen = {each.id: draw(st.sampled_from([None, *form.scale_of(each).codes])) for each in form.questions}
    given_answers = tuple((id_, code) for id_, code in chosen.items() if code is not None)
    return Sheet(ROUND, form.id, municipality, unit, gender, given_answers)


SHEETS = st.lists(sheets(), max_size=30)


def twins(code: int) -> tuple[Sheet, Sheet]:
    """The same answer in two places."""
    answer = (("helhet", code),)
    return (
        Sheet(ROUND, "liten-a", "9001", "norr", Gender.WOMAN, answer),
        Sheet(ROUND, "liten-a", "9002", "", Gender.MAN, answer),
    )


def cell(sheet: Sheet) -> BaseCell:
    """Where a sheet is counted."""
    return BaseCell(sheet.round, sheet.instrument, sheet.municipality, sheet.unit, sheet.gender)


@given(SHEETS)
def test_every_sheet_is_counted_once(given_sheets: list[Sheet]) -> None:
    counted = count_by_cell(sheet_frame(given_sheets, CATALOGUE), CATALOGUE)
    assert {base.cell: base.answered for base in counted.base} == Counter(map(cell, given_sheets))


@given(SHEETS)
def test_every_chosen_option_is_counted_once(given_sheets: list[Sheet]) -> None:
    by_hand = Counter((cell(sheet), *answer) for sheet in given_sheets for answer in sheet.answers)
    counted = {
        (base.cell, id_, code): chosen
        for base in count_by_cell(sheet_frame(given_sheets, CATALOGUE), CATALOGUE).base
        for id_, codes in base.options.items()
        for code, chosen in codes.items()
    }
    assert {key: chosen for key, chosen in counted.items() if chosen} == by_hand


@given(SHEETS)
def test_counts_know_every_option_in_printed_order(given_sheets: list[Sheet]) -> None:
    for base in count_by_cell(sheet_frame(given_sheets, CATALOGUE), CATALOGUE).base:
        form = CATALOGUE[base.cell.instrument]
        assert [(id_, tuple(codes)) for id_, codes in base.options.items() if codes] == [
            (each.id, form.scale_of(each).codes) for each in form.questions if base.options[each.id]
        ]


@given(st.permutations([sheet for code in (1, 2, 3, 4, 9) for sheet in twins(code)]))
def test_counts_do_not_depend_on_the_order_of_sheets(shuffled: list[Sheet]) -> None:
    in_order = [sheet for code in (1, 2, 3, 4, 9) for sheet in twins(code)]
    assert count_by_cell(sheet_frame(shuffled, CATALOGUE), CATALOGUE) == count_by_cell(
        sheet_frame(in_order, CATALOGUE), CATALOGUE
    )


@given(SHEETS)
def test_counts_are_sorted_by_cell(given_sheets: list[Sheet]) -> None:
    cells = [base.cell for base in count_by_cell(sheet_frame(given_sheets, CATALOGUE), CATALOGUE).base]
    assert cells == sorted(cells)


def some_sheets() -> pl.LazyFrame:
    """A table of a few sheets."""
    rows = [Sheet(ROUND, "liten-a", "9001", "norr", Gender.WOMAN, (("helhet", code),)) for code in (1, 2, 9)]
    return sheet_frame(rows, CATALOGUE)


def test_a_file_is_counted_as_the_table_in_it(tmp_path: Path) -> None:
    some_sheets().sink_parquet(tmp_path / "answers.parquet")
    assert count_by_cell(pl.scan_parquet(tmp_path / "answers.parquet"), CATALOGUE) == count_by_cell(
        some_sheets(), CATALOGUE
    )


def test_a_table_in_memory_is_counted_as_a_lazy_query() -> None:
    assert count_by_cell(some_sheets().collect(), CATALOGUE) == count_by_cell(some_sheets(), CATALOGUE)


@pytest.mark.filterwarnings("ignore:Found complex group-by expression:UserWarning")
def test_another_engine_counts_the_same() -> None:
    """pandas here, slowly: what it shows is that nothing in the query is Polars' own."""
    table = some_sheets().collect()
    assert count_by_cell(pd.DataFrame(table.to_dict(as_series=False)), CATALOGUE) == count_by_cell(table, CATALOGUE)


def test_a_question_without_a_column_is_answered_by_nobody() -> None:
    (base,) = count_by_cell(some_sheets().drop("kontakt"), CATALOGUE).base
    assert base.options["kontakt"] == {}
    assert base.options["helhet"] == {1: 1, 2: 1, 3: 0, 4: 0, 9: 1}


def test_a_gender_that_is_null_is_unknown() -> None:
    (base,) = count_by_cell(some_sheets().with_columns(gender=pl.lit(None, pl.String)), CATALOGUE).base
    assert base.cell.gender is Gender.UNKNOWN


def test_null_and_empty_are_one_unknown() -> None:
    null = some_sheets().with_columns(gender=pl.lit(None, pl.String), unit=pl.lit(None, pl.String))
    empty = some_sheets().with_columns(gender=pl.lit(""), unit=pl.lit(""))
    (base,) = count_by_cell(pl.concat([null, empty]), CATALOGUE).base
    assert (base.cell.unit, base.cell.gender, base.answered) == ("", Gender.UNKNOWN, 6)


def test_counts_are_whole_numbers() -> None:
    (base,) = count_by_cell(some_sheets(), CATALOGUE).base
    assert {type(number) for number in (base.answered, *base.options["helhet"].values())} == {int}
    assert repr(base.options) == "{'kontakt': {1: 0, 2: 0, 3: 0, 4: 0, 9: 0}, 'helhet': {1: 1, 2: 1, 3: 0, 4: 0, 9: 1}}"


def test_an_unknown_instrument_is_refused() -> None:
    with pytest.raises(Refused, match="no instrument `annan`"):
        count_by_cell(some_sheets().with_columns(instrument=pl.lit("annan")), CATALOGUE)


def test_no_sheets_give_no_counts() -> None:
    assert count_by_cell(sheet_frame([], CATALOGUE), CATALOGUE).base == ()
