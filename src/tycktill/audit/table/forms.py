"""Whether each row by itself, and beside the one before it, is written as it should be (disclosure 8.1)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from tycktill.audit.requirements import Requirements
from tycktill.audit.table.rows import FILE
from tycktill.terms import Fault, GenderGroup, Level, Reason, Status, is_round

_KEYS = ("round", "instrument", "level", "municipality", "unit", "gender", "question")
_NUMERATORS = ("positive_min", "positive_max")
_LIMITS = ("share_min", "share_max", "low", "high")
_SHARES = ("share", *_LIMITS)
_COUNT = re.compile(r"0|[1-9][0-9]{0,14}")
_SHARE = re.compile(r"0\.[0-9]{4}|1\.0000")
_HALF_DECIMAL = 0.00005 + 1e-9

_WORDS: Mapping[str, tuple[str, ...]] = {
    "level": tuple(map(str, Level)),
    "gender": tuple(map(str, GenderGroup)),
    "status": tuple(map(str, Status)),
    "reason": (*map(str, Reason), ""),
}
"""What may stand in these columns."""

_Row = Mapping[str, str]


def form_faults(rows: Sequence[_Row], requirements: Requirements) -> list[Fault]:
    """What is wrong with rows by themselves, and with their order."""
    faults = [
        Fault(problem, remedy, FILE, number, column)
        for number, row in enumerate(rows, start=2)
        for column, problem, remedy in _row_faults(row, requirements)
    ]
    return faults + list(_order_faults(rows))


_Problem = tuple[str, str, str]  # column, problem, remedy


def _row_faults(row: _Row, requirements: Requirements) -> Iterator[_Problem]:
    """The checks that a row's words and numbers can be read come first; the others read them."""
    unreadable = list(_unreadable_texts(row))
    yield from unreadable
    if not unreadable:
        yield from _misplaced_entries(row)
        yield from _FORMS[row["status"]](row, requirements)


def _unreadable_texts(row: _Row) -> Iterator[_Problem]:
    if not is_round(row["round"]):
        yield "round", f"`{row['round']}` is no round", "Write a year"
    for column, words in _WORDS.items():
        if row[column] not in words:
            yield column, f"`{row[column]}` cannot stand here", f"Write one of {', '.join(filter(None, words))}"
    for column in ("offered", "offered_min", "answered", "valid", *_NUMERATORS):
        if row[column] and not _COUNT.fullmatch(row[column]):
            yield column, f"`{row[column]}` is no count", "Write a whole number or nothing"
    for column in _SHARES:
        if row[column] and not _SHARE.fullmatch(row[column]):
            yield column, f"`{row[column]}` is no share", "Write 0-1 with four decimals or nothing"


def _misplaced_entries(row: _Row) -> Iterator[_Problem]:
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
        elif row["offered_min"] and (row["offered"] or int(row["answered"]) >= int(row["offered_min"])):
            problem = "The least that were offered stands beside their number, or is no more than answered"
            yield "offered_min", problem, "Take it away"
    elif row["offered"] or row["offered_min"]:
        column = "offered" if row["offered"] else "offered_min"
        yield column, "Offered is given for one gender", "Give it for all together only"


def _numerator_problems(row: _Row, requirements: Requirements) -> Iterator[_Problem]:
    """A row whose numerator is told, exactly or by an interval."""
    if row["reason"]:
        yield "reason", "A reason for withholding stands by a figure that is told", "Take it away"
    empty = [column for column in ("answered", "valid", *_NUMERATORS, *_LIMITS) if not row[column]]
    for column in empty:
        yield column, f"{column} is missing", "Write it, or withhold the row"
    if not empty:
        yield from _count_problems(row, requirements)
        yield from _interval_problems(row, requirements)
        yield from _share_problems(row)


def _count_problems(row: _Row, requirements: Requirements) -> Iterator[_Problem]:
    valid, answered = int(row["valid"]), int(row["answered"])
    if valid < requirements.threshold:
        yield "valid", _of_few(row, requirements.threshold), "Withhold the row"
    if valid > answered:
        yield "valid", f"{valid} valid answers on {answered} sheets", "Count again"


