"""What is said of files that are refused."""

from pathlib import Path

import pytest
from tests.tycktill.files.spreadsheets import HEADER, ROW, Row, write_csv
from tests.tycktill.questionnaires import CATALOGUE

from tycktill.files import read_answers, read_municipalities
from tycktill.terms import Refused

MUNICIPALITIES = read_municipalities()


def refusal(path: Path) -> list[str]:
    """The lines that a file of answers is refused with, after its name."""
    with pytest.raises(Refused) as refused:
        read_answers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES)
    assert all(fault.file == str(path) for fault in refused.value.faults)
    return [line.removeprefix(str(path)) for line in str(refused.value).splitlines()]


def refused_rows(folder: Path, *rows: Row) -> list[str]:
    """The same of a CSV file with these rows."""
    return refusal(write_csv(folder / "svar.csv", rows))


def row_with(column: str, text: str | None) -> list[str | None]:
    """A sound row, but for one cell."""
    return [text if name == column else cell for name, cell in zip(HEADER, ROW, strict=True)]
