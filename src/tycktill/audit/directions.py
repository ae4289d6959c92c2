"""Directions in which worlds differ: what no such direction changes is the same in all worlds."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from tycktill.audit.polytope import Polytope
from tycktill.audit.programme import Numbers

DIRECTIONS = 3
"""Three, as among millions of sets of cells one number alone would be nothing by chance."""

NOTHING = 1e-9
_SLACK = 1e-4
_DAMPING = 1e-4
_MOST_STEPS = 200


def world_directions(polytope: Polytope, middle: Numbers, lots: np.random.Generator) -> Numbers:
    """Random changes of each column that keep all that `middle`, a world inside all limits that have room, must keep.

    Limits that `middle` lies at (nearer than `_SLACK`) have no room: solved again by the simplex method they would be
    found to be met with equality in all worlds. Returns (columns, `DIRECTIONS`).
    """
    total = polytope.rows @ middle
    tight = (total - polytope.least < _SLACK) | (polytope.most - total < _SLACK)
    free = np.flatnonzero(middle > _SLACK)
    changes = np.zeros((len(middle), DIRECTIONS))
    if len(free):
        changes[free] = null_directions(sparse.csr_array(polytope.rows[tight][:, free]), lots)
    return changes


def null_directions(kept: sparse.csr_array, lots: np.random.Generator) -> Numbers:
    """Random columns z with kept @ z = 0: projected by damped least squares, again until nothing else is left."""
    rows, columns = kept.shape
    found: Numbers = lots.uniform(0.5, 1.5, (columns, DIRECTIONS)) * lots.choice([-1.0, 1.0], (columns, DIRECTIONS))
    if not rows:
        return found
    system = sparse.block_array(
        [[_DAMPING * sparse.eye_array(columns), kept.T], [kept, -sparse.eye_array(rows)]], format="csc"
    )
    solver = splu(system, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options={"SymmetricMode": True})
    below = np.zeros((rows, DIRECTIONS))
    for _ in range(_MOST_STEPS):
        found = solver.solve(np.concatenate([_DAMPING * found, below]))[:columns]
        if np.abs(kept @ found).max() < NOTHING / 100:
            break
    return found


def is_still(changes: Numbers) -> NDArray[np.bool_]:
    """Which rows of changes are nothing in all directions."""
    still: NDArray[np.bool_] = np.all(np.abs(changes) < NOTHING, axis=1)
    return still
