"""The same rows in each kind of file that the command reads."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl
import xlsxwriter

Rows = Sequence[Sequence[str]]


def write_csv(path: Path, rows: Rows) -> Path:
    path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    return path


def write_xlsx(path: Path, rows: Rows) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_numbers": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def write_parquet(path: Path, rows: Rows) -> Path:
    """Nulls for empty cells, whole numbers and categories, as a program writes it."""
    header, *body = rows
    table = pl.DataFrame(body, schema=header, orient="row").with_columns(
        pl.col("round").replace("", None).cast(pl.Int64)
    )
    table.with_columns(pl.col(pl.String).replace("", None).cast(pl.Categorical)).write_parquet(path)
    return path


KINDS: Mapping[str, Callable[[Path, Rows], Path]] = {"csv": write_csv, "xlsx": write_xlsx, "parquet": write_parquet}
