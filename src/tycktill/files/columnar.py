"""Opens Parquet: never whole in memory, its columns cast to text as they stream by."""

from pathlib import Path

import polars as pl

from tycktill.files.refusing import printable, refuse_file
from tycktill.files.table import ROW, Named, TextTable, numbered_columns
from tycktill.terms import Fault, Refused


def open_parquet(path: Path, named: Named) -> TextTable:
    """The table in a Parquet file. Raises Refused for a damaged one and for columns that hold no single values."""

    def explain_error(error: BaseException) -> Refused:
        first_line = str(error).partition("\n")[0]
        return refuse_file(path, f"The file cannot be read as Parquet ({first_line})", "Save it again as Parquet")

    try:
        stored = pl.scan_parquet(path, glob=False, hive_partitioning=False, row_index_name=None)
        schema = stored.collect_schema()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise explain_error(error) from error
    _check_types(path, schema)
    header = tuple(schema.names())
    names = dict(zip(header, numbered_columns(header), strict=True))
    cells = stored.select(_column_text(old, schema[old]).alias(new) for old, new in names.items())
    return TextTable(
        str(path), header, cells.with_row_index(ROW, offset=2), explain_error, is_found=any(map(named, header))
    )


def _column_text(name: str, dtype: pl.DataType) -> pl.Expr:
    """The cells of a column as text: a date with a time of day as the date that it is, 3.000 as 3."""
    cells = pl.col(name).cast(pl.String)
    if dtype.is_decimal() or dtype.is_float():
        return cells.str.replace(r"\.0+$", "")
    return cells.str.replace(r" 00:00:00(\.0+)?([+-][0-9:]+)?$", "") if isinstance(dtype, pl.Datetime) else cells


def _check_types(path: Path, schema: pl.Schema) -> None:
    faults = [
        Fault(
            f"The column holds {dtype}", "Store codes as whole numbers or text", file=str(path), column=printable(name)
        )
        for name, dtype in schema.items()
        if dtype.is_nested() or dtype in (pl.Binary, pl.Object, pl.Duration)
    ]
    if faults:
        raise Refused(faults)
