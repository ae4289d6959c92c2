"""Atoms: base cells that no published cell tells apart, taken together."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tycktill.audit.lattice import NOWHERE
from tycktill.audit.sums import Whole
from tycktill.audit.table import Table

OUTSIDE = -1


class Atoms:
    """The atoms of a table that a published cell holds, but for those where surely nobody answered.

    `of_base` gives the atom of each base cell, `OUTSIDE` where it has none; `least` and `most` bound an atom's valid
    answers; `cells` has a row for each published cell, in the order of `table.published`, with 1 for atoms in it.
    """

    def __init__(self, table: Table) -> None:
        self.table, lattice = table, table.lattice
        is_published = np.zeros(len(lattice) + 1, bool)  # the last is for NOWHERE
        is_published[table.published] = True
        spots = np.where(is_published[lattice.spots_of], lattice.spots_of, NOWHERE)
        inside = np.flatnonzero((spots != NOWHERE).any(axis=1) & (table.valid.most[lattice.own] > 0))
        kinds, first, of_inside = _alike(spots[inside])
        self.of_base = np.full(len(lattice.base), OUTSIDE, np.int64)
        self.of_base[inside] = of_inside
        self.least = _added(of_inside, table.valid.least[lattice.own[inside]], len(first))
        self.most = _added(of_inside, table.valid.most[lattice.own[inside]], len(first))
        self.municipality = _municipalities(table, inside[first])
        self.cells = _incidence(table, kinds)

    def __len__(self) -> int:
        return len(self.least)

    def in_spot(self, spot: int) -> NDArray[np.bool_] | None:
        """The atoms that make up a spot; None where it cuts an atom in two, or holds what none of them has."""
        held = (self.table.lattice.spots_of == spot).any(axis=1) & (self.table.valid.most[self.table.lattice.own] > 0)
        of_held = self.of_base[held]
        if (of_held == OUTSIDE).any() or not len(of_held):
            return None
        chosen = np.zeros(len(self), bool)
        chosen[of_held] = True
        inside = self.of_base != OUTSIDE
        return chosen if (chosen[self.of_base[inside]] == held[inside]).all() else None

    def bases_of(self, atom: int) -> Whole:
        """The numbers of the base cells in it."""
        return np.flatnonzero(self.of_base == atom)


def _alike(rows: Whole) -> tuple[Whole, Whole, Whole]:
    """The different rows, where each stands first, and which of them each row is."""
    lots = np.random.default_rng(0).integers(1, 1 << 62, rows.shape[1] if rows.size else 0)
    with np.errstate(over="ignore"):
        keys = (rows * lots).sum(axis=1) if rows.size else np.zeros(0, np.int64)
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    return rows[first], first, which


def _added(groups: Whole, counts: Whole, number: int) -> Whole:
    return np.bincount(groups, weights=counts.astype(float), minlength=number).astype(np.int64)


def _municipalities(table: Table, bases: Whole) -> Whole:
    """A number for the municipality of the first base cell of each atom."""
    codes = [table.lattice.base[base].municipality for base in bases.tolist()]
    return np.unique(np.array(codes, str), return_inverse=True)[1]


def _incidence(table: Table, kinds: Whole) -> sparse.csr_array:
    atoms, columns = np.nonzero(kinds != NOWHERE)
    rows = np.searchsorted(table.published, kinds[atoms, columns])
    shape = (len(table.published), len(kinds))
    cells = sparse.coo_array((np.ones(len(rows)), (rows, atoms)), shape=shape).tocsr()
    cells.data[:] = 1.0  # an instrument that is its own family holds its base cells twice
    return cells
