"""Which people stand behind which figure: atoms, cells that are unions of them, in every municipality and the nation.

All is about one question in one round of a family. Whatever can be told apart by a row is an atom: women, men and the
rest (a third gender and unknown, which no row shows) of one target group in one unit.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.public import EarlierFigure
from tycktill.statistics import Estimate, ShareClass
from tycktill.terms import Cell, GenderGroup, Level

REST = "rest"

Incidence = NDArray[np.bool_]
"""Cells by atoms: whether the atom is part of the cell."""


class Atom(NamedTuple):
    """Those of one gender (K, M or the rest) in one target group of a unit."""

    unit: str
    instrument: str
    gender: str


class _Name(NamedTuple):
    """A row's place within its municipality, or within the nation (where it has no unit)."""

    level: Level
    unit: str
    target: str
    gender: str


@dataclass(frozen=True, slots=True)
class Cells:
    """Figures that may be shown; two rows about the same atoms are one cell.

    `rows` are the numbers of each cell's rows, `incidence` its atoms, `weight` what it is worth to readers in whole
    hundredths. `is_total` marks a municipality's rows for all genders together, and the nation's. The last cells may
    have no row: what was `told` of them before units were added is public, and they are worth nothing anew.
    """

    rows: tuple[tuple[int, ...], ...]
    incidence: Incidence
    valid: tuple[int, ...]
    positive: tuple[int, ...]
    weight: tuple[int, ...]
    is_total: tuple[bool, ...]
    told: tuple[ShareClass, ...] = ()

    def with_told(self, figures: Sequence[EarlierFigure], incidence: Incidence) -> "Cells":
        """These, and earlier figures with their atoms."""
        more = len(figures)
        return Cells(
            rows=self.rows + ((),) * more,
            incidence=np.concatenate([self.incidence, incidence]),
            valid=self.valid + tuple(each.told.valid for each in figures),
            positive=self.positive + tuple(each.positive for each in figures),
            weight=self.weight + (0,) * more,
            is_total=self.is_total + (False,) * more,
            told=tuple(each.told for each in figures),
        )


@dataclass(frozen=True, slots=True)
class Table:
    """One municipality's atoms with their answers, its cells, and which of the nation's cells each atom is part of."""

    municipality: str
    atoms: tuple[Atom, ...]
    valid: NDArray[np.int64]
    positive: NDArray[np.int64]
    cells: Cells
    national: Incidence


@dataclass(frozen=True, slots=True)
class Lattice:
    """All municipalities' tables, and the nation's cells that are made up of several of them.

    A nation's row that is a single municipality's lies among that municipality's cells. `incidence` of the nation's
    cells is left to the tables.
    """

    tables: tuple[Table, ...]
    nation: Cells


def lattice(rows: Sequence[Estimate], families: Mapping[str, str], earlier: Sequence[EarlierFigure] = ()) -> Lattice:
    """The lattice of the rows of one round, family and question; rows are known by their number in the sequence.

    `earlier` are figures that were told of the same before units were added, and are cells of their own. Raises
    ValueError where a row is not the sum of its parts.
    """
    atoms = _atoms(rows, families)
    by_name = {_named(row.cell): number for number, row in enumerate(rows)}
    nation = _nation_members(atoms, families)
    shared = sorted(name for name, places in nation.items() if len(places) > 1 and ("", name) in by_name)
    single = {name: next(iter(places)) for name, places in nation.items() if len(places) == 1}
    tables = tuple(_table(rows, place, atoms[place], by_name, families, (shared, single)) for place in sorted(atoms))
    numbers = [by_name["", name] for name in shared]
    _check(rows, numbers, tables)
    none = np.zeros((len(numbers), 0), dtype=bool)
    own = Lattice(tables, _cells(rows, families, [(number,) for number in numbers], none))
    return _with_earlier(own, families, earlier) if earlier else own


