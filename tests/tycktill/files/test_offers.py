"""Offers are read with the same forgiveness as answers, and hold against them."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.tycktill.files.spreadsheets import HEADER, ROW, Row, write_csv, write_table
from tests.tycktill.questionnaires import CATALOGUE

from tycktill.fieldwork import Offer
from tycktill.files import read_answers, read_municipalities, read_offers
from tycktill.terms import Refused

MUNICIPALITIES = read_municipalities()
OFFERS = ("round", "instrument", "municipality", "unit", "offered")


def _read(path: Path) -> tuple[Offer, ...]:
    return read_offers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES)


def _refusal(path: Path, answers: Sequence[Row] | None = None) -> list[str]:
    frame = None
    if answers:
        given = write_csv(path.with_name("svar.csv"), answers)
        frame = read_answers(given, catalogue=CATALOGUE, municipalities=MUNICIPALITIES)
    with pytest.raises(Refused) as refused:
        read_offers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES, answers=frame)
    return [str(fault).removeprefix(str(path)) for fault in refused.value.faults]


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
def test_offers_are_read_as_they_were_meant(tmp_path: Path, kind: str) -> None:
    rows = [
        (" Offered", "round", "INSTRUMENT", "unit ", "municipality"),
        ("12.0", "2019", "Liten-Latt", " Norr\u00a0 ett", "luleå"),
        (" 0", "2019", "liten-latt", "Söder", "114"),
    ]
    assert _read(write_table(tmp_path / f"erbjudna{kind}", rows)) == (
        Offer("2019", "liten-latt", "0114", "Söder", 0),
        Offer("2019", "liten-latt", "2580", "Norr ett", 12),
    )


@pytest.mark.parametrize(
    ("offered", "sentence"),
    [
        ("", "The number offered is missing"),
        ("tolv", '"tolv" is not a number of people'),
        ("-1", '"-1" is not a number of people'),
        ("1.5", '"1.5" is not a number of people'),
    ],
)
def test_offered_is_a_whole_number_from_0(tmp_path: Path, offered: str, sentence: str) -> None:
    (told,) = _refusal(write_csv(tmp_path / "erbjudna.csv", [OFFERS, (*ROW[:4], offered)]))
    assert told == f", row 2, column offered: {sentence}. Write how many were offered, a whole number from 0."


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
def test_offered_may_have_spaces_between_thousands(tmp_path: Path, kind: str) -> None:
    rows = [OFFERS, (*ROW[:4], "9 600"), (*ROW[:3], "Söder", "1\u00a0000"), (*ROW[:3], "Väster", "1 000 000")]
    read = _read(write_table(tmp_path / f"erbjudna{kind}", rows))
    assert [offer.offered for offer in read] == [9600, 1000, 1000000]


def test_no_unit_offered_to_more_than_live_anywhere(tmp_path: Path) -> None:
    (told,) = _refusal(write_csv(tmp_path / "erbjudna.csv", [OFFERS, (*ROW[:4], "1 000 000 000")]))
    problem = '"1 000 000 000" is more people than one unit meets'
    assert told == f", row 2, column offered: {problem}. Write how many were offered, at most 1000000."


def test_faults_of_place_are_told_as_for_answers(tmp_path: Path) -> None:
    told = _refusal(write_csv(tmp_path / "erbjudna.csv", [OFFERS, ("2013", "liten-latt", "x", "=1", "1")]))
    assert [sentence.partition(":")[0] for sentence in told] == [
        ", row 2, column round",
        ", row 2, column municipality",
        ", row 2, column unit",
    ]


def test_columns_of_answers_are_none_of_offers(tmp_path: Path) -> None:
    told = _refusal(write_csv(tmp_path / "erbjudna.csv", [HEADER, ROW]))
    assert told[0].startswith(', row 1, column offered: The column "offered" is missing')


def test_a_unit_has_one_row(tmp_path: Path) -> None:
    rows = [OFFERS, (*ROW[:4], "9"), (*ROW[:3], "Söder", "9"), ("2019", "LITEN-LATT", "Luleå", " Norr ", "3")]
    assert _refusal(write_csv(tmp_path / "erbjudna.csv", rows)) == [
        ", row 4, column unit: Row 2 has the same unit. Keep one row with the sum."
    ]


def test_more_answers_than_offers_are_told_of(tmp_path: Path) -> None:
    offers = [OFFERS, (*ROW[:4], "1"), (*ROW[:3], "Söder", "2"), (*ROW[:3], "Väster", "0")]
    answers = [HEADER, ROW, ROW, ROW, *[(*ROW[:3], "Söder", *ROW[4:])] * 2, (*ROW[:3], "Öster", *ROW[4:])]
    frame = read_answers(write_csv(tmp_path / "svar.csv", answers), catalogue=CATALOGUE, municipalities=MUNICIPALITIES)
    path, told = write_csv(tmp_path / "erbjudna.csv", offers), list[str]()
    read = read_offers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES, answers=frame, note=told.append)
    assert [offer.offered for offer in read] == [1, 2, 0]
    assert f'{path}: "Norr" of 2580 (row 2) offered 1 but 3 answered, so its response rate is not told.' in told[0]


def test_a_round_that_nobody_was_offered_is_refused(tmp_path: Path) -> None:
    offers = [OFFERS, (*ROW[:4], "9")]
    stray, later = ("2020", *ROW[1:]), ("2021", *ROW[1:3], "Söder", *ROW[4:])
    remedy = "Correct the round in the answers, or add what its units offered."
    assert _refusal(write_csv(tmp_path / "erbjudna.csv", offers), [HEADER, ROW, stray, later, later]) == [
        f', column round: Round 2020 has 1 answer sheet (liten-latt, 2580, "Norr") but no row here. {remedy}',
        f', column round: Round 2021 has 2 answer sheets (liten-latt, 2580, "Söder") but no row here. {remedy}',
    ]


def test_offers_that_hold_against_the_answers_are_read(tmp_path: Path) -> None:
    answers = write_csv(tmp_path / "svar.csv", [HEADER, ROW, ROW, (*ROW[:3], "Öster", *ROW[4:])])
    offers = write_csv(tmp_path / "erbjudna.csv", [OFFERS, (*ROW[:4], "2"), (*ROW[:3], "Söder", "5")])
    frame = read_answers(answers, catalogue=CATALOGUE, municipalities=MUNICIPALITIES)
    read = read_offers(offers, catalogue=CATALOGUE, municipalities=MUNICIPALITIES, answers=frame)
    assert [offer.offered for offer in read] == [2, 5]


@pytest.mark.parametrize(
    ("answered", "offered", "told"),
    [
        ("Norr", "", "The answers of 2580 name units, and no row here does. Give a row for each unit"),
        ("", "Norr", "The answers of 2580 name no unit, and this row does. Give one row with the sum and no unit."),
    ],
)
def test_units_are_named_where_the_answers_name_them(tmp_path: Path, answered: str, offered: str, told: str) -> None:
    place = ("2019", "liten-latt", "2580")
    answers = [HEADER, *[(*place, answered, *ROW[4:])] * 3]
    (said,) = _refusal(write_csv(tmp_path / "erbjudna.csv", [OFFERS, (*place, offered, "12")]), answers)
    assert f"row 2, column unit: {told}" in said
