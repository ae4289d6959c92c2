"""The one way in which a release writes a table: UTF-8, commas, a line feed ends each line."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from tycktill.terms import Fault, Refused

CsvRow = Mapping[str, str]
"""A row of a table as it stands in the file, by column."""


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The file's bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def read_csv(content: bytes, *, file: str) -> tuple[CsvRow, ...]:
    """The rows by the columns of the header. Raises Refused where a row has more or fewer fields than the header."""
    try:
        header, *rows = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        problem = f"The file is no table: {error}"
        raise Refused([Fault(problem, "Take the file from the release again", file=file)]) from error
    faults = [
        Fault(f"{len(row)} fields under {len(header)} columns", "Take the file from the release again", file, number)
        for number, row in enumerate(rows, start=2)
        if len(row) != len(header)
    ]
    if faults:
        raise Refused(faults)
    return tuple(dict(zip(header, row, strict=True)) for row in rows)
