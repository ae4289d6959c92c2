"""Opens a file of rows by its kind, after looking at what can be seen without reading it."""

from pathlib import Path

from tycktill.files.columnar import open_parquet
from tycktill.files.delimited import open_csv
from tycktill.files.progress import Progress
from tycktill.files.reading import Reading
from tycktill.files.refusing import refuse
from tycktill.files.spreadsheet import open_workbook
from tycktill.files.table import Named, Table
from tycktill.files.variables import open_sav

SIZE_LIMIT = 2 * 1024**3
"""The size in bytes from which a text or a workbook is refused; Parquet is read in streams and has no limit."""

_TEXTS = (".csv", ".txt", ".tsv", ".tab")
_WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls")
_KINDS = (*_TEXTS, *_WORKBOOKS, ".sav", ".parquet")


def open_table(path: Path, named: Named, reading: Reading, progress: Progress) -> Table:
    """The table in a file, whose header is found by the names of its columns.

    Raises Refused when there is none to be read.
    """
    kind = path.suffix.lower()
    if kind not in _KINDS:
        problem = "The name does not end in .csv, .txt, .xlsx, .xlsm, .ods, .xls, .sav or .parquet"
        raise refuse(path, problem, "Save the table as one of these")
    _check_readable(path)
    if kind == ".parquet":
        return open_parquet(path, named)
    if path.stat().st_size >= SIZE_LIMIT:
        raise refuse(path, f"The file is {SIZE_LIMIT // 1024**3} GB or larger", "Save it as Parquet")
    if kind in _TEXTS:
        return open_csv(path, named, progress)
    return open_sav(path, named) if kind == ".sav" else open_workbook(path, named, reading, progress, limit=SIZE_LIMIT)


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
