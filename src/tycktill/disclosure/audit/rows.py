"""A row of results.csv as the audit sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tycktill.terms import Reason, Status

FILE = "results.csv"

NATION, MUNICIPALITY, UNIT = "nation", "municipality", "unit"
ALL, WOMEN, MEN, REST = "T", "K", "M", "rest"
"""Genders of results, and those that no row shows: a third gender or unknown."""

UNSURE_FROM = 10_000
"""From so many answers on, four decimals of a share do not tell the number of positive ones."""


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
    """What a row says. `valid` and, but for all together, `answered` are None where withheld; `positive` also where
    the share does not tell it exactly."""

    number: int
    round: str
    question: str
    spot: Spot
    valid: int | None
    positive: int | None
    offered: int | None
    answered: int | None
    few: bool


def read_row(row: Mapping[str, str], number: int) -> TableRow:
    """The row at this number in the file; its form has been found right."""
    place = Place(row["instrument"], row["level"], row["municipality"], row["unit"])
    valid = int(row["valid"]) if row["valid"] else None
    is_told = valid is not None and valid < UNSURE_FROM and row["status"] == Status.SHOWN
    return TableRow(
        number=number,
        round=row["round"],
        question=row["question"],
        spot=Spot(place, row["gender"]),
        valid=valid,
        positive=round(float(row["share"]) * (valid or 0)) if is_told else None,
        offered=int(row["offered"]) if row["offered"] else None,
        answered=int(row["answered"]) if row["answered"] else None,
        few=row["reason"] == Reason.FEW,
    )
