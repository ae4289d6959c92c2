"""Whether each row by itself, and beside the one before it, is written as it should be."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from tycktill.audit.classes import classes_written, end_class, numerators
from tycktill.audit.requirements import Requirements
from tycktill.audit.rows import FILE
from tycktill.terms import Fault, GenderGroup, Level, Reason, Status, is_round

_KEYS = ("round", "instrument", "level", "municipality", "unit", "gender", "question")
_SHARES = ("share", "share_min", "share_max", "low", "high")
_COUNT = re.compile(r"0|[1-9][0-9]{0,14}")
_SHARE = re.compile(r"0\.[0-9]{4}|1\.0000")

_WORDS: Mapping[str, tuple[str, ...]] = {
    "level": tuple(map(str, Level)),
    "gender": tuple(map(str, GenderGroup)),
    "status": tuple(map(str, Status)),
    "reason": (*map(str, Reason), ""),
}
"""What may stand in these columns."""

Row = Mapping[str, str]


def form_faults(rows: Sequence[Row], requirements: Requirements) -> list[Fault]:
    """What is wrong with rows by themselves, and with their order."""
    faults = [
        Fault(problem, remedy, FILE, number, column)
        for number, row in enumerate(rows, start=2)
        for column, problem, remedy in _row_faults(row, requirements)
    ]
    return faults + list(_order_faults(rows))


_Problem = tuple[str, str, str]  # column, problem, remedy


def _row_faults(row: Row, requirements: Requirements) -> Iterator[_Problem]:
    """The checks that a row's words and numbers can be read come first; the others read them."""
    unreadable = list(_unreadable(row))
    yield from unreadable
    if not unreadable:
        yield from _misplaced(row)
        yield from _FORMS[row["status"]](row, requirements)


def _unreadable(row: Row) -> Iterator[_Problem]:
    if not is_round(row["round"]):
        yield "round", f"`{row['round']}` is no round", "Write a year"
    for column, words in _WORDS.items():
        if row[column] not in words:
            yield column, f"`{row[column]}` cannot stand here", f"Write one of {', '.join(filter(None, words))}"
    for column in ("offered", "answered", "valid"):
        if row[column] and not _COUNT.fullmatch(row[column]):
            yield column, f"`{row[column]}` is no count", "Write a whole number or nothing"
    for column in _SHARES:
        if row[column] and not _SHARE.fullmatch(row[column]):
            yield column, f"`{row[column]}` is no share", "Write 0-1 with four decimals or nothing"


def _misplaced(row: Row) -> Iterator[_Problem]:
    """Names and counts that do not belong to the row's level or gender."""
    if bool(row["municipality"]) == (row["level"] == Level.NATION):
        yield "municipality", "The municipality does not go with the level", "Name it everywhere but in the nation"
    if row["unit"] and row["level"] != Level.UNIT:
        yield "unit", "The unit does not go with the level", "Name it at the level of units only"
    if row["gender"] == GenderGroup.ALL:
        if not row["answered"]:
            yield "answered", "How many answered is missing", "Write it"
        elif row["offered"] and int(row["answered"]) > int(row["offered"]):
            yield "answered", f"{row['answered']} answered of {row['offered']} offered", "Count the offered again"
    elif row["offered"]:
        yield "offered", "Offered is given for one gender", "Give it for all together only"


def _shown(row: Row, requirements: Requirements) -> Iterator[_Problem]:
    if row["reason"]:
        yield "reason", "A reason for withholding stands by a figure that is shown", "Take it away"
    empty = [column for column in ("answered", "valid", *_SHARES) if not row[column]]
    for column in empty:
        yield column, f"{column} is missing", "Write it, or withhold the row"
    if not empty:
        yield from _counted(row, requirements)
        yield from _shared(row, requirements.end_width)


