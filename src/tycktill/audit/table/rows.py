"""A row of results.csv as the audit sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tycktill.terms import Reason

FILE = "results.csv"

NATION, MUNICIPALITY, UNIT = "nation", "municipality", "unit"
ALL, WOMEN, MEN, REST = "T", "K", "M", "rest"
"""Genders of results, and those that no row shows: a third gender or unknown."""

GENDER_NAMES = {ALL: "all", WOMEN: "women", MEN: "men", REST: "third or unknown gender"}


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


class ToldInterval(NamedTuple):
    """From how few to how many of the valid answers are positive, both included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """What a row says: None where a column is empty. `few` is whether that is so since fewer than are told answered."""

    number: int
    round: str
    question: str
    spot: Spot
    valid: int | None
    positive: ToldInterval | None
    offered: int | None
    offered_min: int | None
    answered: int | None
    few: bool


def read_row(row: Mapping[str, str], number: int) -> TableRow:
    """The row at this number in the file; its form has been found right."""
    place = Place(row["instrument"], row["level"], row["municipality"], row["unit"])
    valid, least, most, offered, offered_min, answered = (
        int(row[column]) if row[column] else None
        for column in ("valid", "positive_min", "positive_max", "offered", "offered_min", "answered")
    )
    return TableRow(
        number=number,
        round=row["round"],
        question=row["question"],
        spot=Spot(place, row["gender"]),
        valid=valid,
        positive=None if least is None or most is None else ToldInterval(least, most),
        offered=offered,
        offered_min=offered_min,
        answered=answered,
        few=row["reason"] == Reason.FEW,
    )
