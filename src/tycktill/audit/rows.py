"""A row of results.csv as the audit sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tycktill.audit.classes import NumeratorClass, classes_written, end_class, numerators
from tycktill.audit.requirements import Requirements
from tycktill.terms import Reason, Status

FILE = "results.csv"

NATION, MUNICIPALITY, UNIT = "nation", "municipality", "unit"
ALL, WOMEN, MEN, REST = "T", "K", "M", "rest"
"""Genders of results, and those that no row shows: a third gender or unknown."""


class Place(NamedTuple):
    """Whose answers: a target group or family somewhere."""

    target: str
    level: str
    municipality: str
    unit: str


class Spot(NamedTuple):
    """A place and a gender in it."""

    place: Place
    gender: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """What a row says. `valid` and `positive` are None where withheld, and `answered` also but for all together.

    `positive` is from how few to how many of the valid answers are positive: a share with four decimals does not
    tell the number exactly where there are ten thousand answers.
    """

    number: int
    round: str
    question: str
    spot: Spot
    valid: int | None
    positive: NumeratorClass | None
    offered: int | None
    answered: int | None
    few: bool
    is_end: bool


def read_row(row: Mapping[str, str], number: int, requirements: Requirements) -> TableRow:
    """The row at this number in the file; its form has been found right."""
    place = Place(row["instrument"], row["level"], row["municipality"], row["unit"])
    positive = _positive(row, requirements)
    valid = int(row["valid"]) if row["valid"] else None
    return TableRow(
        number=number,
        round=row["round"],
        question=row["question"],
        spot=Spot(place, row["gender"]),
        valid=valid,
        positive=positive,
        offered=int(row["offered"]) if row["offered"] else None,
        answered=int(row["answered"]) if row["answered"] else None,
        few=row["reason"] == Reason.FEW,
        is_end=positive is not None and positive == end_class(positive.least, valid or 0, requirements.end_width),
    )


def _positive(row: Mapping[str, str], requirements: Requirements) -> NumeratorClass | None:
    """Everything that the share or its limits may stand for."""
    if row["status"] == Status.WITHHELD:
        return None
    valid = int(row["valid"])
    if row["status"] == Status.SHOWN:
        found = numerators(float(row["share"]), valid)
        return NumeratorClass(found[0], found[-1])
    told = classes_written(float(row["share_min"]), float(row["share_max"]), valid, requirements)
    return NumeratorClass(min(each.least for each in told), max(each.most for each in told))
