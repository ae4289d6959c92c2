"""Sheets without any answer are told in the release, unless they are so few that it would point at somebody."""

from pathlib import Path

import msgspec
import pytest
from tests.tycktill.files.exports import COLUMNS, answers
from tests.tycktill.files.spreadsheets import write_csv

from tycktill_cli.command import main


def _released(folder: Path, blank: int, *more: str) -> tuple[dict[str, object], str]:
    """The manifest of a release of forty sheets and so many blank ones, and its text."""
    opened = [[*row[:5], *[""] * 7] for row in answers(blank, seed=2)]
    path = write_csv(folder / "svar.csv", [COLUMNS, *answers(40), *opened])
    assert main(["tabulate", str(path), "--out", str(folder / "ut"), *more]) == 0
    assert main(["verify", str(folder / "ut")]) == 0
    return msgspec.json.decode((folder / "ut/manifest.json").read_bytes()), (folder / "ut/text.sv.md").read_text(
        "utf-8"
    )


def test_blank_sheets_are_told_in_manifest_and_text(tmp_path: Path) -> None:
    manifest, text = _released(tmp_path, 20)
    assert manifest["blank"] == 20
    assert "20 av de inlämnade enkäterna är helt tomma." in text


@pytest.mark.parametrize(("blank", "more"), [(4, ()), (0, ()), (20, ("--blank", "drop"))])
def test_a_few_blank_sheets_and_dropped_ones_are_not(tmp_path: Path, blank: int, more: tuple[str, ...]) -> None:
    manifest, text = _released(tmp_path, blank, *more)
    assert "blank" not in manifest
    assert "tomma" not in text