def _of_few(row: _Row, fewest: int) -> str:
    return f"{row['valid']} valid answers are told of: a reader learns what fewer than {fewest} answered"


def _interval_problems(row: _Row, requirements: Requirements) -> Iterator[_Problem]:
    """Where an interval may begin and end: not among no answers, not inside an end."""
    least, most, valid = (int(row[column]) for column in (*_NUMERATORS, "valid"))
    if not least <= most <= valid:
        yield "positive_min", f"{least} to {most} of {valid} are no numbers of positive answers", "Count again"
        return
    width = requirements.end_width
    begins_inside = 0 < least <= width or least > valid - width
    if begins_inside or most < width or valid - width <= most < valid:
        range_ = f"{least}" if least == most else f"{least} to {most}"
        problem = f"{range_} of {valid} are positive: a reader learns what nearly everybody answered"
        yield "positive_min", problem, f"Tell all of 0 to {width}, or of {valid - width} to {valid}"


def _share_problems(row: _Row) -> Iterator[_Problem]:
    """Whether status and shares are those of the numerators."""
    numerators, valid = [row[column] for column in _NUMERATORS], max(int(row["valid"]), 1)
    is_exact = numerators[0] == numerators[1]
    if is_exact != (row["status"] == Status.SHOWN):
        yield "status", f"A row that is {row['status']} has the numerators {' to '.join(numerators)}", "Write the other"
    if is_exact != bool(row["share"]):
        yield "share", "A share is given of an interval, or lacks where it is known", "Give it where one number is told"
    written = zip(("share", *_LIMITS[:2]), (numerators[0], *numerators), strict=True)
    for column, numerator in written:
        if row[column] and abs(float(row[column]) - int(numerator) / valid) > _HALF_DECIMAL:
            yield column, f"{numerator} of {valid} is not {row[column]}", "Calculate the share again"
    low, least, most, high = (float(row[column]) for column in ("low", "share_min", "share_max", "high"))
    if not low <= least <= most <= high:
        yield "low", "The shares lie outside their interval of confidence", "Calculate it again"


def nation_faults(rows: Sequence[_Row], requirements: Requirements) -> Iterator[Fault]:
    """Rows of the nation with fewer answers than are shown of it, where it is more than one municipality.

    Where a municipality is told to have as many answers it is the nation, and its row says the same.
    """
    same = ("round", "instrument", "gender", "question", "valid")
    municipal = {tuple(row[key] for key in same) for row in rows if row["level"] == Level.MUNICIPALITY}
    for number, row in enumerate(rows, start=2):
        few = bool(row["valid"]) and requirements.threshold <= int(row["valid"]) < requirements.nation_threshold
        if few and row["level"] == Level.NATION and tuple(row[key] for key in same) not in municipal:
            yield Fault(_of_few(row, requirements.nation_threshold), "Withhold the row", FILE, number, "valid")


def _withheld_problems(row: _Row, requirements: Requirements) -> Iterator[_Problem]:
    if not row["reason"]:
        yield "reason", "The reason for withholding is missing", f"Write {' or '.join(Reason)}"
    elif row["reason"] == Reason.PROTECTS and not requirements.may_withhold:
        yield "reason", "A row of enough answers has no interval", "Tell it, however wide"
    secret = ["valid", *_NUMERATORS, *_SHARES]
    if row["gender"] != GenderGroup.ALL:
        secret.append("answered")
    for column in secret:
        if row[column]:
            yield column, f"{column} of a withheld row is told: a reader learns {row[column]}", "Empty it"


_FORMS: Mapping[str, Callable[[_Row, Requirements], Iterator[_Problem]]] = {
    Status.SHOWN: _numerator_problems,
    Status.BOUNDED: _numerator_problems,
    Status.WITHHELD: _withheld_problems,
}


def _order_faults(rows: Sequence[_Row]) -> Iterator[Fault]:
    keys = [tuple(row[column] for column in _KEYS) for row in rows]
    for number, (before, after) in enumerate(pairwise(keys), start=3):
        if before == after:
            yield Fault("The row stands twice", "Take one of them away", FILE, number)
        elif before > after:
            yield Fault("The row does not follow the one before it", "Sort by the columns from the left", FILE, number)
