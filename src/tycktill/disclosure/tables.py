"""Which figures add up to which: the linked tables of one round, family and question, as numbered cells."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tycktill.statistics import Estimate
from tycktill.terms import GenderGroup, Level

_Place = tuple[str, Level, str, str]  # (target, level, municipality, unit)
_REST = "rest"


@dataclass(frozen=True, slots=True)
class Relation:
    """The whole is the sum of its parts; all are cells' numbers."""

    whole: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Cells that hang together: their valid answers and the relations between them.

    The first `len(rows)` cells are those rows, in order. After them come hidden ones that no row shows: in `rests`
    those of a third or unknown gender, and what else a whole has beyond its parts. Cells without valid answers hide
    nothing and are in no relation.
    """

    valid: tuple[int, ...]
    relations: tuple[Relation, ...]
    rests: frozenset[int]


def link(rows: Sequence[Estimate], families: Mapping[str, str]) -> Table:
    """The table of rows of one round, family and question. Raises ValueError where parts exceed their whole."""
    drafting = _Draft([row.valid for row in rows])
    cells: defaultdict[_Place, dict[str, int]] = defaultdict(dict)
    for number, row in enumerate(rows):
        cell = row.cell
        cells[cell.instrument, cell.level, cell.municipality, cell.unit][cell.gender] = number
    for place in cells.values():
        drafting.relate_genders(place)
    for whole, parts in _wholes(cells, families):
        for gender in [*GenderGroup, _REST]:
            drafting.relate(cells[whole].get(gender), [cells[part].get(gender) for part in parts])
    return Table(tuple(drafting.valid), tuple(drafting.relations), frozenset(drafting.rests))


def _wholes(places: Mapping[_Place, object], families: Mapping[str, str]) -> Iterator[tuple[_Place, list[_Place]]]:
    """Every place that is the sum of others, with these: families, then the nation, then municipalities."""
    parts: defaultdict[tuple[int, _Place], list[_Place]] = defaultdict(list)
    for place in places:
        target, level, municipality, _ = place
        if target in families:
            parts[0, (families[target], *place[1:])].append(place)
        if level is Level.MUNICIPALITY:
            parts[1, (target, Level.NATION, "", "")].append(place)
        if level is Level.UNIT:
            parts[2, (target, Level.MUNICIPALITY, municipality, "")].append(place)
    for _, whole in sorted(parts):
        if whole in places:
            yield whole, parts[_, whole]


class _Draft:
    """A table being written down."""

    def __init__(self, valid: list[int]) -> None:
        self.valid = valid
        self.relations: list[Relation] = []
        self.rests: list[int] = []

    def relate_genders(self, place: dict[str, int]) -> None:
        """All are women, men and the rest, which no row shows."""
        if GenderGroup.ALL in place:
            parts = [place.get(GenderGroup.WOMEN), place.get(GenderGroup.MEN)]
            rest = self.relate(place[GenderGroup.ALL], parts)
            if rest is not None:
                place[_REST] = rest
                self.rests.append(rest)

    def relate(self, whole: int | None, parts: Sequence[int | None]) -> int | None:
        """Writes down that `whole` is the sum of `parts`; gives the number of a hidden part if they leave one."""
        there = [part for part in parts if part is not None]
        if whole is None or not there or not self.valid[whole]:
            return None
        hidden = self._hide(self.valid[whole] - sum(self.valid[part] for part in there))
        shown = [part for part in there if self.valid[part]]
        # Large parts first: an attacker is best described by what is small.
        shown.sort(key=lambda part: -self.valid[part])
        self.relations.append(Relation(whole, (*shown, *([] if hidden is None else [hidden]))))
        return hidden

    def _hide(self, valid: int) -> int | None:
        if valid < 0:
            raise ValueError(f"parts exceed their whole by {-valid} valid answers")
        if valid == 0:
            return None
        self.valid.append(valid)
        return len(self.valid) - 1
