"""Weighs suspects, and tries those that would be leaks by linear programming."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from scipy import sparse

from tycktill.audit.directions import NOTHING
from tycktill.audit.polytope import Polytope
from tycktill.audit.programme import Numbers, Programme
from tycktill.audit.suspects import Suspect

_HAIR = 1e-5


@dataclass(frozen=True, slots=True)
class Pinned:
    """A suspect with its value in all worlds, as it seems, out of `least` to `most` valid answers."""

    suspect: Suspect
    value: int
    least: int
    most: int

    @property
    def is_somebody(self) -> bool:
        """Whether surely anybody answered."""
        return self.least > 0 or self.value > 0


def weigh(polytope: Polytope, middle: Numbers, changes: Numbers, suspects: Iterable[Suspect]) -> list[Pinned]:
    """The suspects with their values and valid answers, as far as a reader knows how many those are."""
    return [_weighed(polytope, middle, changes, suspect) for suspect in suspects]


def _weighed(polytope: Polytope, middle: Numbers, changes: Numbers, suspect: Suspect) -> Pinned:
    atoms, chosen = polytope.atoms, suspect.atoms
    positive, other = (float(side[chosen].sum()) for side in np.split(middle, 2))
    value = round(positive if suspect.is_positive else other)
    least, most = int(atoms.least[chosen].sum()), int(atoms.most[chosen].sum())
    both = np.tile(chosen, 2)
    if (np.abs(changes[both].sum(axis=0)) < NOTHING).all():
        least = most = round(positive + other)
    elif least < most:
        columns = np.tile(np.isin(atoms.municipality, atoms.municipality[chosen]), 2)
        least, most = whole_range(polytope.programme_within(columns), both[columns].astype(np.float64))
    return Pinned(suspect, value, least, most)


def confirmed(polytope: Polytope, weighed: Sequence[Pinned], lots: np.random.Generator) -> list[Pinned]:
    """Those that are the same in all worlds.

    A random sum of all is made as large and as small as it can be. Those that differ between the two worlds vary; when
    none differs all the others are the same, but for a chance of nothing.
    """
    left = list(weighed)
    programme = polytope.programme() if left else None
    while left and programme:
        forms = _forms([each.suspect for each in left])
        weights = lots.uniform(0.5, 1.5, len(left)) * lots.choice([-1.0, 1.0], len(left))
        worlds = [programme.maximise(sign * (weights @ forms)) for sign in (1.0, -1.0)]
        same = np.abs(forms @ (worlds[0] - worlds[1])) < _HAIR
        if same.all():
            break
        left = [each for each, is_same in zip(left, same, strict=True) if is_same]
    return left


def _forms(tried: Sequence[Suspect]) -> sparse.csr_array:
    """A row of multiples of the columns for each suspect."""
    chosen = sparse.csr_array(np.array([suspect.atoms for suspect in tried], np.float64))
    positive = sparse.diags_array(np.array([suspect.is_positive for suspect in tried], np.float64))
    other = sparse.eye_array(len(tried)) - positive
    return sparse.csr_array(sparse.hstack([positive @ chosen, other @ chosen]))


def whole_range(programme: Programme, form: Numbers) -> tuple[int, int]:
    """The least and the most whole number that these multiples of the columns may add up to."""
    most = float(form @ programme.maximise(form))
    least = float(form @ programme.maximise(-form))
    return ceil(least - _HAIR), floor(most + _HAIR)
