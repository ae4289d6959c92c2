"""Who stands behind which figure: base cells, the rows that are sums of them, and how rows add up (disclosure 6.1).

All is about one question in one round of a family, and made of numbers of answers alone: nothing here has seen how
anybody answered.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from tycktill.terms import Level, Targets

REST = "rest"
GENDERS = ("K", "M", REST)
"""Of base cells: women, men, and a third gender and unknown together, which no row shows."""

ALL = "T"


class BaseName(NamedTuple):
    """Those of one gender in one target group of a unit: the finest that any figure distinguishes."""

    municipality: str
    unit: str
    instrument: str
    gender: str


class RowName(NamedTuple):
    """A row's place among those of one question: empty where it is of all."""

    level: Level
    municipality: str
    unit: str
    target: str
    gender: str


Parts = tuple[int, ...]
"""Numbers of base cells, ascending."""


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Rows as sums of base cells.

    `bases` are sorted, each with `valid` >= 1 answers. `rows` gives the base cells of every row, also of those of the
    rest, which no table shows; `targets` says of which targets there are any. `sums` are rows with the rows that they
    are made of: by gender, target and place.
    """

    bases: tuple[BaseName, ...]
    valid: tuple[int, ...]
    targets: Targets
    rows: Mapping[RowName, Parts]
    sums: Mapping[RowName, tuple[tuple[RowName, ...], ...]]
    has_nation: bool = True

    def size(self, row: RowName) -> int:
        """Valid answers of a row."""
        return self.size_of(self.rows[row])

    def size_of(self, parts: Parts) -> int:
        """Valid answers of base cells together."""
        return sum(map(self.valid.__getitem__, parts))

    def is_joint(self, row: RowName) -> bool:
        """Whether several municipalities make up a row."""
        return self.is_of_several(self.rows[row])

    def is_of_several(self, parts: Parts) -> bool:
        """Whether base cells are of several municipalities; they are sorted by these."""
        return self.bases[parts[0]].municipality != self.bases[parts[-1]].municipality

    def by_municipality(self) -> Iterator[tuple[str, "Hierarchy"]]:
        """Each municipality's part, whose base cells follow one another: the rows that are its alone, and what these
        are sums of."""
        rows: defaultdict[str, list[RowName]] = defaultdict(list)
        for row, parts in self.rows.items():
            if not self.is_of_several(parts):
                rows[self.bases[parts[0]].municipality].append(row)
        end = 0
        for municipality, bases in groupby(self.bases, key=attrgetter("municipality")):
            first, end = end, end + len(tuple(bases))
            members = {row: tuple(part - first for part in self.rows[row]) for row in rows[municipality]}
            sums = {row: self.sums[row] for row in members if row in self.sums}
            own = replace(self, bases=self.bases[first:end], valid=self.valid[first:end], rows=members, sums=sums)
            yield municipality, own


def build_hierarchy(valid: Mapping[BaseName, int], targets: Targets, *, has_nation: bool = True) -> Hierarchy:
    """The hierarchy of base cells with so many valid answers; those without any are left out.

    `targets` gives by instrument the targets that have rows of the question; a family of somebody's own has no nation.
    """
    bases = tuple(sorted(base for base, count in valid.items() if count))
    rows: defaultdict[RowName, list[int]] = defaultdict(list)
    for number, base in enumerate(bases):
        for row in rows_of(base, targets, has_nation=has_nation):
            rows[row].append(number)
    members = {row: tuple(numbers) for row, numbers in rows.items()}
    sums = _sums_of_rows(members, targets)
    return Hierarchy(bases, tuple(valid[base] for base in bases), targets, members, sums, has_nation)


def rows_of(base: BaseName, targets: Targets, *, has_nation: bool = True) -> Iterator[RowName]:
    """Every row that a base cell is part of, its own among them: of its unit if that has a name."""
    places = [(Level.UNIT, base.municipality, base.unit)] if base.unit else []
    places += [(Level.MUNICIPALITY, base.municipality, "")]
    places += [(Level.NATION, "", "")] if has_nation else []
    for place in places:
        for target in targets[base.instrument]:
            for gender in (ALL, base.gender):
                yield RowName(*place, target, gender)


def _sums_of_rows(rows: Collection[RowName], targets: Targets) -> Mapping[RowName, tuple[tuple[RowName, ...], ...]]:
    """Each row that is made of others, with those, once for each way."""
    found: defaultdict[RowName, defaultdict[str, list[RowName]]] = defaultdict(lambda: defaultdict(list))
    above = {part: whole for line in targets.values() for part, whole in pairwise(line)}
    for row in sorted(rows):
        for way, whole in _wholes_of(row, above):
            if whole in rows:
                found[whole][way].append(row)
    return {whole: tuple(map(tuple, ways.values())) for whole, ways in found.items()}


def _wholes_of(row: RowName, above: Mapping[str, str]) -> Iterator[tuple[str, RowName]]:
    level, municipality, unit, target, gender = row
    if gender != ALL:
        yield "gender", RowName(level, municipality, unit, target, ALL)
    if target in above:
        yield "target", RowName(level, municipality, unit, above[target], gender)
    if level is Level.UNIT:
        yield "place", RowName(Level.MUNICIPALITY, municipality, "", target, gender)
    if level is Level.MUNICIPALITY:
        yield "place", RowName(Level.NATION, "", "", target, gender)
