"""Where an answer stands and which groups of answers a table shows."""

from dataclasses import dataclass
from enum import StrEnum


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

    `instrument` is an instrument's id or, for all target groups together, its family's.
    `municipality` is empty at level nation, `unit` at nation and municipality.
    """

    round: str
    instrument: str
    level: Level
    municipality: str
    unit: str
    gender: GenderGroup
