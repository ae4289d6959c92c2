"""Opens a file of rows by its kind, after looking at what can be seen without reading it."""

from pathlib import Path

from tycktill.files.columnar import open_parquet
from tycktill.files.delimited import open_csv
from tycktill.files.progress import Progress
from tycktill.files.refusing import refuse
from tycktill.files.spreadsheet import open_xlsx
from tycktill.files.table import Table

SIZE_LIMIT = 2 * 1024**3
"""The size in bytes from which a CSV or XLSX is refused; Parquet is read in streams and has no limit."""


def open_table(path: Path, progress: Progress) -> Table:
    """The table in a `.csv`, `.xlsx` or `.parquet` file. Raises Refused when there is none to be read."""
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx", ".parquet"):
        raise refuse(path, "The name does not end in .csv, .xlsx or .parquet", "Save the table as one of these")
    _check_readable(path)
    if kind == ".parquet":
        return open_parquet(path)
    if path.stat().st_size >= SIZE_LIMIT:
        raise refuse(path, f"The file is {SIZE_LIMIT // 1024**3} GB or larger", "Save it as Parquet")
    return open_csv(path, progress) if kind == ".csv" else open_xlsx(path, progress, limit=SIZE_LIMIT)


def _check_readable(path: Path) -> None:
    try:
        if not path.exists():
            raise refuse(path, "There is no such file", "Check the path")
        if not path.is_file():
            raise refuse(path, "This is not a file", "Give the path of one file")
        with path.open("rb") as stream:
            empty = not stream.read(1)
    except OSError as error:
        raise refuse(
            path, f"The file cannot be opened: {error.strerror}", "Check the path and who may read it"
        ) from error
    if empty:
        raise refuse(path, "The file is empty", "Give a file with a header and a row for each answer sheet")
