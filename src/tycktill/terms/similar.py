"""Groups of municipalities that are like one another in something that has nothing to do with the answers."""

from dataclasses import dataclass
from enum import StrEnum


class Likeness(StrEnum):
    """What the municipalities of a group have in common; the values stand in addresses and files."""

    SKR = "skr"
    """Kind of municipality, as SKR groups them by commuting and the size of towns."""
    SIZE = "storlek"
    """Number of inhabitants."""
    COUNTY = "lan"
    """The county."""
    RKA = "rka"
    """What RKA reckons as like in cost and population: a list of each municipality's own."""
    OWN = "egen"
    """Somebody's own choice."""


@dataclass(frozen=True, slots=True)
class SimilarGroup:
    """Those that one municipality is compared with, itself not among them.

    `name` is what the source calls the group, empty where it has no name; `edition` the year of the source.
    """

    likeness: Likeness
    name: str
    edition: str
    members: tuple[str, ...]
