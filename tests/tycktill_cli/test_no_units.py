"""A municipality that names no units has results for the whole: no text takes what is of no unit for it."""

import csv
from pathlib import Path

from tests.tycktill.files.exports import INSTRUMENT, answers, without
from tests.tycktill.files.spreadsheets import write_csv

from tycktill_cli.command import main


def test_the_text_tells_the_municipalitys_own_rows(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "svar.csv", without(["unit"], answers(60)))
    assert main(["tabulate", str(path), "--out", str(tmp_path / "ut")]) == 0
    assert main(["verify", str(tmp_path / "ut")]) == 0
    with (tmp_path / "ut" / "results.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["level"] == "municipality" and row["instrument"] == "ifo"]
    shown = {row["question"]: row for row in rows if row["gender"] == "T" and row["status"] == "shown"}
    text = (tmp_path / "ut" / "text.sv.md").read_text("utf-8")
    assert shown
    for question in INSTRUMENT.questions:
        if question.id in shown:
            assert f"| {question.name['sv']} | {round(float(shown[question.id]['share']) * 100)}\u00a0% |" in text
    assert "Enheter" not in text
