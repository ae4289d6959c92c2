"""What adds up to what, and what follows for each part and whole from what is known of the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
"""Whole numbers, one for each spot of a lattice or each of some of them."""

UNLIMITED = 1 << 40
"""More than any count; adding millions of it up still fits in a whole number."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Spots `wholes[i]` that are the sums of `parts[starts[i]:starts[i + 1]]`; a spot is part of one whole here."""

    wholes: Whole
    parts: Whole
    starts: Whole
    sizes: Whole

    @classmethod
    def of(cls, groups: Mapping[int, Sequence[int]]) -> Self:
        """The sums of these parts by whole."""
        sizes = np.array([len(parts) for parts in groups.values()], np.int64)
        parts = np.array([part for parts in groups.values() for part in parts], np.int64)
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)[:-1]]) if groups else sizes
        return cls(np.array(list(groups), np.int64), parts, starts, sizes)

    def add_up(self, counts: Whole) -> Whole:
        """What the parts of each whole make together."""
        return np.add.reduceat(counts[self.parts], self.starts) if len(self.parts) else self.wholes

    def spread(self, of_wholes: Whole) -> Whole:
        """A number for each whole, given to each of its parts."""
        return np.repeat(of_wholes, self.sizes)


@dataclass(slots=True)
class Bounds:
    """From how few to how many each spot may hold."""

    least: Whole
    most: Whole

    @classmethod
    def unknown(cls, spots: int) -> Self:
        """Nothing is known but that no count is negative."""
        return cls(np.zeros(spots, np.int64), np.full(spots, UNLIMITED))

    def narrow(self, all_sums: Sequence[Sums]) -> None:
        """Narrows until nothing more follows from any one sum, or something contradicts."""
        before = -1
        while before != (before := int(self.least.sum() - self.most.sum())) and not len(self.contradicted()):
            for sums in all_sums:
                self._narrow_once(sums)

    def contradicted(self) -> Whole:
        """Spots that would have to hold more than they may."""
        return np.flatnonzero(self.least > self.most)

    def _narrow_once(self, sums: Sums) -> None:
        least, most = sums.add_up(self.least), sums.add_up(self.most)
        wholes, parts = sums.wholes, sums.parts
        self.least[wholes] = np.maximum(self.least[wholes], least)
        self.most[wholes] = np.minimum(self.most[wholes], most)
        others_least = sums.spread(least) - self.least[parts]
        others_most = sums.spread(most) - self.most[parts]
        self.most[parts] = np.minimum(self.most[parts], sums.spread(self.most[wholes]) - others_least)
        self.least[parts] = np.maximum(self.least[parts], sums.spread(self.least[wholes]) - others_most)
