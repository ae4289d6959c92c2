"""A Swedish spreadsheet program opens the tables that `--excel-csv` writes, and they say what the release says."""

import csv
import io
from pathlib import Path

from tests.tycktill_cli.lulea import ANSWERS, files_in, run


def test_the_tables_are_the_releases_with_semicolons_commas_and_names(tmp_path: Path) -> None:
    done = run("tabulate", ANSWERS, "--excel-csv", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert f"For Excel in Swedish: {tmp_path / 'out-excel'}" in done.stdout
    release, tables = files_in(tmp_path / "out"), files_in(tmp_path / "out-excel")
    assert tables.keys() == {name for name in release if name.endswith(".csv")}
    for name, content in tables.items():
        assert content.startswith(b"\xef\xbb\xbf")
        there = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
        here = list(csv.DictReader(io.StringIO(release[name].decode(), newline="")))
        for row, own in zip(there, here, strict=True):
            assert {column: row[column].replace(",", ".") for column in own} == {
                column: text.replace(",", ".") for column, text in own.items()
            }
    rows = csv.DictReader(io.StringIO(tables["results.csv"].decode("utf-8-sig"), newline=""), delimiter=";")
    row = next(row for row in rows if row["municipality"] and row["share"])
    assert (row["municipality_name"], row["instrument_name"]) == ("Luleå", "Individ- och familjeomsorg")
    assert row["question_name"]
    assert "." not in row["share"]
    assert run("verify", tmp_path / "out").returncode == 0


def test_nothing_is_written_where_the_folder_beside_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out-excel").mkdir()
    (tmp_path / "out-excel" / "mine.txt").touch()
    assert run("tabulate", ANSWERS, "--excel-csv", "--out", tmp_path / "out").returncode == 1
    assert not (tmp_path / "out").exists()
