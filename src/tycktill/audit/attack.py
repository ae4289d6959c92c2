"""The attack on one question's table: everything that follows from it, by whatever reasoning, about what it keeps."""

from hashlib import sha256

import numpy as np

from tycktill.audit.atoms import Atoms
from tycktill.audit.directions import world_directions
from tycktill.audit.exposure import exposures
from tycktill.audit.leaks import broken, leaks
from tycktill.audit.polytope import Polytope
from tycktill.audit.programme import Contradiction
from tycktill.audit.row_space import computable_counts
from tycktill.audit.rows import FILE
from tycktill.audit.suspects import suspects
from tycktill.audit.table import Table
from tycktill.audit.trying import confirmed, weigh
from tycktill.audit.verdict import Exposure
from tycktill.terms import Fault


def worked_out(table: Table) -> tuple[list[Fault], list[Exposure]]:
    """The leaks of one table, and its most exposed groups.

    Chance only tells apart what differs, and is drawn from what the table says.
    """
    atoms = Atoms(table)
    polytope = Polytope(atoms)
    if not len(atoms):
        return [], exposures(table, polytope)
    lots = np.random.default_rng(list(sha256(polytope.least.tobytes() + polytope.most.tobytes()).digest()))
    try:
        middle = polytope.programme().middle()
        changes = world_directions(polytope, middle, lots)
        weighed = weigh(polytope, middle, changes, suspects(polytope, middle, changes))
        found = confirmed(polytope, list(broken(weighed, table.requirements)), lots)
    except Contradiction:
        return [Fault("The rows contradict each other", "Count again", FILE)], []
    faults = list(leaks(atoms, found))
    if table.requirements.guards_counts:
        faults.extend(computable_counts(atoms, lots))
    return faults, [] if faults else exposures(table, polytope)
