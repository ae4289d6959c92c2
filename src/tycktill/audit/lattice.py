"""Who is in which figure: places and genders as sums of base cells."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from tycktill.audit.rows import ALL, MEN, MUNICIPALITY, NATION, REST, UNIT, WOMEN, Place, Spot
from tycktill.audit.sums import Sums, Whole

GENDERS = (ALL, WOMEN, MEN, REST)
"""In the order of a place's four spots; the last has no row."""

_BASE_GENDERS = GENDERS[1:]
NOWHERE = -1


class BaseKey(NamedTuple):
    """A base cell as a table can tell it: gender is `K`, `M`, or `rest` for a third gender and unknown together."""

    municipality: str
    unit: str
    instrument: str
    gender: str


class Lattice:
    """The spots of a table, numbered, and which of them each base cell is in.

    Spot number 4 p + g is of place number p and `GENDERS[g]`. `spots_of` has a row for each base cell: the numbers of
    the spots that hold it, its own first, each column being spots of one kind; `NOWHERE` where there is none.
    """

    def __init__(self, places: Iterable[Place], families: Mapping[str, str]) -> None:
        self.places = {place: number for number, place in enumerate(sorted(set(places)))}
        units = [place for place in self.places if place.level == UNIT and place.target in families]
        self.base = [
            BaseKey(place.municipality, place.unit, place.target, gender) for place in units for gender in _BASE_GENDERS
        ]
        self.spots_of = self._spots_of(units, families)
        self.own = self.spots_of[:, 0]
        self.by_gender = Sums.of({4 * n: (4 * n + 1, 4 * n + 2, 4 * n + 3) for n in range(len(self.places))})
        self.by_place = [self._by_place(families, kind) for kind in (UNIT, MUNICIPALITY, "")]

    def __len__(self) -> int:
        return 4 * len(self.places)

    def number(self, spot: Spot) -> int:
        """The number of a spot."""
        return 4 * self.places[spot.place] + GENDERS.index(spot.gender)

    @property
    def sums(self) -> tuple[Sums, ...]:
        """Everything that adds up."""
        return self.by_gender, *self.by_place

    def _spots_of(self, units: Iterable[Place], families: Mapping[str, str]) -> Whole:
        held_by = [[self.places.get(place, NOWHERE) for place in _held_by(unit, families)] for unit in units]
        places = np.array(held_by, np.int64).reshape(-1, 6)
        own = 4 * places[:, None, :] + np.arange(1, 4)[None, :, None]
        together = np.broadcast_to(4 * places[:, None, :], own.shape)
        spots = np.concatenate([own, together], axis=2).reshape(-1, 12)
        return np.where(spots < 0, NOWHERE, spots)

    def _by_place(self, families: Mapping[str, str], kind: str) -> Sums:
        """Units that make up a municipality, municipalities that make up the nation, instruments that make a family."""
        groups: defaultdict[int, list[int]] = defaultdict(list)
        for place, number in self.places.items():
            whole = _whole(place, families, kind)
            if whole is not None and whole in self.places:
                groups[self.places[whole]].append(number)
        return Sums.of(
            {4 * whole + g: [4 * part + g for part in parts] for whole, parts in groups.items() for g in range(4)}
        )


def _whole(place: Place, families: Mapping[str, str], kind: str) -> Place | None:
    if kind != place.level:
        family = families.get(place.target, place.target)
        return None if kind or family == place.target else place._replace(target=family)
    if kind == UNIT:
        return Place(place.target, MUNICIPALITY, place.municipality, "")
    return Place(place.target, NATION, "", "")


def _held_by(unit: Place, families: Mapping[str, str]) -> Iterator[Place]:
    """The places that hold an instrument's answers at a unit, itself first."""
    for target in (unit.target, families[unit.target]):
        yield unit._replace(target=target)
        yield Place(target, MUNICIPALITY, unit.municipality, "")
        yield Place(target, NATION, "", "")
