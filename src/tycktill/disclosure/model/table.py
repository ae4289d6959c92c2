"""A table as the search takes it: whole numbers in arrays, of one municipality or of the nation (disclosure 6.1)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.model.hierarchy import GENDERS, REST, BaseName, Hierarchy, Parts, RowName

Numbers = NDArray[np.int32]

NONE = -1

LARGEST = 2**30
"""Answers that one table may hold: sums and products of the search stay whole in 64 bits."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of numbers, one after the other: list k is of[at[k] : at[k + 1]]."""

    at: Numbers
    of: Numbers

    @classmethod
    def made(cls, lists: Iterable[Sequence[int]]) -> "Lists":
        """From any sequences."""
        found = list(lists)
        at = np.cumsum([0, *map(len, found)], dtype=np.int32)
        return cls(at, np.fromiter(chain.from_iterable(found), np.int32, int(at[-1])))

    def __getitem__(self, which: int) -> Numbers:
        return self.of[self.at[which] : self.at[which + 1]]

    def __len__(self) -> int:
        return len(self.at) - 1

    def turned(self, count: int) -> "Lists":
        """For each of so many numbers, the lists that hold it."""
        numbers = np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.at))
        order = np.argsort(self.of, kind="stable")
        at = np.searchsorted(self.of[order], np.arange(count + 1)).astype(np.int32)
        return Lists(at, numbers[order])

    def mapped(self, values: Numbers) -> "Lists":
        """The same lists, of these values by number."""
        return Lists(self.at, values[self.of])

    def sums(self, values: Numbers) -> Numbers:
        """The sum of these values, by number, over each list."""
        before = np.concatenate([[0], np.cumsum(values[self.of], dtype=np.int64)])
        found: Numbers = np.diff(before[self.at]).astype(np.int32)
        return found

    def tuples(self) -> list[tuple[int, ...]]:
        """Each list by itself."""
        numbers = self.of.tolist()
        return [tuple(numbers[first:end]) for first, end in pairwise(self.at.tolist())]


@dataclass(frozen=True, slots=True)
class SearchTable:
    """Base cells and cells: sets of base cells with enough answers, each of which one or more rows tell.

    `groups` are sensitive sets that no cell is: base cells that no cell tells apart, and rows that are not told. Nodes
    are base cells, then cells, then groups, then other rows that are not told; `wholes` are nodes that are the sum of
    other nodes, `parts` which.
    """

    bases: tuple[BaseName, ...]
    valid: Numbers
    cells: Lists
    names: tuple[tuple[RowName, ...], ...]
    size: Numbers
    groups: Lists
    nodes: int
    wholes: Numbers
    parts: Lists
    place: Numbers
    gender: Numbers
    unit: Numbers
    kind: Numbers
    town: Numbers

    def bases_near(self, cell: int) -> Numbers:
        """The base cells of the units that a cell is of: where telling it changes most."""
        units = self.unit[self.place]
        is_near = np.zeros(len(self.unit), np.bool_)
        is_near[units[self.cells[cell]]] = True
        return is_near[units].nonzero()[0].astype(np.int32)


def build_table(own: Hierarchy, is_told: Collection[RowName], few: int, more: Iterable[Parts] = ()) -> SearchTable:
    """The table of the rows in `is_told`; fewer than `few` answers must not follow together.

    `more` are other sets of base cells that something was told of.
    """
    valid = np.array(own.valid, np.int32)
    if int(np.sum(valid, dtype=np.int64)) > LARGEST:
        raise ValueError(f"more than {LARGEST} answers in one table")
    by_parts: defaultdict[Parts, list[RowName]] = defaultdict(list)
    for row in sorted(is_told):
        by_parts[own.rows[row]].append(row)
    for parts in more:
        by_parts[parts].extend(())
    cells = Lists.made(by_parts)
    return _build_from(own, valid, cells, by_parts, few)


def _build_from(
    own: Hierarchy, valid: Numbers, cells: Lists, by_parts: Mapping[Parts, Sequence[RowName]], few: int
) -> SearchTable:
    groups = _sensitive_groups(own, valid, cells, few)
    nodes, wholes, parts = _sum_nodes(own, [*by_parts, *groups])
    places = sorted({(base.municipality, base.unit, base.instrument) for base in own.bases})
    number_of = {place: number for number, place in enumerate(places)}
    return SearchTable(
        bases=own.bases,
        valid=valid,
        cells=cells,
        names=tuple(map(tuple, by_parts.values())),
        size=cells.sums(valid),
        groups=Lists.made(groups),
        nodes=nodes,
        wholes=wholes,
        parts=parts,
        place=np.array([number_of[base[:3]] for base in own.bases], np.int32),
        gender=np.array([GENDERS.index(base.gender) for base in own.bases], np.int32),
        unit=_number_names(place[:2] for place in places),
        kind=_number_names(place[2] for place in places),
        town=_number_names(place[0] for place in places),
    )


def _number_names(names: Iterable[object]) -> Numbers:
    found = list(names)
    numbers = {name: number for number, name in enumerate(dict.fromkeys(found))}
    return np.array([numbers[name] for name in found], np.int32)


def _sum_nodes(own: Hierarchy, sets: Sequence[Parts]) -> tuple[int, Numbers, Lists]:
    """How many nodes there are, and which are the sum of which: a set that is no row, of its base cells."""
    count = len(own.valid)
    rows = set(own.rows.values())
    node_of: dict[Parts, int] = {parts: count + number for number, parts in enumerate(sets)}
    untold = sorted(rows - node_of.keys())
    several = [parts for parts in untold if len(parts) > 1]
    node_of |= {parts: count + len(sets) + number for number, parts in enumerate(several)}
    node_of |= {parts: parts[0] for parts in untold if len(parts) == 1}
    found = {(node_of[parts], parts) for parts in sets if len(parts) == 1 or parts not in rows}
    for whole, ways in own.sums.items():
        for way in ways:
            members = tuple(sorted(map(node_of.__getitem__, map(own.rows.__getitem__, way))))
            if members != (node_of[own.rows[whole]],):
                found.add((node_of[own.rows[whole]], members))
    ordered = sorted(found)
    return (
        count + len(sets) + len(several),
        np.array([whole for whole, _ in ordered], np.int32),
        Lists.made(parts for _, parts in ordered),
    )


def _sensitive_groups(own: Hierarchy, valid: Numbers, cells: Lists, few: int) -> list[Parts]:
    """Sensitive sets that are neither a base cell nor a cell: what the same cells hold (disclosure 1.2)."""
    alike: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for number, held_by in enumerate(cells.turned(len(valid)).tuples()):
        alike[held_by].append(number)
    told = set(cells.tuples())
    found = {tuple(each) for each in alike.values()}
    found |= {parts for row, parts in own.rows.items() if row.gender != REST or own.size(row) < few}
    return sorted(parts for parts in found - told if len(parts) > 1)
