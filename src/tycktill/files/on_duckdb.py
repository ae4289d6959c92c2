"""Lets DuckDB scan a file of sheets, inside this process and without any network."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from tycktill.terms import Fault, Refused


@contextmanager
def scan(path: Path) -> Iterator[duckdb.DuckDBPyRelation]:
    """The Parquet file at `path` as a relation, for as long as the block lasts; what does not fit in memory is put
    beside the file. Raises Refused when DuckDB fails."""
    settings = {
        "temp_directory": str(path.parent),
        # What DuckDB lacks it would fetch from its makers.
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    try:
        with duckdb.connect(":memory:", config=dict(settings)) as connection:
            # A folder above that is called `round=2024` is no column.
            yield connection.read_parquet(str(path), hive_partitioning=False)
    except duckdb.Error as error:
        first_line = str(error).partition("\n")[0]
        remedy = "Free memory and disk, or leave --engine out"
        raise Refused([Fault(f"DuckDB could not count ({first_line})", remedy)]) from error
