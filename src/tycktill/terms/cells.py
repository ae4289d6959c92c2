"""Where and when an answer was given, and which groups of answers a table shows."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

_ROUND = re.compile(r"(19|20)[0-9]{2}(-[a-z0-9]{1,12})?")


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality: `code` is the official four digits."""

    code: str
    name: str


Municipalities = Mapping[str, Municipality]


class Gender(StrEnum):
    """The respondent's own answer to the background question; `UNKNOWN` when it was skipped."""

    WOMAN = "K"
    MAN = "M"
    OTHER = "A"
    UNKNOWN = ""


class GenderGroup(StrEnum):
    """The groups that results are shown for. The third gender and the unknown are in `ALL` only: too few to show."""

    ALL = "T"
    WOMEN = "K"
    MEN = "M"


class Level(StrEnum):
    """Geography of a result, widest first."""

    NATION = "nation"
    MUNICIPALITY = "municipality"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A group of sheets that a table shows results for.

    `instrument` is an instrument's id, that of a combined group of instruments, or that of their family.
    `municipality` is empty at level nation, `unit` at nation and municipality.
    """

    round: str
    instrument: str
    level: Level
    municipality: str
    unit: str
    gender: GenderGroup


def places_without_units(cells: Iterable[Cell]) -> frozenset[str]:
    """Municipalities that stand in a table by themselves, none of their answers being of a named unit."""
    found = list(cells)
    named = {cell.municipality for cell in found if cell.level is Level.UNIT}
    return frozenset(cell.municipality for cell in found if cell.level is Level.MUNICIPALITY) - named


def is_finest(cell: Cell, without_units: Collection[str]) -> bool:
    """Whether no table has the cell's place in smaller parts: a unit, or a municipality without units."""
    return cell.level is Level.UNIT or (cell.level is Level.MUNICIPALITY and cell.municipality in without_units)


def is_round(text: str) -> bool:
    """Whether `text` names a round: its year, with a suffix where there are several a year, as `2024-host`."""
    return _ROUND.fullmatch(text) is not None
