"""results.csv, typed: what pages and comparisons are made from, and how it is written."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from tycktill.disclosure import ProtectedValue
from tycktill.statistics import numerators_of
from tycktill.tables.csv_text import CsvRow, read_csv, write_csv
from tycktill.terms import RESULT_COLUMNS, Cell, Fault, GenderGroup, Level, Reason, Refused, Status

RESULTS = "results.csv"

_COUNT = re.compile(r"0|[1-9][0-9]{0,14}")
_SHARE = re.compile(r"0\.[0-9]{4}|1\.0000")
_COUNTS = ("offered", "offered_min", "answered", "valid", "positive_min", "positive_max")
_SHARES = ("share", "share_min", "share_max", "low", "high")
_NUMERATORS = ("positive_min", "positive_max")
_SINCE: Sequence[tuple[str, ...]] = (("offered_min",), _NUMERATORS)
"""Columns that releases before method 5 do not have, and those that releases before method 3 do not."""


def write_results(rows: Iterable[ProtectedValue]) -> bytes:
    """results.csv of these rows, sorted."""
    ordered = sorted(rows, key=lambda row: (row.cell, row.question))
    return write_csv(RESULT_COLUMNS, [_row_texts(row) for row in ordered])


def count_text(count: int | None) -> str:
    """A whole number as the files give it, empty for None."""
    return "" if count is None else str(count)


def share_text(share: float | None) -> str:
    """A share as the files give it: four decimals, empty for None."""
    return "" if share is None else f"{share:.4f}"


def _row_texts(row: ProtectedValue) -> tuple[str, ...]:
    cell = row.cell
    return (
        *(cell.round, cell.instrument, cell.level, cell.municipality, cell.unit, cell.gender, row.question),
        *(count_text(getattr(row, column)) for column in _COUNTS),
        *(share_text(getattr(row, column)) for column in _SHARES),
        *(row.status, row.reason or ""),
    )


def parse_results(content: bytes, *, file: str = RESULTS) -> tuple[ProtectedValue, ...]:
    """The rows of results.csv in its order, or of another `file` written alike.

    Releases of method 1 and 2 told shares alone: their numerators are all that give such shares. Those before method 5
    say how many were offered, or nothing. Raises Refused naming row and column of each field that cannot be.
    """
    rows = read_csv(content, file=file)
    lacking = _lacking_columns(tuple(rows[0])) if rows else ()
    is_of_shares = set(_NUMERATORS) <= set(lacking)
    rows = tuple({**row, **dict.fromkeys(lacking, "")} for row in rows) if lacking else rows
    missing = [column for column in RESULT_COLUMNS if rows and column not in rows[0]]
    faults = [Fault(f"There is no column `{column}`", _AGAIN, file=file) for column in missing]
    if not missing and not _are_written(rows):
        faults = [fault for number, row in enumerate(rows, start=2) for fault in _row_faults(row, number, file)]
    if faults:
        raise Refused(faults)
    typed = map(_parse_row, rows)
    return tuple(map(_with_numerators, typed)) if is_of_shares else tuple(typed)


def _lacking_columns(header: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that a table of an earlier method does not have; none where it is no such table."""
    for number in range(1, len(_SINCE) + 1):
        lacking = tuple(chain.from_iterable(_SINCE[:number]))
        if header == tuple(column for column in RESULT_COLUMNS if column not in lacking):
            return lacking
    return ()


def _with_numerators(row: ProtectedValue) -> ProtectedValue:
    if row.valid is None or row.share_min is None or row.share_max is None:
        return row
    least, most = (numerators_of(share, row.valid) for share in (row.share_min, row.share_max))
    return replace(row, positive_min=least.start, positive_max=max(least.start, most.stop - 1))


_AGAIN = "Take the file from the release again"

_LEVELS = {each.value: each for each in Level}
_GENDERS = {each.value: each for each in GenderGroup}
_STATUSES = {each.value: each for each in Status}
_REASONS = {"": None, **{each.value: each for each in Reason}}

_IS_WRITTEN: Mapping[str, Callable[[str], object]] = {
    "level": _LEVELS.__contains__,
    "gender": _GENDERS.__contains__,
    "status": _STATUSES.__contains__,
    "reason": _REASONS.__contains__,
    **dict.fromkeys(_COUNTS, lambda text: not text or _COUNT.fullmatch(text)),
    **dict.fromkeys(_SHARES, lambda text: not text or _SHARE.fullmatch(text)),
}


def _are_written(rows: Sequence[CsvRow]) -> bool:
    """Whether no row has a fault. Each text is looked at once: of thousands of rows a column has few."""
    numerators = {(row["valid"], *(row[column] for column in _NUMERATORS)) for row in rows}
    texts = {column: {row[column] for row in rows} for column in _IS_WRITTEN}
    return all(all(map(is_written, texts[column])) for column, is_written in _IS_WRITTEN.items()) and all(
        _are_limits(*each) for each in numerators
    )


def _row_faults(row: CsvRow, number: int, file: str) -> list[Fault]:
    columns = [column for column, is_written in _IS_WRITTEN.items() if not is_written(row[column])]
    if not columns and not _are_limits(*(row[column] for column in ("valid", *_NUMERATORS))):
        columns = list(_NUMERATORS)
    return [Fault(f"`{row[column]}` cannot stand here", _AGAIN, file, number, column) for column in columns]


def _are_limits(valid: str, least: str, most: str) -> bool:
    """Whether nothing is told of a numerator, or limits that it can have."""
    if not (least or most):
        return True
    return bool(valid and least and most) and 0 <= int(least) <= int(most) <= int(valid) and int(valid) > 0


def _parse_row(row: CsvRow) -> ProtectedValue:
    cell = (row["round"], row["instrument"], _LEVELS[row["level"]], row["municipality"], row["unit"])
    offered, offered_min, answered, valid, least, most = (
        int(row[column]) if row[column] else None for column in _COUNTS
    )
    share, share_min, share_max, low, high = (float(row[column]) if row[column] else None for column in _SHARES)
    return ProtectedValue(
        Cell(*cell, _GENDERS[row["gender"]]),
        row["question"],
        offered=offered,
        answered=answered,
        valid=valid,
        positive_min=least,
        positive_max=most,
        share=share,
        share_min=share_min,
        share_max=share_max,
        low=low,
        high=high,
        status=_STATUSES[row["status"]],
        reason=_REASONS[row["reason"]],
        offered_min=offered_min,
    )
