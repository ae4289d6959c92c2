"""Whether the number of fewer than five answers is a sum of multiples of published ones (R1, disclosure 1.2)."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import lsmr, splu

from tycktill.audit.attack.small_sets import SCALE, Changes, constant_sets
from tycktill.audit.attack.worlds import Worlds
from tycktill.audit.table.sums import Whole

DIRECTIONS = 3
"""Three, as among millions of sets of cells one number alone would be nothing by chance."""

_DAMPING = 1e-4
_MOST_STEPS = 200
_STILL = 1e-11


def computable_sets(worlds: Worlds, lots: np.random.Generator) -> Iterator[tuple[Whole, int]]:
    """Sets of one to four answers whose number is a sum of multiples of published numbers, and that number.

    Random changes of the cells' numbers that keep all published ones change any other set: what they do not change is
    in the row space of the published cells' membership.
    """
    threshold, told = worlds.table.requirements.threshold, worlds.held[worlds.table.told]
    changes = SCALE / 10 * null_directions(told, lots)
    number = _numbers_that_give(worlds, told)
    found: list[set[int]] = []
    for members in constant_sets(changes, changes, worlds.highest, worlds.place, threshold):
        valid = round(number[list(members)].sum())
        if 0 < valid < threshold and not any(map(set(members).issuperset, found)):
            found.append(set(members))
            yield np.array(members), valid


def null_directions(kept: sparse.csr_array, lots: np.random.Generator) -> Changes:
    """Random columns z with kept @ z = 0: projected by damped least squares, again until nothing else is left."""
    rows, columns = kept.shape
    found: Changes = lots.uniform(0.5, 1.5, (columns, DIRECTIONS)) * lots.choice([-1.0, 1.0], (columns, DIRECTIONS))
    if not rows:
        return found
    system = sparse.block_array(
        [[_DAMPING * sparse.eye_array(columns), kept.T], [kept, -sparse.eye_array(rows)]], format="csc"
    )
    solver = splu(system, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options={"SymmetricMode": True})
    below = np.zeros((rows, DIRECTIONS))
    for _ in range(_MOST_STEPS):
        found = solver.solve(np.concatenate([_DAMPING * found, below]))[:columns]
        if np.abs(kept @ found).max() < _STILL:
            break
    return found


def _numbers_that_give(worlds: Worlds, told: sparse.csr_array) -> NDArray[np.float64]:
    """Numbers of answers that give all published ones: right for every set whose number follows from those."""
    if not len(worlds.unsure):
        return worlds.fewest.astype(np.float64)
    published = worlds.table.valid.least[worlds.table.told].astype(np.float64)
    found: NDArray[np.float64] = lsmr(told, published, atol=1e-12, btol=1e-12, maxiter=20 * len(worlds.cells))[0]
    return found
