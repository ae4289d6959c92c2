"""Who answered said no to the choices that are blank, unless no stands in the table, in columns or one cell."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.files.spreadsheets import write_csv
from tests.tycktill.instrument.test_kinds import form

from tycktill.files import read_answers, read_municipalities
from tycktill.terms import Refused

CELL = st.sampled_from(["", "1", "0", "Ja", "Nej", "yes"])
CODES = {"1": 1, "0": 0, "Ja": 1, "Nej": 0, "yes": 1}


@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5))
def test_blank_choices_are_no_unless_somebody_said_no_in_words(rows: list[tuple[str, str]]) -> None:
    path = _written(rows)
    catalogue = {"tiny-yes-no": form()}
    frame = read_answers(path, catalogue=catalogue, municipalities=read_municipalities()).collect()
    path.unlink()
    says_no = any(CODES.get(cell) == 0 for row in rows for cell in row)
    expected = [
        tuple(None if says_no and not (one or two) else CODES.get(cell, 0) for cell in (one, two)) for one, two in rows
    ]
    assert frame.select("stod_praktik", "stod_coach").rows() == expected
    assert frame["good"].to_list() == [1] * len(rows)


CHOICES = {"Praktik": "stod_praktik", "Coach, av oss": "stod_coach"}
COMMA = form(choices=[{"id": id_.removeprefix("stod_"), "text": {"sv": sv, "en": sv}} for sv, id_ in CHOICES.items()])


def _read(folder: Path, header: str, cells: Sequence[str]) -> tuple[pl.DataFrame, str]:
    rows = [["round", "instrument", "municipality", "unit", "gender", "good", *header.split("|")]]
    rows += [["2024", "tiny-yes-no", "2580", "Norr", "K", "1", *cell.split("|")] for cell in cells]
    notes: list[str] = []
    path = write_csv(folder / "svar.csv", rows)
    catalogue = {"tiny-yes-no": COMMA}
    frame = read_answers(path, catalogue=catalogue, municipalities=read_municipalities(), note=notes.append)
    return frame.collect(), "\n".join(notes)


@pytest.mark.parametrize("sign", [";", "; ", ", ", ",", "\n"])
@pytest.mark.parametrize("header", ["stod", "Stod", "Vilket stöd?"])
def test_choices_in_one_cell_are_read_whatever_stands_between(tmp_path: Path, sign: str, header: str) -> None:
    cells = ["praktik", sign.join(CHOICES), sign.join(reversed(CHOICES)), "", f"COACH, AV OSS{sign}", "NA"]
    frame, told = _read(tmp_path, header, cells)
    assert frame["stod_praktik"].to_list() == [1, 1, 1, 0, 0, 0]
    assert frame["stod_coach"].to_list() == [0, 1, 1, 0, 1, 0]
    assert "stod has choices together in a cell, read as: Praktik (3), Coach, av oss (3)." in told
    assert "No column" not in told


@pytest.mark.parametrize(
    ("header", "cells", "told"),
    [
        ("stod", ["Praktik;Körkort"], 'column stod: "Praktik;Körkort" has a choice that the question has not.'),
        ("stod|stod_coach", ["Praktik|1"], "The choices of stod stand in its own column and in stod_coach."),
    ],
)
def test_what_is_no_choice_or_said_twice_is_refused(tmp_path: Path, header: str, cells: list[str], told: str) -> None:
    with pytest.raises(Refused) as refused:
        _read(tmp_path, header, cells)
    assert told in str(refused.value)


def _written(rows: list[tuple[str, str]]) -> Path:
    import tempfile

    lines = ["round,instrument,municipality,unit,gender,good,stod_praktik,stod_coach"]
    lines += [f"2024,tiny-yes-no,2580,Norr,K,1,{one},{two}" for one, two in rows]
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False, encoding="utf-8") as stream:
        stream.write("\n".join(lines) + "\n")
    return Path(stream.name)


@pytest.mark.parametrize(
    "header",
    [
        "stod_praktik|stod_coach",
        "stod [Praktik]|stod [Coach, av oss]",
        "Vilket stöd? [Praktik]|Vilket stöd? (Coach, av oss)",
    ],
)
@pytest.mark.parametrize("cells", [("x", "✓"), ("Praktik", "Coach, av oss"), ("X", "coach, av oss")])
def test_a_choice_is_ticked_by_a_cross_or_by_its_own_words(tmp_path: Path, header: str, cells: tuple[str, str]) -> None:
    frame, _ = _read(tmp_path, header, [f"{cells[0]}|{cells[1]}", f"{cells[0]}|", "|"])
    assert frame["stod_praktik"].to_list() == [1, 1, 0]
    assert frame["stod_coach"].to_list() == [1, 0, 0]
