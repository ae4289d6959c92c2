"""Whether the number of fewer than five answers can be computed by adding and subtracting published ones (R1)."""

from collections.abc import Iterator

import numpy as np
from scipy.sparse.linalg import lsmr

from tycktill.audit.atoms import Atoms
from tycktill.audit.directions import is_still, null_directions
from tycktill.audit.programme import Numbers
from tycktill.audit.rows import FILE
from tycktill.audit.small_sets import FEW, cancelling_sets
from tycktill.audit.wording import group_name
from tycktill.terms import Fault

_REMEDY = "Withhold one more of the rows that lead to it"


def computable_counts(atoms: Atoms, lots: np.random.Generator) -> Iterator[Fault]:
    """Sets of one to four answers whose number is a sum of multiples of published numbers.

    Random changes of the atoms' numbers that keep all published ones change any other set: what they do not change is
    in the row space of the published cells' membership.
    """
    changes = null_directions(atoms.cells, lots)
    sets: list[tuple[int, ...]] = [(atom,) for atom in np.flatnonzero(is_still(changes)).tolist()]
    sets += cancelling_sets(changes, atoms.least, atoms.most, atoms.municipality)
    number = _numbers(atoms)
    for members in sets:
        valid = round(number[list(members)].sum())
        if 0 < valid < FEW:
            name, spot = group_name(atoms, np.array(members))
            problem = f"A reader learns that {valid} answered: {name}"
            yield Fault(problem, _REMEDY, FILE, atoms.table.number_of(spot))


def _numbers(atoms: Atoms) -> Numbers:
    """Numbers of answers that give all published ones: right for every set whose number follows from those."""
    if (atoms.least == atoms.most).all():
        return atoms.least.astype(np.float64)
    published = atoms.table.valid.least[atoms.table.published].astype(np.float64)
    found: Numbers = lsmr(atoms.cells, published, atol=1e-12, btol=1e-12, maxiter=20 * len(atoms))[0]
    return found