def _with_earlier(own: Lattice, families: Mapping[str, str], earlier: Sequence[EarlierFigure]) -> Lattice:
    """The lattice with earlier figures: within a municipality's table where all its people are there, else above."""
    inside = [_members(table, families, earlier) for table in own.tables]
    places = np.array([members.any(axis=1) for members in inside])  # tables by figures
    is_national = places.sum(axis=0) > 1
    national = [each for each, is_above in zip(earlier, is_national.tolist(), strict=True) if is_above]
    tables = []
    for table, members, here in zip(own.tables, inside, places, strict=True):
        is_local = here & ~is_national
        local = [each for each, is_own in zip(earlier, is_local.tolist(), strict=True) if is_own]
        above = np.concatenate([table.national, members[is_national]])
        tables.append(replace(table, cells=table.cells.with_told(local, members[is_local]), national=above))
        _check_table(tables[-1])
    none = np.zeros((len(national), own.nation.incidence.shape[1]), dtype=bool)
    return Lattice(tuple(tables), own.nation.with_told(national, none))


def _members(table: Table, families: Mapping[str, str], figures: Sequence[EarlierFigure]) -> Incidence:
    """Figures by the table's atoms: which were part of them."""
    found = np.zeros((len(figures), len(table.atoms)), dtype=bool)
    for number, each in enumerate(figures):
        cell = each.cell
        name = _Name(Level.UNIT if cell.unit else Level.MUNICIPALITY, cell.unit, cell.instrument, cell.gender)
        for place, atom in enumerate(table.atoms if cell.municipality in {"", table.municipality} else ()):
            group = Cell(cell.round, atom.instrument, Level.UNIT, table.municipality, atom.unit, GenderGroup.ALL)
            found[number, place] = group in each.groups and name in _names_of(atom, families)
    return found


def _named(cell: Cell) -> tuple[str, _Name]:
    return cell.municipality, _Name(cell.level, cell.unit, cell.instrument, cell.gender)


_Answers = tuple[int, int]  # valid, positive


def _atoms(rows: Iterable[Estimate], families: Mapping[str, str]) -> Mapping[str, Mapping[Atom, _Answers]]:
    """By municipality, the atoms where anybody gave a valid answer."""
    found: defaultdict[str, dict[Atom, _Answers]] = defaultdict(dict)
    for row in rows:
        if row.cell.level is Level.UNIT and row.cell.instrument in families:
            place = Atom(row.cell.unit, row.cell.instrument, row.cell.gender)
            found[row.cell.municipality][place] = (row.valid, row.positive)
    return {municipality: dict(_genders(by_group)) for municipality, by_group in found.items()}


def _genders(by_group: Mapping[Atom, _Answers]) -> Iterator[tuple[Atom, _Answers]]:
    """Women, men, and what all have beyond these. Raises ValueError where women and men are more than all."""
    for place, (valid, positive) in by_group.items():
        if place.gender != GenderGroup.ALL:
            continue
        parts = [by_group.get(place._replace(gender=each), (0, 0)) for each in (GenderGroup.WOMEN, GenderGroup.MEN)]
        rest = valid - sum(part[0] for part in parts), positive - sum(part[1] for part in parts)
        for gender, (n, x) in zip((GenderGroup.WOMEN, GenderGroup.MEN, REST), (*parts, rest), strict=True):
            if not 0 <= x <= n:
                raise ValueError(f"women and men exceed all by {-n} valid answers in {place.unit}")
            if n:
                yield place._replace(gender=str(gender)), (n, x)


def _names_of(atom: Atom, families: Mapping[str, str]) -> Iterator[_Name]:
    """The rows of its municipality that an atom is part of."""
    for target in (atom.instrument, families[atom.instrument]):
        for gender in {str(GenderGroup.ALL), atom.gender} - {REST}:
            yield _Name(Level.UNIT, atom.unit, target, gender)
            yield _Name(Level.MUNICIPALITY, "", target, gender)


def _in_nation(name: _Name) -> _Name:
    return name._replace(level=Level.NATION)


