"""Who is in which figure: places and genders as sums of base cells."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from scipy import sparse

from tycktill.audit.table.rows import ALL, MEN, MUNICIPALITY, NATION, REST, UNIT, WOMEN, Place, Spot
from tycktill.audit.table.sums import Sums
from tycktill.terms import BaseKey, Grouping, Targets

GENDERS = (ALL, WOMEN, MEN, REST)
"""In the order of a place's four spots; the last has no row."""

_BASE_GENDERS = GENDERS[1:]


class SpotHierarchy:
    """The spots of a table, numbered, and which of them each base cell is in.

    Spot number 4 p + g is of place number p and `GENDERS[g]`. `membership` has a row for each spot, with 1 for the base
    cells in it; `own` is the spot that a base cell makes up by itself: of a unit, or of a municipality without units.
    """

    def __init__(self, places: Iterable[Place], grouping: Grouping, without_units: Collection[str] = ()) -> None:
        self.places = {place: number for number, place in enumerate(sorted(set(places)))}
        finest = (place for place in self.places if place.level == UNIT or place.municipality in without_units)
        units = [place for place in finest if place.target in grouping.families]
        targets = grouping.targets({place.target for place in self.places})
        self.base = [
            BaseKey(place.municipality, place.unit, place.target, gender) for place in units for gender in _BASE_GENDERS
        ]
        self.own = np.array([4 * self.places[unit] + g for unit in units for g in (1, 2, 3)], np.int64)
        self.membership = self._membership(units, targets)
        self.by_gender = Sums.of({4 * n: (4 * n + 1, 4 * n + 2, 4 * n + 3) for n in range(len(self.places))})
        self.by_place = [self._by_place(targets, kind) for kind in (UNIT, MUNICIPALITY, "")]

    def __len__(self) -> int:
        return 4 * len(self.places)

    def number_of(self, spot: Spot) -> int:
        return 4 * self.places[spot.place] + GENDERS.index(spot.gender)

    @property
    def sums(self) -> tuple[Sums, ...]:
        """Everything that adds up."""
        return self.by_gender, *self.by_place

    def _membership(self, units: Sequence[Place], targets: Targets) -> sparse.csr_array:
        pairs = {
            (4 * self.places[place] + g, 3 * number + gender - 1)
            for number, unit in enumerate(units)
            for place in _held_by(unit, targets)
            if place in self.places
            for gender in (1, 2, 3)
            for g in (0, gender)
        }
        spots, bases = np.array(sorted(pairs), np.int64).reshape(-1, 2).T
        return sparse.csr_array((np.ones(len(spots), np.int64), (spots, bases)), shape=(len(self), len(self.base)))

    def _by_place(self, targets: Targets, kind: str) -> Sums:
        """Units that make up a municipality, municipalities that make up the nation, targets that make up another."""
        above = {part: whole for line in targets.values() for part, whole in pairwise(line)}
        groups: defaultdict[int, list[int]] = defaultdict(list)
        for place, number in self.places.items():
            whole = _whole_above(place, above, kind)
            if whole is not None and whole in self.places:
                groups[self.places[whole]].append(number)
        return Sums.of(
            {4 * whole + g: [4 * part + g for part in parts] for whole, parts in groups.items() for g in range(4)}
        )


def _whole_above(place: Place, above: Mapping[str, str], kind: str) -> Place | None:
    if kind != place.level:
        return None if kind or place.target not in above else place._replace(target=above[place.target])
    if kind == UNIT:
        return Place(place.target, MUNICIPALITY, place.municipality, "")
    return Place(place.target, NATION, "", "")


def _held_by(unit: Place, targets: Targets) -> Iterator[Place]:
    """The places that hold an instrument's answers at a unit, itself first."""
    for target in targets[unit.target]:
        yield unit._replace(target=target)
        yield Place(target, MUNICIPALITY, unit.municipality, "")
        yield Place(target, NATION, "", "")
