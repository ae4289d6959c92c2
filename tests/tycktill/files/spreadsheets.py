"""Writes the same rows as CSV, XLSX and Parquet for tests to read."""

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import polars as pl
import xlsxwriter

Row = Sequence[str | int | float | datetime | None]

HEADER = ("round", "instrument", "municipality", "unit", "gender", "kontakt", "helhet")
ROW = ("2019", "liten-latt", "2580", "Norr", "K", "1", "2")


def write_csv(path: Path, rows: Sequence[Row], *, separator: str = ";", encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=separator).writerows(rows)
    return path


def write_xlsx(path: Path, rows: Sequence[Row], *, sheets: Sequence[str] = ("Svar",), hidden: str = "") -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
            if name == hidden:
                sheet.hide()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def write_parquet(path: Path, rows: Sequence[Row]) -> Path:
    header, *body = rows
    pl.DataFrame(body, schema=[str(name) for name in header], orient="row", infer_schema_length=None).write_parquet(
        path
    )
    return path


def write_table(path: Path, rows: Sequence[Row]) -> Path:
    write = {".csv": write_csv, ".xlsx": write_xlsx, ".parquet": write_parquet}[path.suffix]
    return write(path, rows)
