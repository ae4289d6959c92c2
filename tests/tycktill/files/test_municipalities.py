"""The municipalities are the real ones and made-up ones that nobody can mistake for real."""

import csv
from pathlib import Path

from tycktill.files import read_municipalities

MUNICIPALITIES = read_municipalities()
MADE_UP = {code: each for code, each in MUNICIPALITIES.items() if code.startswith("9")}
REAL = {code: each for code, each in MUNICIPALITIES.items() if code not in MADE_UP}


def _letters_apart(one: str, other: str) -> int:
    """Letters to change, add or take away to make one name of the other (Levenshtein)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        left = [number]
        for column, wanted in enumerate(other, start=1):
            left.append(min(row[column] + 1, left[-1] + 1, row[column - 1] + (letter != wanted)))
        row = left
    return row[-1]


def test_every_real_municipality_is_there() -> None:
    assert len(REAL) == 290
    assert REAL["2580"].name == "Luleå"


def test_real_municipalities_are_those_that_are_grouped() -> None:
    file = Path("src/tycktill/reference/municipality_groups.csv")
    with file.open(encoding="utf-8", newline="") as rows:
        assert {row["municipality"]: row["name"] for row in csv.DictReader(rows)} == {
            code: each.name for code, each in REAL.items()
        }


def test_made_up_municipalities_are_in_no_county() -> None:
    assert sorted(MADE_UP) == [str(code) for code in range(9001, 9131)]


def test_codes_and_names_are_each_of_one_municipality() -> None:
    assert len({each.name.casefold() for each in MUNICIPALITIES.values()}) == len(MUNICIPALITIES)
    assert all(each.code == code and len(code) == 4 and code.isdigit() for code, each in MUNICIPALITIES.items())


def test_made_up_names_are_not_nearly_real() -> None:
    near = [
        (made_up.name, real.name)
        for made_up in MADE_UP.values()
        for real in REAL.values()
        if len(real.name) > 3 and _letters_apart(made_up.name.casefold(), real.name.casefold()) <= 2
    ]
    assert near == []
