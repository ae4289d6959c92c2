"""The figures of one round, family and question: which are known, and which add up to which."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tycktill.disclosure.audit.rows import ALL, MEN, MUNICIPALITY, NATION, REST, UNIT, WOMEN, Place, Spot, TableRow


class Count(NamedTuple):
    """How many valid answers, and how many of them positive; None where the rows do not tell exactly."""

    valid: int
    positive: int | None

    def minus(self, other: "Count") -> "Count":
        """What is left when the other is taken away."""
        told = None if self.positive is None or other.positive is None else self.positive - other.positive
        return Count(self.valid - other.valid, told)


NOBODY = Count(0, 0)


class Relation(NamedTuple):
    """The whole is the sum of its parts."""

    whole: Spot
    parts: tuple[Spot, ...]


class Table:
    """The known figures by spot, and the relations between all figures, those that no row shows among them."""

    def __init__(self, rows: Sequence[TableRow], families: Mapping[str, str]) -> None:
        self.rows = {row.spot: row for row in rows}
        places = dict.fromkeys(row.spot.place for row in rows)
        self.relations = [*_by_gender(places), *_by_place(places, families)]
        self.known = {row.spot: Count(row.valid, row.positive) for row in rows if row.valid is not None}
        for place in places:
            self._find_no_sheets(place)
        self._find_nobody()

    def rest_of(self, relation: Relation) -> Count | None:
        """What the unknown parts hold together; None where the whole is unknown."""
        rest = self.known.get(relation.whole)
        for part in relation.parts:
            if rest is not None and part in self.known:
                rest = rest.minus(self.known[part])
        return rest

    def unknown_in(self, relation: Relation) -> list[Spot]:
        """The parts that are not known."""
        return [part for part in relation.parts if part not in self.known]

    def number_of(self, spot: Spot) -> int:
        """The number of the row to name; for what no row shows, that of all together in its place."""
        return self.rows[spot if spot in self.rows else Spot(spot.place, ALL)].number

    def _find_no_sheets(self, place: Place) -> None:
        """Where the sheets told of make up all sheets, nobody of the others answered."""
        sheets = {gender: self.rows[Spot(place, gender)].answered for gender in (ALL, WOMEN, MEN)}
        if sheets[ALL] == (sheets[WOMEN] or 0) + (sheets[MEN] or 0):
            empty = [REST, *(gender for gender, number in sheets.items() if not number)]
            self.known |= {Spot(place, gender): NOBODY for gender in empty}

    def _find_nobody(self) -> None:
        """Where the known parts make up the whole, nobody is in the others: nothing is hidden there."""
        before = -1
        while len(self.known) > before:
            before = len(self.known)
            for relation in self.relations:
                unknown = self.unknown_in(relation)
                rest = self.rest_of(relation) if unknown else None
                if rest is not None and rest.valid == 0:
                    self.known |= dict.fromkeys(unknown, NOBODY)


def _by_gender(places: Mapping[Place, None]) -> Iterator[Relation]:
    for place in places:
        yield Relation(Spot(place, ALL), tuple(Spot(place, gender) for gender in (WOMEN, MEN, REST)))


def _by_place(places: Mapping[Place, None], families: Mapping[str, str]) -> Iterator[Relation]:
    wholes: defaultdict[tuple[str, Place], list[Place]] = defaultdict(list)
    for place in places:
        if place.target in families:
            wholes["family", place._replace(target=families[place.target])].append(place)
        if place.level == MUNICIPALITY:
            wholes["geography", Place(place.target, NATION, "", "")].append(place)
        if place.level == UNIT:
            wholes["geography", Place(place.target, MUNICIPALITY, place.municipality, "")].append(place)
    for (_, whole), parts in wholes.items():
        if whole in places:
            for gender in (ALL, WOMEN, MEN, REST):
                yield Relation(Spot(whole, gender), tuple(Spot(part, gender) for part in parts))