def _counted(row: Row, requirements: Requirements) -> Iterator[_Problem]:
    valid, answered = int(row["valid"]), int(row["answered"])
    if valid < requirements.threshold:
        yield "valid", _of_few(row, requirements.threshold), "Withhold the row"
    if valid > answered:
        yield "valid", f"{valid} valid answers on {answered} sheets", "Count again"


def _of_few(row: Row, fewest: int) -> str:
    return f"{row['valid']} valid answers are shown: a reader learns what fewer than {fewest} answered"


def nation_faults(rows: Sequence[Row], requirements: Requirements) -> Iterator[Fault]:
    """Rows of the nation with fewer answers than are shown of it, where it is more than one municipality.

    Where a municipality is told to have as many answers it is the nation, and its row says the same.
    """
    same = ("round", "instrument", "gender", "question", "valid")
    municipal = {tuple(row[key] for key in same) for row in rows if row["level"] == Level.MUNICIPALITY}
    for number, row in enumerate(rows, start=2):
        few = bool(row["valid"]) and requirements.threshold <= int(row["valid"]) < requirements.nation_threshold
        if few and row["level"] == Level.NATION and tuple(row[key] for key in same) not in municipal:
            yield Fault(_of_few(row, requirements.nation_threshold), "Withhold the row", FILE, number, "valid")


def _shared(row: Row, width: int) -> Iterator[_Problem]:
    share, least, most, low, high = (float(row[column]) for column in _SHARES)
    if not share == least == most:
        yield "share", "A share that is shown has other limits", "Write the share in share_min and share_max"
    if not low <= share <= high:
        yield "low", "The share lies outside its interval", "Calculate the interval again"
    valid = int(row["valid"])
    possible = numerators(share, valid)
    if not possible:
        yield "share", f"No number of positive among {valid} gives the share {row['share']}", "Count again"
    elif all(end_class(positive, valid, width) for positive in possible):
        told = f"{possible[0]} of {valid} are positive: a reader learns what nearly everybody answered"
        yield "share", told, f"Give the class of up to {width} from the end"


def _bounded(row: Row, requirements: Requirements) -> Iterator[_Problem]:
    limits = [row[column] for column in _SHARES[1:]]
    if row["share"] or row["reason"]:
        yield "share", "A class is given together with a share or a reason", "Give share_min and share_max only"
    if not (row["answered"] and row["valid"] and all(limits)):
        yield "share_min", "A class of shares is not complete", "Write answered, valid, both limits and the interval"
        return
    yield from _counted(row, requirements)
    least, most, low, high = map(float, limits)
    if not classes_written(least, most, int(row["valid"]), requirements):
        problem = f"{row['share_min']} to {row['share_max']} of {row['valid']} is none of the method's classes"
        yield "share_min", problem, "Give the class that the share is in, or withhold the row"
    if not low <= least <= most <= high:
        yield "low", "The class lies outside its interval", "Calculate the interval again"


def _withheld(row: Row, _: Requirements) -> Iterator[_Problem]:
    if not row["reason"]:
        yield "reason", "The reason for withholding is missing", f"Write {' or '.join(Reason)}"
    secret = ["valid", *_SHARES]
    if row["gender"] != GenderGroup.ALL:
        secret.append("answered")
    for column in secret:
        if row[column]:
            yield column, f"{column} of a withheld row is told: a reader learns {row[column]}", "Empty it"


_FORMS: Mapping[str, Callable[[Row, Requirements], Iterator[_Problem]]] = {
    Status.SHOWN: _shown,
    Status.BOUNDED: _bounded,
    Status.WITHHELD: _withheld,
}


def _order_faults(rows: Sequence[Row]) -> Iterator[Fault]:
    keys = [tuple(row[column] for column in _KEYS) for row in rows]
    for number, (before, after) in enumerate(pairwise(keys), start=3):
        if before == after:
            yield Fault("The row stands twice", "Take one of them away", FILE, number)
        elif before > after:
            yield Fault("The row does not follow the one before it", "Sort by the columns from the left", FILE, number)
