"""All faults of all files can be had as a table, a line for each row at fault."""

import csv
from pathlib import Path

import pytest
from tests.tycktill.files.exports import COLUMNS, answers
from tests.tycktill.files.spreadsheets import write_csv

from tycktill_cli.command import main


def _tabulate(folder: Path, *more: str) -> int:
    rows = answers(150, municipality="Lule")
    rows[140][-1] = "Mkt lätt"
    path = write_csv(folder / "svar.csv", [COLUMNS, *rows])
    return main(["tabulate", str(path), "--out", str(folder / "ut"), "--faults", str(folder / "fel.csv"), *more])


def test_every_row_at_fault_has_a_line_and_the_screen_has_one_a_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _tabulate(tmp_path) == 1
    with (tmp_path / "fel.csv").open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert [int(line["row"]) for line in lines if line["column"] == "municipality"] == list(range(2, 152))
    assert [line["row"] for line in lines if line["column"] == "helhet"] == ["142"]
    assert not (tmp_path / "ut").exists()
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[0].rpartition("svar.csv, ")[2] for line in told] == [
        "150 rows (2-151), column municipality",
        "row 142, column helhet",
    ]


def test_faults_are_written_over_faults_and_over_nothing_else(tmp_path: Path) -> None:
    assert _tabulate(tmp_path) == _tabulate(tmp_path) == 1
    other = tmp_path / "fel.csv"
    other.write_text("Mina anteckningar", encoding="utf-8")
    assert _tabulate(tmp_path) == 1
    assert other.read_text("utf-8") == "Mina anteckningar"
