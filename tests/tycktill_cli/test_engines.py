"""Whichever engine counts, the release is the same to the last byte."""

from pathlib import Path

import pytest
from tests.tycktill_cli.kinds import KINDS
from tests.tycktill_cli.lulea import ANSWERS, OFFERED, answer_rows, files_in, release

from tycktill.files import engines
from tycktill_cli.command import main


@pytest.mark.parametrize("kind", KINDS)
def test_duckdb_makes_the_same_release(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = KINDS[kind](tmp_path / f"svar.{kind}", answer_rows())
    command = ["tabulate", str(answers), "--offered", str(OFFERED), "--engine", "duckdb"]
    assert main([*command, "--out", str(tmp_path / "out")]) == 0
    assert files_in(tmp_path / "out") == release().files
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("engine", "lacking"), [("duckdb", "DuckDB needs duckdb"), ("spark", "Spark needs pyspark")])
def test_an_engine_that_is_not_installed_is_told_with_the_remedy(
    engine: str, lacking: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda package: None)
    assert main(["tabulate", str(ANSWERS), "--engine", engine, "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.startswith(f"{lacking} and pyarrow, not installed here. Install with `")
    assert list(tmp_path.iterdir()) == []
