"""All worlds of a small table, one after the other, and what of them a reader of a release could work out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log, prod

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln
from tests.tycktill.disclosure.every_world.tables import Numbers, Table, Told, Whole

PRIOR_SHARE = 0.84
"""Of positive answers, by a public prior that decides widths and never safety."""


@dataclass(frozen=True)
class Worlds:
    """Every way in which those who answered could have answered."""

    table: Table

    @cached_property
    def all(self) -> Whole:
        """(worlds, base cells)."""
        sides = tuple((self.table.valid + 1).tolist())
        return np.indices(sides).reshape(len(sides), -1).T

    @cached_property
    def numerators(self) -> Whole:
        """(worlds, rows)."""
        return self.all @ self.table.members.astype(np.int64).T

    def positive(self, world: int) -> Numbers:
        """A world as the numbers of positive answers that a method is given."""
        return dict(zip(self.table.bases, self.all[world].tolist(), strict=True))

    def fitting(self, told: Told) -> Whole:
        """Numbers of the worlds that fit everything told."""
        least, most = self.table.limits(told)
        return np.flatnonzero(((self.numerators >= least) & (self.numerators <= most)).all(axis=1))

    def broken(self, fitting: Whole) -> Iterator[str]:
        """What of T1, T2 and T3 does not hold for somebody who knows that the world is one of these."""
        table, worlds = self.table, self.all[fitting]
        atoms = {*table.atoms, *((number,) for number in range(len(table.bases)))}
        yield from (f"T1 {table.bases[atom[0]]}" for atom in sorted(atoms) if is_pinned(worlds, table, atom))
        for row, line in zip(table.rows, table.members, strict=True):
            if is_pinned(worlds, table, tuple(np.flatnonzero(line).tolist())):
                yield f"T2 {row}"
        few = (some for some in table.sensitive_sets() if is_pinned(worlds, table, some))
        yield from (f"T3 {[table.bases[number] for number in some]}" for some in few)


def number_of_worlds(valid: Numbers) -> int:
    """How many ways there are to answer."""
    return prod(answers + 1 for answers in valid.values())


def prior(all_: Whole, valid: Whole, share: float = PRIOR_SHARE) -> NDArray[np.float64]:
    """The chance of each world where every answer is positive with the same chance, whatever the others are."""
    ways = gammaln(valid + 1) - gammaln(all_ + 1) - gammaln(valid - all_ + 1)
    chances = np.exp((ways + all_ * log(share) + (valid - all_) * log(1 - share)).sum(axis=1))
    return np.asarray(chances / chances.sum(), np.float64)


def is_pinned(worlds: Whole, table: Table, who: tuple[int, ...]) -> bool:
    """Whether the sum of these base cells is the same in all worlds where it must not be: of few, or near an end."""
    sums, answers = worlds[:, list(who)].sum(axis=1), int(table.valid[list(who)].sum())
    width = table.policy.end_width
    at_end = width > 0 and (sums[0] <= width or sums[0] >= answers - width)
    return bool((sums == sums[0]).all()) and (at_end or answers < table.policy.threshold)
