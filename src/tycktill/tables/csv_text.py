"""The one way in which a release writes a table: UTF-8, commas, a line feed ends each line."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence

from tycktill.terms import Fault, Refused

CsvRow = Mapping[str, str]
"""A row of a table as it stands in the file, by column."""

_AGAIN = "Take the file from the release again"


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]], *, between: str = ",") -> bytes:
    """The file's bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", delimiter=between)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def read_csv(content: bytes, *, file: str) -> tuple[CsvRow, ...]:
    """The rows by the columns of the header. Raises Refused where a row has more or fewer fields than the header."""
    try:
        header, *rows = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        problem = f"The file is no table: {error}"
        raise Refused([Fault(problem, _AGAIN, file=file)]) from error
    faults = [
        Fault(f"{len(row)} fields under {len(header)} columns", _AGAIN, file, number)
        for number, row in enumerate(rows, start=2)
        if len(row) != len(header)
    ]
    if faults:
        raise Refused(faults)
    return tuple(dict(zip(header, row, strict=True)) for row in rows)


def read_written(content: bytes, is_written: Callable[[CsvRow], bool], *, file: str, what: str) -> tuple[CsvRow, ...]:
    """Rows that are each written as `what` is. Raises Refused, with a fault for each that is not."""
    rows = read_csv(content, file=file)
    faults = [
        Fault(f"`{','.join(row.values())}` is no {what}", _AGAIN, file, number)
        for number, row in enumerate(rows, start=2)
        if not is_written(row)
    ]
    if faults:
        raise Refused(faults)
    return rows
