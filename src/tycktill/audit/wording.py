"""Names for groups of answers, as the sentences of faults give them."""

import numpy as np

from tycktill.audit.atoms import Atoms
from tycktill.audit.lattice import BaseKey
from tycktill.audit.rows import ALL, MEN, REST, WOMEN
from tycktill.audit.sums import Whole

_MOST_NAMED = 4
_GENDERS = {ALL: "all", WOMEN: "women", MEN: "men", REST: "third or unknown gender"}


def group_name(atoms: Atoms, members: Whole) -> tuple[str, int]:
    """Who these atoms are, and the number of the spot to point at: the smallest row that holds the first of them."""
    lattice = atoms.table.lattice
    bases = np.concatenate([atoms.bases_of(atom) for atom in members.tolist()])
    named = [base_name(lattice.base[base]) for base in bases[:_MOST_NAMED].tolist()]
    more = f" and {len(bases) - _MOST_NAMED} more" if len(bases) > _MOST_NAMED else ""
    return "; ".join(named) + more, int(lattice.own[bases[0]])


def base_name(key: BaseKey) -> str:
    """A base cell in words."""
    return f"{key.municipality}, {key.unit}, {key.instrument}, {_GENDERS[key.gender]}"
