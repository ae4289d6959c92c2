"""What would publish a wrong number is refused, and how a file was read is told."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tycktill.files.exports import CATALOGUE, COLUMNS, INSTRUMENT, MUNICIPALITIES, PLACES, answers, read, refusal
from tests.tycktill.files.spreadsheets import Row, write_csv, write_table

from tycktill.fieldwork import Offer
from tycktill.files import Blank, Reading, read_offers
from tycktill.files.repeats import find_repeat
from tycktill.terms import Refused

OFFERED = [*PLACES[:4], "offered"]
KINDS = pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])


def _offers(path: Path, rows: dict[str, int], sheets: pl.DataFrame | None = None) -> tuple[tuple[Offer, ...], str]:
    """The offers in a file with these units, and everything that was told."""
    written = [OFFERED, *(["2024", INSTRUMENT.id, "Luleå", unit, str(number)] for unit, number in rows.items())]
    notes: list[str] = []
    answered = None if sheets is None else sheets.lazy()
    offers = read_offers(
        write_csv(path / "erbjudna.csv", written),
        catalogue=CATALOGUE,
        municipalities=MUNICIPALITIES,
        answers=answered,
        note=notes.append,
    )
    return offers, "\n".join(notes)


@KINDS
def test_a_file_that_was_pasted_twice_is_refused_with_both_places(tmp_path: Path, kind: str) -> None:
    rows = answers(44)
    told = refusal(write_table(tmp_path / f"svar{kind}", [COLUMNS, *rows, *rows]))
    assert told.startswith(": The rows 46-89 repeat the rows from 2 on, in the same order.")


def test_a_file_that_was_read_twice_and_sorted_is_refused(tmp_path: Path) -> None:
    told = refusal(write_csv(tmp_path / "svar.csv", [COLUMNS, *sorted(answers(44) * 2)]))
    assert told.startswith(": Every one of 88 rows has a twin that says the same")


def test_a_long_block_within_a_file_is_refused(tmp_path: Path) -> None:
    rows = answers(200)
    told = refusal(write_csv(tmp_path / "svar.csv", [COLUMNS, *rows, *rows[20:60], *answers(30, seed=9)]))
    assert told.startswith(": The rows 202-241 repeat the rows from 22 on")


def test_single_twins_are_people_who_answer_alike(tmp_path: Path) -> None:
    rows = answers(40)
    assert read(write_csv(tmp_path / "svar.csv", [COLUMNS, *rows, rows[3], rows[3], rows[17]]))[0].height == 43


@settings(deadline=None, max_examples=200)
@given(seed=st.integers(0, 1 << 32), number=st.integers(1, 400), agreement=st.sampled_from([0.3, 0.6, 0.9, 0.97]))
def test_chance_does_not_repeat_itself(seed: int, number: int, agreement: float) -> None:
    chance = np.random.default_rng(seed)
    options = chance.choice(5, size=(number, 7), p=[agreement, *[(1 - agreement) / 4] * 4])
    assert find_repeat(options.astype(np.uint64) @ (10 ** np.arange(7)).astype(np.uint64)) is None


@KINDS
@pytest.mark.parametrize("total", ["Totalt", "SUMMA:", "Hela kommunen", "Genomsnitt", "Luleå kommun", "luleå"])
def test_a_total_is_no_unit_of_answers(tmp_path: Path, total: str, kind: str) -> None:
    rows = [*answers(10), *answers(3, seed=2, unit=total)]
    told = refusal(write_table(tmp_path / f"svar{kind}", [COLUMNS, *rows]))
    assert told.startswith(", 3 rows (12-14), column unit: ")
    assert "no unit but a total" in told


@pytest.mark.parametrize("total", ["Totalt", "Summa", "Luleå kommun", "Socialförvaltningen", "Tillsammans"])
def test_a_total_among_offers_is_refused_by_name_or_by_arithmetic(tmp_path: Path, total: str) -> None:
    sheets, _ = read(write_csv(tmp_path / "svar.csv", [COLUMNS, *answers(30), *answers(20, seed=2, unit="Norr")]))
    with pytest.raises(Refused) as refused:
        _offers(tmp_path, {"Vuxenenheten": 60, "Norr": 50, total: 110}, sheets)
    (fault,) = refused.value.faults
    assert (fault.row, fault.column) == (4, "unit")
    assert "total" in fault.problem


def test_a_unit_that_nobody_answered_for_or_that_is_spelt_otherwise_is_named(tmp_path: Path) -> None:
    sheets, _ = read(write_csv(tmp_path / "svar.csv", [COLUMNS, *answers(30)]))
    offers, told = _offers(tmp_path, {"Vuxenenheten": 60, "vuxenenheten": 60, "Norr": 50}, sheets)
    assert len(offers) == 3
    assert '"Vuxenenheten", "vuxenenheten" are taken as 2 units of 2580.' in told
    assert (
        'Nobody answered for "Norr" of 2580 (2024, ifo-missbruk), "vuxenenheten" of 2580 (2024, ifo-missbruk).' in told
    )


def test_sheets_without_any_answer_are_counted_or_dropped_and_told(tmp_path: Path) -> None:
    opened = [[*row[:5], *[""] * 7] for row in answers(20, seed=2)]
    path = write_csv(tmp_path / "svar.csv", [COLUMNS, *answers(40), *opened])
    sheets, told = read(path)
    assert sheets.height == 60
    assert told.startswith("20 of 60 sheets have no answer at all. They count as answered")
    sheets, told = read(path, Reading(blank=Blank.DROP))
    assert sheets.height == 40
    assert told == "20 of 60 sheets have no answer at all. They are dropped."


def test_what_bare_numbers_were_taken_for_is_told_with_how_many(tmp_path: Path) -> None:
    rows = [*answers(30, helhet="4"), *answers(8, seed=2, helhet="1"), *answers(5, seed=3)]
    _, told = read(write_csv(tmp_path / "svar.csv", [COLUMNS, *rows]))
    assert told == "helhet has bare numbers, read as: 1 Mycket nöjd (8), 4 Mycket missnöjd (30)."


@pytest.mark.parametrize(
    ("rounds", "told"),
    [
        (["2024-09", "2024-10"], "The rounds 2024-09 and 2024-10 look like months. Is it one wave?"),
        (["2024-11"], "The round 2024-11 looks like a month. Is it one wave?"),
        (["2024-okt"], "The round 2024-okt looks like a month. Is it one wave?"),
        (["2024-q3"], "The round 2024-q3 looks like a part of a year. Is it one wave?"),
        (["2024-1", "2024-2025"], "The rounds 2024-1 and 2024-2025 look like parts of years. Is it one wave?"),
        (["2024", "2024-host"], "2024 and 2024-host are taken as 2 rounds."),
        (["2023", "2024"], ""),
    ],
)
def test_months_and_two_rounds_of_a_year_are_asked_about(tmp_path: Path, rounds: list[str], told: str) -> None:
    rows = [row for seed, round_ in enumerate(rounds) for row in answers(20, seed=seed, round=round_)]
    assert read(write_csv(tmp_path / "svar.csv", [COLUMNS, *rows]))[1].startswith(told)


@pytest.mark.parametrize("unit", ["Test", "Okänt", "<b>Norr</b>", "Norr &amp; Söder"])
def test_a_name_that_is_mostly_none_is_noted(tmp_path: Path, unit: str) -> None:
    sheets, told = read(write_csv(tmp_path / "svar.csv", [COLUMNS, *answers(20), *answers(3, seed=2, unit=unit)]))
    assert sheets.height == 23
    assert f'"{unit}"' in told


@KINDS
def test_cells_that_say_nothing_are_empty_and_counted(tmp_path: Path, kind: str) -> None:
    rows = [*answers(20), *answers(3, seed=2, helhet="NA"), *answers(1, seed=4, helhet="NULL")]
    sheets, told = read(write_table(tmp_path / f"svar{kind}", [COLUMNS, *rows]))
    assert sheets["helhet"].null_count() == 4
    assert told == '4 cells with "NA", "NULL" read as empty.'


def test_a_number_of_offered_that_a_formula_made_is_a_number(tmp_path: Path) -> None:
    written: list[Row] = [OFFERED, ["2024", INSTRUMENT.id, "Luleå", "Norr", 60 * 1.1]]
    for kind in (".csv", ".xlsx"):
        path = write_table(tmp_path / f"erbjudna{kind}", written)
        assert read_offers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES)[0].offered == 66


@pytest.mark.parametrize(
    "date",
    [
        *(
            "2024-03-04",
            "2024-03-04 00:00:00",
            "3/4/2024",
            "04.03.24",
            "2024/3/4",
            "3-apr",
            "03-apr",
            "3 apr",
            "03-Apr-24",
        ),
        *("03-Apr-24", "apr-03", "mar-15", "Mar 15", "3 maj", "okt-99", "15 mars", "jan-2024", "12.dec"),
    ],
)
def test_a_date_is_no_unit(tmp_path: Path, date: str) -> None:
    told = refusal(write_csv(tmp_path / "svar.csv", [COLUMNS, *answers(10, unit=date)]))
    assert "is a date: a spreadsheet made it of a name, or columns are swapped. Write the unit's name." in told


@pytest.mark.parametrize("day", ["45385", "42064"])
def test_the_number_of_a_day_is_no_unit_beside_names(tmp_path: Path, day: str) -> None:
    told = refusal(write_csv(tmp_path / "svar.csv", [COLUMNS, *answers(10), *answers(4, seed=2, unit=day)]))
    assert told.startswith(f', 4 rows (12-15), column unit: "{day}" is the number that a spreadsheet has for a date')
    with pytest.raises(Refused, match="is the number that a spreadsheet has for a date"):
        _offers(tmp_path, {"Norr": 12, day: 30})


@pytest.mark.parametrize(
    "names",
    [["41100", "70100"], ["41101", "41102", "41103"], ["Maj", "Mars 1B"], ["Augustigatan 3"], ["3"], ["Enhet 45385"]],
)
def test_what_is_clearly_a_name_is_one_though_a_date_looks_so(tmp_path: Path, names: list[str]) -> None:
    rows = [row for seed, name in enumerate(names) for row in answers(10, seed=seed, unit=name)]
    assert set(read(write_csv(tmp_path / "svar.csv", [COLUMNS, *rows]))[0]["unit"]) == set(names)


def test_a_round_is_of_no_year_that_has_not_come_where_somebody_has_a_clock(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "svar.csv", [COLUMNS, *answers(10, round="2072")])
    assert '"2072" is a year that has not come. Correct the year.' in refusal(path, Reading(latest=2071))
    assert read(path, Reading(latest=2072))[0].height == 10


@pytest.mark.parametrize("nothing", ["N/A", "n/a", "(tom)", "Ingen uppgift", "#N/A"])
def test_what_says_nothing_is_never_a_unit(tmp_path: Path, nothing: str) -> None:
    path = write_csv(tmp_path / "svar.csv", [COLUMNS, *answers(10, unit=nothing)])
    if nothing == "#N/A":
        assert "The cell shows an error" in refusal(path)
    else:
        assert set(read(path)[0]["unit"]) == {""}
