"""A date where a number should stand is told as the date that it is, as whoever opens the file sees it."""

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from tests.tycktill.files.spreadsheets import HEADER, ROW, Row, write_parquet
from tests.tycktill.questionnaires import CATALOGUE

from tycktill.files import read_answers, read_municipalities
from tycktill.terms import Refused


def _told(path: Path) -> list[str]:
    """What is told to be no answer, by row."""
    with pytest.raises(Refused) as refused:
        read_answers(path, catalogue=CATALOGUE, municipalities=read_municipalities())
    assert {fault.column for fault in refused.value.faults} == {"kontakt"}
    assert [fault.row for fault in refused.value.faults] == list(range(2, 2 + len(refused.value.faults)))
    return [fault.problem.partition(" is not an answer")[0] for fault in refused.value.faults]


def test_dates_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "svar.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, as_date = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADER)
        for row, number in enumerate((45352, 2, 0), start=1):
            sheet.write_row(row, 0, ROW)
            sheet.write_number(row, HEADER.index("kontakt"), number, as_date)
    assert _told(path) == ['"2024-03-01"', '"1900-01-02"', '"1900-01-00"']


def test_dates_in_parquet(tmp_path: Path) -> None:
    days = (datetime(2024, 3, 1), datetime(2024, 3, 1, 12))  # noqa: DTZ001  a spreadsheet has no zone
    rows: list[Row] = [HEADER, *[(*ROW[:5], day, 2) for day in days]]
    assert _told(write_parquet(tmp_path / "svar.parquet", rows)) == ['"2024-03-01"', '"2024-03-01 12:00:00…"']
