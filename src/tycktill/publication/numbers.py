"""The file of numbers: how many gave a valid answer in every base cell. It stays with the office, in no release.

Whoever knows these numbers learns nothing more of the answers from a release (disclosure 3); but they are of fewer than
five in many cells, and a release keeps them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from tycktill.tables import CsvRow, read_csv, write_csv
from tycktill.terms import BaseKey, Fault, Numbers, Refused, is_round

NUMBER_COLUMNS = ("round", "instrument", "municipality", "unit", "gender", "question", "valid")
_GENDERS = ("K", "M", "rest")
_VALID = re.compile(r"[1-9][0-9]{0,14}")
_AGAIN = "Give the file that `tycktill tabulate --numbers` wrote"


def write_numbers(numbers: Numbers) -> bytes:
    """The file, sorted by its columns from the left."""
    rows = sorted(
        (round_, key.instrument, key.municipality, key.unit, key.gender, question, valid)
        for (round_, question), cells in numbers.items()
        for key, valid in cells.items()
    )
    return write_csv(NUMBER_COLUMNS, [(*texts, str(valid)) for *texts, valid in rows])


def parse_numbers(content: bytes, *, file: str) -> Numbers:
    """The numbers in a file that `write_numbers` wrote. Raises Refused naming the row and column of each fault."""
    rows = read_csv(content, file=file)
    if not rows or tuple(rows[0]) != NUMBER_COLUMNS:
        raise Refused([Fault(f"The file has not the columns {', '.join(NUMBER_COLUMNS)}", _AGAIN, file)])
    faults = [
        Fault(f"`{row[column]}` cannot stand here", _AGAIN, file, number, column)
        for number, row in enumerate(rows, start=2)
        for column in _wrong_columns(row)
    ]
    found: defaultdict[tuple[str, str], dict[BaseKey, int]] = defaultdict(dict)
    for number, row in enumerate([] if faults else rows, start=2):
        cells = found[row["round"], row["question"]]
        key = BaseKey(row["municipality"], row["unit"], row["instrument"], row["gender"])
        if key in cells:
            faults.append(Fault("The base cell stands twice", _AGAIN, file, number))
        cells[key] = int(row["valid"])
    if faults:
        raise Refused(faults)
    return dict(found)


def _wrong_columns(row: CsvRow) -> Iterator[str]:
    if not is_round(row["round"]):
        yield "round"
    if row["gender"] not in _GENDERS:
        yield "gender"
    if not _VALID.fullmatch(row["valid"]):
        yield "valid"
    yield from (column for column in ("instrument", "municipality", "question") if not row[column])
