"""Who was asked a question has given the answer that leads to it, so such a question has no results."""

from pathlib import Path

import pytest

from tycktill.tables import RESULTS, parse_results, read_manifest
from tycktill_cli.command import main

HEADER = ("round", "instrument", "municipality", "unit", "gender", "helped", "kind", "reach")


@pytest.fixture
def _tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package comes with the tiny instruments instead of the real ones."""
    (tmp_path / "reference").mkdir()
    for path in Path("src/tycktill/reference").iterdir():
        there = Path("tests/instruments") if path.name == "instruments" else path
        (tmp_path / "reference" / path.name).symlink_to(there.resolve())
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path / "reference")


@pytest.mark.usefixtures("_tiny")
def test_nothing_is_told_of_a_question_that_only_some_were_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers, out = tmp_path / "svar.csv", tmp_path / "out"
    place = ("2024", "tiny-condition", "2580", "Norr")
    rows = [HEADER, *[(*place, gender, "1", "1", "2") for gender in "KKKKMMMM"]]
    answers.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    assert main(["tabulate", str(answers), "--out", str(out)]) == 0
    asked = "tiny-condition: kind, reach are asked only of some: answers are kept and counted, but no results are shown"
    assert capsys.readouterr().out.splitlines().count(asked) == 1
    assert {row.question for row in parse_results((out / RESULTS).read_bytes())} == {"helped"}
    manifest = read_manifest((out / "manifest.json").read_bytes())
    assert set(manifest.questions.values()) == {("helped",)}
    assert not any(word in path.read_text("utf-8") for path in out.iterdir() for word in ("kind", "reach", "Kind"))
    assert main(["verify", str(out)]) == 0
