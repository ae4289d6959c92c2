"""Groups of answers that do not seem to vary, to be tried by linear programming and told of if they are leaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tycktill.audit.atoms import Atoms
from tycktill.audit.directions import is_still
from tycktill.audit.polytope import Polytope
from tycktill.audit.programme import Numbers
from tycktill.audit.small_sets import FEW, cancelling_sets

Chosen = NDArray[np.bool_]
"""Some of the atoms."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """Atoms whose positive answers (or whose others) together seem to be the same in all worlds.

    `end` is the number of the published cell that they are, where it was given as an end class.
    """

    atoms: Chosen
    is_positive: bool
    end: int | None = None


def suspects(polytope: Polytope, middle: Numbers, changes: Numbers) -> Iterator[Suspect]:
    """What might not vary: end classes (T2), atoms (T1) and sets of fewer than five answers (T3), the smallest first.

    Atoms of five answers or more that lie between the ends, as `middle` has them, may be known.
    """
    atoms, number = polytope.atoms, len(polytope.atoms)
    of_side = (changes[:number], changes[number:])
    requirements = atoms.table.requirements
    if requirements.guards_answers:
        yield from _still_ends(atoms, changes[:number])
    still = [is_still(side) for side in of_side]
    may_pin = _may_pin(atoms, middle)
    for is_positive, is_atom_still in ((True, still[0]), (False, still[1] & ~still[0])):
        for atom in np.flatnonzero(is_atom_still & may_pin).tolist():
            yield Suspect(_chosen(number, [atom]), is_positive)
    known: set[tuple[int, ...]] = set()
    for is_positive, side in zip((True, False), of_side, strict=True):
        moving = np.where((still[0] | still[1])[:, None], 0.0, side)
        sets = [*cancelling_sets(moving, atoms.least, atoms.most, atoms.municipality), *_still_rests(atoms, side)]
        for members in sets:
            if members not in known:
                known.add(members)
                yield Suspect(_chosen(number, members), is_positive)


def _may_pin(atoms: Atoms, middle: Numbers) -> Chosen:
    """Atoms with so few answers, or so nearly all alike, that they must vary."""
    nearest = np.minimum(middle[: len(atoms)], middle[len(atoms) :])
    at_end = nearest < atoms.table.requirements.end_width + 0.5
    return (atoms.least < FEW) | (at_end if atoms.table.requirements.guards_answers else False)


def _chosen(number: int, members: Sequence[int]) -> Chosen:
    chosen = np.zeros(number, bool)
    chosen[list(members)] = True
    return chosen


def _still_ends(atoms: Atoms, changes: Numbers) -> Iterator[Suspect]:
    still = is_still(atoms.cells @ changes)
    for cell, spot in enumerate(atoms.table.published.tolist()):
        if still[cell] and atoms.table.row_at[spot].is_end:
            yield Suspect(atoms.cells[[cell]].toarray()[0] > 0, is_positive=True, end=spot)


def _still_rests(atoms: Atoms, changes: Numbers) -> Iterator[tuple[int, ...]]:
    """What is left of published wholes without their published parts, where that is few and does not vary."""
    table = atoms.table
    cell_of = np.full(len(table.lattice), -1)
    cell_of[table.published] = np.arange(len(table.published))
    moved, valid = np.zeros((len(cell_of), changes.shape[1])), np.zeros(len(cell_of), np.int64)
    moved[table.published] = atoms.cells @ changes
    valid[table.published] = table.valid.least[table.published]
    for sums in table.lattice.sums:
        if len(sums.wholes):
            left = valid[sums.wholes] - sums.add_up(valid)
            rest = moved[sums.wholes] - np.add.reduceat(moved[sums.parts], sums.starts)
            few = (cell_of[sums.wholes] >= 0) & (left > 0) & (left < FEW) & is_still(rest)
            for number in np.flatnonzero(few).tolist():
                parts = sums.parts[sums.starts[number] :][: sums.sizes[number]]
                yield _left(atoms, int(cell_of[sums.wholes[number]]), cell_of[parts])


def _left(atoms: Atoms, whole: int, parts: NDArray[np.int64]) -> tuple[int, ...]:
    left = atoms.cells[[whole]].toarray()[0]
    for part in parts[parts >= 0].tolist():
        left = left - atoms.cells[[part]].toarray()[0]
    return tuple(np.flatnonzero(left > 0).tolist())