def _nation_members(
    atoms: Mapping[str, Mapping[Atom, _Answers]], families: Mapping[str, str]
) -> Mapping[_Name, set[str]]:
    """The nation's rows, each with the municipalities that it is made up of."""
    found: defaultdict[_Name, set[str]] = defaultdict(set)
    for municipality, own in atoms.items():
        for atom in own:
            for name in _names_of(atom, families):
                if name.level is Level.MUNICIPALITY:
                    found[_in_nation(name)].add(municipality)
    return found


def _table(
    rows: Sequence[Estimate],
    municipality: str,
    own: Mapping[Atom, _Answers],
    by_name: Mapping[tuple[str, _Name], int],
    families: Mapping[str, str],
    nation: tuple[Sequence[_Name], Mapping[_Name, str]],
) -> Table:
    shared, single = nation
    atoms = tuple(sorted(own))
    members: defaultdict[_Name, list[int]] = defaultdict(list)
    for number, atom in enumerate(atoms):
        for name in _names_of(atom, families):
            members[name].append(number)
    numbered: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for name, parts in members.items():
        alone = ("", _in_nation(name)) if single.get(_in_nation(name)) == municipality else None
        keys = [(municipality, name), alone] if name.level is Level.MUNICIPALITY else [(municipality, name)]
        numbered[tuple(parts)] += [by_name[key] for key in keys if key is not None and key in by_name]
    groups = sorted((parts, sorted(numbers)) for parts, numbers in numbered.items() if numbers)
    valid, positive = (np.array([own[atom][which] for atom in atoms], dtype=np.int64) for which in (0, 1))
    incidence = _incidence([parts for parts, _ in groups], len(atoms))
    cells = _cells(rows, families, [tuple(numbers) for _, numbers in groups], incidence)
    national = [members[name._replace(level=Level.MUNICIPALITY)] for name in shared]
    table = Table(municipality, atoms, valid, positive, cells, _incidence(national, len(atoms)))
    _check_table(table)
    return table


def _incidence(parts: Sequence[Sequence[int]], atoms: int) -> Incidence:
    found = np.zeros((len(parts), atoms), dtype=bool)
    for number, each in enumerate(parts):
        found[number, list(each)] = True
    return found


def _cells(
    rows: Sequence[Estimate], families: Mapping[str, str], numbers: Sequence[tuple[int, ...]], incidence: Incidence
) -> Cells:
    firsts = [rows[each[0]] for each in numbers]
    return Cells(
        rows=tuple(numbers),
        incidence=incidence,
        valid=tuple(row.valid for row in firsts),
        positive=tuple(row.positive for row in firsts),
        weight=tuple(sum(_weight(rows[number], families) for number in each) for each in numbers),
        is_total=tuple(any(_is_total(rows[number].cell) for number in each) for each in numbers),
    )


def _is_total(cell: Cell) -> bool:
    return cell.gender is GenderGroup.ALL and cell.level is not Level.UNIT


_LEVELS = {Level.NATION: 100, Level.MUNICIPALITY: 10, Level.UNIT: 3}


def _weight(row: Estimate, families: Mapping[str, str]) -> int:
    """What a row is worth to readers (method 6.2), in hundredths; a multiple of four, as a pair costs a quarter."""
    cell = row.cell
    target = 2 if cell.instrument in families else 3
    gender = 4 if cell.gender is GenderGroup.ALL else 1
    return 4 * round(25 * _LEVELS[cell.level] * target * gender * (1 + log2(max(row.valid, 1))))


def _check_table(table: Table) -> None:
    for answers, told in ((table.valid, table.cells.valid), (table.positive, table.cells.positive)):
        if not np.array_equal(table.cells.incidence @ answers, np.array(told, dtype=np.int64)):
            raise ValueError(f"rows of {table.municipality} are not the sum of their parts")


def _check(rows: Sequence[Estimate], numbers: Sequence[int], tables: Sequence[Table]) -> None:
    for which in ("valid", "positive"):
        sums = sum((table.national @ getattr(table, which) for table in tables), np.zeros(len(numbers), np.int64))
        if not np.array_equal(sums, np.array([getattr(rows[number], which) for number in numbers], dtype=np.int64)):
            raise ValueError("rows of the nation are not the sum of their parts")
