"""All worlds of a small table, one after the other: what follows is what is the same in all of them, with no solver."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, product

import numpy as np
from tests.attacks.made_up import Base, Row

from tycktill.disclosure.audit import BaseKey, Requirements

Cell = tuple[frozenset[int], int, int, bool]
"""The base cells in a published cell, from how few to how many are positive, and whether that is an end."""


class EveryWorld:
    """Every way in which those who answered could have answered, given what a table tells and how many they are."""

    def __init__(self, rows: Sequence[Row], bases: Sequence[Base], families: Mapping[str, str], width: int) -> None:
        self.valid = np.array([base.valid for base in bases])
        self._bases, self._families, self._width = bases, families, width
        told = [row for row in rows if row["valid"]]
        for family in {*families.values()}:
            assert family not in families
        self.cells = [self._cell(row) for row in told]

    def _cell(self, row: Row) -> Cell:
        inside = frozenset(i for i, base in enumerate(self._bases) if _holds(row, base.key, self._families))
        valid = int(row["valid"])
        assert valid == sum(self._bases[i].valid for i in inside)
        least, most = (round(float(row[column]) * valid) for column in ("share_min", "share_max"))
        is_end = bool(self._width) and least < most and (least == 0 or most == valid)
        return inside, least, most, is_end

    @property
    def size(self) -> int:
        """How many ways there are to answer before the table is looked at."""
        return int(np.prod(self.valid + 1, dtype=object))

    @cached_property
    def worlds(self) -> np.ndarray:
        """(worlds, base cells)."""
        all_ = np.array(list(product(*(range(number + 1) for number in self.valid))))
        fits = np.ones(len(all_), bool)
        for inside, least, most, _ in self.cells:
            total = all_[:, sorted(inside)].sum(axis=1)
            fits &= (total >= least) & (total <= most)
        return all_[fits]

    def leaks(self, requirements: Requirements) -> list[str]:
        """Every target of the method 5 that is missed."""
        found = list(self._few())
        if requirements.guards_answers:
            found += [*self._pins(requirements.end_width), *self._ends()]
        return found

    @cached_property
    def atoms(self) -> list[tuple[int, ...]]:
        """Base cells that no published cell tells apart, together."""
        groups: defaultdict[tuple[bool, ...], list[int]] = defaultdict(list)
        for base in range(len(self.valid)):
            groups[tuple(base in inside for inside, *_ in self.cells)].append(base)
        return [tuple(group) for group in groups.values()]

    def _constant(self, group: Sequence[int]) -> int | None:
        total = self.worlds[:, list(group)].sum(axis=1)
        return int(total[0]) if (total == total[0]).all() else None

    def _pins(self, width: int) -> Iterator[str]:
        for atom in self.atoms:
            value, valid = self._constant(atom), int(self.valid[list(atom)].sum())
            if value is not None and (value <= width or value >= valid - width):
                yield f"T1 {self._names(atom)}: {value} of {valid}"

    def _ends(self) -> Iterator[str]:
        for inside, _, _, is_end in self.cells:
            if is_end and self._constant(sorted(inside)) is not None:
                yield f"T2 {self._names(sorted(inside))}"

    def _few(self) -> Iterator[str]:
        small = [atom for atom in self.atoms if self.valid[list(atom)].sum() < 5]
        for number in range(1, 5):
            for some in combinations(small, number):
                group = [base for atom in some for base in atom]
                valid = int(self.valid[group].sum())
                if valid < 5 and self._constant(group) is not None:
                    yield f"T3 {self._names(group)}: {self._constant(group)} of {valid}"

    def _names(self, group: Sequence[int]) -> str:
        return "; ".join("-".join(self._bases[base].key) for base in group)


def _holds(row: Row, key: BaseKey, families: Mapping[str, str]) -> bool:
    return (
        row["instrument"] in {key.instrument, families[key.instrument]}
        and row["municipality"] in {"", key.municipality}
        and (row["level"] != "unit" or row["unit"] == key.unit)
        and row["gender"] in {"T", key.gender}
    )
