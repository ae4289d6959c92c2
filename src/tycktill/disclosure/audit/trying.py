"""Tries suspects by linear programming: what the least and the most is that their answers can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from scipy import sparse

from tycktill.disclosure.audit.polytope import Polytope
from tycktill.disclosure.audit.programme import Numbers, Programme
from tycktill.disclosure.audit.suspects import Suspect

_HAIR = 1e-5


@dataclass(frozen=True, slots=True)
class Pinned:
    """A suspect that is found out: `value` answers in all worlds, out of `least` to `most` valid ones."""

    suspect: Suspect
    value: int
    least: int
    most: int


def pinned(polytope: Polytope, tried: Sequence[Suspect], lots: np.random.Generator) -> list[Pinned]:
    """Those of the suspects that are the same in all worlds, each with its value and its valid answers.

    A random sum of all is made as large and as small as it can be. Those that differ between the two worlds vary; when
    none differs all the others are the same, but for a chance of nothing.
    """
    if not tried:
        return []
    programme, left = polytope.programme(), list(tried)
    values: Numbers = np.zeros(0)
    while left:
        forms = _forms(left)
        weights = lots.uniform(0.5, 1.5, len(left)) * lots.choice([-1.0, 1.0], len(left))
        worlds = [programme.maximise(sign * (weights @ forms)) for sign in (1.0, -1.0)]
        values = np.asarray(forms @ worlds[0], np.float64)
        same = np.abs(values - forms @ worlds[1]) < _HAIR
        if same.all():
            break
        left = [suspect for suspect, is_same in zip(left, same, strict=True) if is_same]
    return [_pinned(polytope, suspect, value) for suspect, value in zip(left, values, strict=False)]


def _forms(tried: Sequence[Suspect]) -> sparse.csr_array:
    """A row of multiples of the columns for each suspect."""
    chosen = sparse.csr_array(np.array([suspect.atoms for suspect in tried], np.float64))
    positive = sparse.diags_array(np.array([suspect.is_positive for suspect in tried], np.float64))
    other = sparse.eye_array(len(tried)) - positive
    return sparse.csr_array(sparse.hstack([positive @ chosen, other @ chosen]))


def _pinned(polytope: Polytope, suspect: Suspect, value: float) -> Pinned:
    atoms, chosen = polytope.atoms, suspect.atoms
    least, most = int(atoms.least[chosen].sum()), int(atoms.most[chosen].sum())
    if least < most:
        within = np.isin(atoms.municipality, atoms.municipality[chosen])
        columns = np.tile(within, 2)
        least, most = whole_range(polytope.programme_within(columns), np.tile(chosen, 2)[columns].astype(np.float64))
    return Pinned(suspect, round(value), least, most)


def whole_range(programme: Programme, form: Numbers) -> tuple[int, int]:
    """The least and the most whole number that these multiples of the columns may add up to."""
    most = float(form @ programme.maximise(form))
    least = float(form @ programme.maximise(-form))
    return ceil(least - _HAIR), floor(most + _HAIR)
