"""A row of offers that adds up others is told by arithmetic, whatever it is called; it has no answers."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.files.exports import CATALOGUE, COLUMNS, MUNICIPALITIES, answers, read
from tests.tycktill.files.spreadsheets import write_csv

from tycktill.fieldwork import Offer
from tycktill.files import read_offers
from tycktill.files.sums import certain_sums, possible_sums
from tycktill.terms import Refused

OFFERED = ("round", "instrument", "municipality", "unit", "offered")


def offers(
    rows: list[tuple[str, int]], silent: set[str], instruments: tuple[str, ...] = ("ifo-unga",)
) -> tuple[dict[int, Offer], dict[tuple[str, ...], int]]:
    """Rows by number, and how many answered in each; the questionnaires take turns."""
    made = {
        row: Offer("2024", instruments[row % len(instruments)], "2580", unit, number)
        for row, (unit, number) in enumerate(rows)
    }
    answered = {(each.round, each.instrument, each.municipality, each.unit): 1 for each in made.values()}
    return made, {where: number for where, number in answered.items() if where[3] not in silent}


@given(
    numbers=st.lists(st.integers(1, 500), min_size=2, max_size=40),
    instruments=st.sampled_from([("ifo-unga",), ("ifo-unga", "ifo-missbruk")]),
    place=st.integers(0, 40),
)
def test_the_sum_of_all_others_is_found(numbers: list[int], instruments: tuple[str, ...], place: int) -> None:
    rows = [(f"Enhet {number}", offered) for number, offered in enumerate(numbers)]
    rows.insert(min(place, len(rows)), ("Resultatet", sum(numbers)))
    found = certain_sums(*offers(rows, {"Resultatet"}, instruments))
    assert [rows[row][0] for row in found] == ["Resultatet"]


@given(numbers=st.lists(st.integers(1, 500), min_size=3, max_size=9, unique=True), data=st.data())
def test_the_sum_of_some_others_is_found(numbers: list[int], data: st.DataObject) -> None:
    some = data.draw(st.sets(st.sampled_from(range(len(numbers))), min_size=2, max_size=len(numbers) - 1))
    rows = [(chr(ord("A") + number), offered) for number, offered in enumerate(numbers)]
    total = sum(numbers[each] for each in some)
    made, answered = offers([*rows, ("Resultatet", total)], {"Resultatet"})
    (parts,) = possible_sums(made, answered).values()
    assert sum(each.offered for each in parts) == total


@pytest.mark.parametrize(
    ("total", "parts"),
    [
        ("Barn och unga", {"Barn": 30, "Unga": 40}),
        ("Barn/Unga", {"Barn": 30, "Unga": 40}),
        ("Vuxenenheten", {"Vuxen norr": 30, "Vuxen söder": 40}),
        ("IFO", {"IFO Norr": 30, "IFO Söder": 40, "IFO Väster": 5}),
    ],
)
def test_the_sum_of_those_that_a_name_speaks_of_is_certain(total: str, parts: dict[str, int]) -> None:
    rows = [*parts.items(), (total, sum(parts.values())), ("Mottagningen", 50)]
    assert [rows[row][0] for row in certain_sums(*offers(rows, {total}))] == [total]


def test_a_sum_is_no_part_of_another() -> None:
    rows = [("Barn", 30), ("Unga", 40), ("Barn och unga", 70), ("Vuxen", 50), ("Resultatet", 120)]
    found = certain_sums(*offers(rows, {"Barn och unga", "Resultatet"}))
    assert {rows[row][0] for row in found} == {"Barn och unga", "Resultatet"}


@given(numbers=st.lists(st.integers(1, 500), min_size=2, max_size=30))
def test_a_unit_that_has_answers_is_no_sum(numbers: list[int]) -> None:
    rows = [(f"Enhet {number}", offered) for number, offered in enumerate([*numbers, sum(numbers)])]
    assert not certain_sums(*offers(rows, set()))
    assert not possible_sums(*offers(rows, set()))


def _told(tmp_path: Path, rows: list[tuple[str, ...]]) -> str:
    """What is said of these offers beside the answers of two units."""
    sheets, _ = read(write_csv(tmp_path / "svar.csv", [COLUMNS, *answers(30), *answers(20, seed=2, unit="Norr")]))
    notes: list[str] = []
    path = write_csv(tmp_path / "erbjudna.csv", [OFFERED, *rows])
    try:
        read_offers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES, answers=sheets.lazy(), note=notes.append)
    except Refused as refused:
        return str(refused).replace(str(path), "")
    return "\n".join(notes)


PLACE = ("2024", "ifo-missbruk", "Luleå")
UNITS: list[tuple[str, ...]] = [(*PLACE, "Vuxenenheten", "60"), (*PLACE, "Norr", "50")]


def test_what_may_be_a_total_of_some_is_told_with_them(tmp_path: Path) -> None:
    told = _told(tmp_path, [*UNITS, (*PLACE, "Öster", "7"), (*PLACE, "Resultatet", "110")])
    assert (
        '"Resultatet" of 2580 (row 5) has no answers and offered 110, as many as "Vuxenenheten" (60) and "Norr"' in told
    )


def test_a_sum_without_a_name_is_told_once_and_as_a_sum(tmp_path: Path) -> None:
    told = _told(tmp_path, [*UNITS, (*PLACE, "", "110")])
    why = 'has no answers and is the sum of "Vuxenenheten" (60) and "Norr" (50): no unit but a total'
    assert told == f", row 4, column unit: The row without a unit {why}. Take the row out."


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("Totalt", "", "", "", "110"), "round"),
        (("2024", "Summa:", "", "", "110"), "instrument"),
        (("2024", "ifo-missbruk", "Totalt", "", "110"), "municipality"),
        (("", "", "", "Totalt", "110"), "unit"),
        (("", "", "", "Totalt", "110,5"), "unit"),
    ],
)
def test_a_row_of_a_total_is_told_once_and_as_a_total(tmp_path: Path, row: tuple[str, ...], column: str) -> None:
    told = _told(tmp_path, [*UNITS, row])
    assert told.startswith(f", row 4, column {column}: ")
    assert "Take the row out" in told
    assert "\n" not in told
