"""Sheets become one wide table."""

import polars as pl
import pytest
from tests.tycktill.questionnaires import CATALOGUE

from tycktill.answers import BASE_COLUMNS, CODE, Sheet, sheet_frame
from tycktill.terms import Gender

LATT = Sheet("2019", "liten-latt", "2580", "Norr", Gender.UNKNOWN, (("kontakt", 8),))
VILLKOR = Sheet("2019", "liten-villkor", "2580", "Söder", Gender.OTHER, (("hjalp", 1), ("bra", 2), ("helhet", 9)))


def test_a_row_holds_the_place_and_the_codes_of_a_sheet() -> None:
    table = sheet_frame([LATT, VILLKOR], CATALOGUE).collect()
    assert table.rows(named=True) == [
        {"round": "2019", "instrument": "liten-latt", "municipality": "2580", "unit": "Norr", "gender": ""}
        | {"kontakt": 8, "helhet": None, "hjalp": None, "bra": None},
        {"round": "2019", "instrument": "liten-villkor", "municipality": "2580", "unit": "Söder", "gender": "A"}
        | {"kontakt": None, "helhet": 9, "hjalp": 1, "bra": 2},
    ]


def test_only_questions_of_the_instruments_that_occur_have_columns() -> None:
    assert sheet_frame([LATT], CATALOGUE).collect_schema().names() == [*BASE_COLUMNS, "kontakt", "helhet"]


def test_columns_have_their_types_also_without_sheets() -> None:
    assert sheet_frame([], CATALOGUE).collect_schema() == dict.fromkeys(BASE_COLUMNS, pl.String)
    assert sheet_frame([LATT], CATALOGUE).collect_schema()["helhet"] == CODE


def test_a_sheet_of_an_unknown_instrument_is_an_error() -> None:
    with pytest.raises(KeyError, match="annan"):
        sheet_frame([Sheet("2019", "annan", "2580", "Norr", Gender.MAN, ())], CATALOGUE)
