"""All answers that would give the same publication, found the plain way: every one is tried."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from tests.tycktill.builders import ONE_QUESTION, Answers
from tests.tycktill.disclosure.rowspace import Span, base_spots, vector
from tests.tycktill.nations import Spot

from tycktill.disclosure import FEWEST_ANSWERS, Policy, Protected, ProtectedValue
from tycktill.terms import Cell, Status

MOST_WORLDS = 200_000


@dataclass(frozen=True)
class Worlds:
    """A family's base cells with their true answers, its rows, those that are published with what they tell, and every
    world (a row) that gives that.
    """

    spots: Sequence[Spot]
    valid: NDArray[np.int64]
    positive: NDArray[np.int64]
    rows: Sequence[tuple[Cell, tuple[int, ...]]]
    cells: Sequence[tuple[tuple[int, ...], ProtectedValue]]
    all: NDArray[np.int64]

    def with_earlier(self, protected: Protected, spots: Sequence[Spot]) -> "Worlds":
        """Those that give an earlier release too, in which only these base cells were."""
        cells, every = list(self.cells), self.all
        for value in protected.values:
            own = tuple(
                int(each in spots) * there
                for each, there in zip(self.spots, vector(value.cell, self.spots), strict=True)
            )
            if value.status is not Status.WITHHELD and any(own):
                least, most = numerators(value)
                sums = every @ np.array(own)
                every = every[(sums >= least) & (sums <= most)]
                cells.append((own, value))
        return replace(self, cells=cells, all=every)

    def beside(self, cell: Cell, least: int, most: int) -> "Worlds":
        """Those in which a cell, whether it is told or not, has so many positive answers too."""
        sums = self.all @ np.array(vector(cell, self.spots))
        return replace(self, all=self.all[(sums >= least) & (sums <= most)])

    def is_constant(self, spots: Sequence[int]) -> bool:
        """Whether these base cells have the same number of positive answers in every world."""
        sums = self.all[:, list(spots)].sum(axis=1)
        return bool((sums == sums[0]).all())

    def atoms(self) -> list[list[int]]:
        """Base cells that no published cell tells apart, together."""
        groups: dict[tuple[int, ...], list[int]] = {}
        for spot in range(len(self.spots)):
            groups.setdefault(tuple(own[spot] for own, _ in self.cells), []).append(spot)
        return list(groups.values())


def worlds_of(answered: Mapping[Spot, Answers], protected: Protected, family: str) -> Worlds | None:
    """The worlds of one family; None where there are too many to try, or nobody answered."""
    spots = [spot for spot in base_spots(answered) if ONE_QUESTION[spot[0]].family == family]
    valid, positive = (np.array([answered[spot][which] for spot in spots], dtype=np.int64) for which in (0, 1))
    if not spots or float(np.prod(valid + 1.0)) > MOST_WORLDS:
        return None
    every = np.indices(tuple(valid + 1)).reshape(len(spots), -1).T
    published = [value for value in protected.values if value.status is not Status.WITHHELD]
    cells = [(own, value) for value in published if any(own := vector(value.cell, spots))]
    for own, value in cells:
        assert value.valid == int(valid @ np.array(own))
        least, most = numerators(value)
        sums = every @ np.array(own)
        every = every[(sums >= least) & (sums <= most)]
    rows = [(value.cell, own) for value in protected.values if any(own := vector(value.cell, spots))]
    return Worlds(spots, valid, positive, rows, cells, every)


def numerators(value: ProtectedValue) -> tuple[int, int]:
    """The least and the most positive answers that a published value leaves."""
    assert value.valid is not None
    assert value.positive_min is not None
    assert value.positive_max is not None
    return value.positive_min, value.positive_max


def leaks(worlds: Worlds, policy: Policy) -> Iterator[str]:
    """Everything that the targets of method 5 forbid, and is so."""
    if policy.end_width:
        yield from _pinned_answers(worlds, policy)
        yield from _pinned_ends(worlds, policy)
    for few in _few(worlds):
        if worlds.is_constant(few):
            yield f"T3: {[worlds.spots[spot] for spot in few]} always {worlds.positive[few].sum()}"
    if policy.preset == "strict":
        yield from _computable_counts(worlds)


def _pinned_answers(worlds: Worlds, policy: Policy) -> Iterator[str]:
    for atom in [[spot] for spot in range(len(worlds.spots))] + worlds.atoms():
        n, x = int(worlds.valid[atom].sum()), int(worlds.positive[atom].sum())
        if (x <= policy.end_width or x >= n - policy.end_width) and worlds.is_constant(atom):
            yield f"T1: {[worlds.spots[spot] for spot in atom]} always {x} of {n}"


def _pinned_ends(worlds: Worlds, policy: Policy) -> Iterator[str]:
    """Whether a row is told or not."""
    for cell, own in worlds.rows:
        row = [spot for spot, there in enumerate(own) if there]
        n, x = int(worlds.valid[row].sum()), int(worlds.positive[row].sum())
        is_end = x <= policy.end_width or x >= n - policy.end_width
        if n >= policy.threshold and is_end and worlds.is_constant(row):
            yield f"T2: {cell} always {x} of {n}"


def _few(worlds: Worlds) -> Iterator[list[int]]:
    small = [spot for spot, n in enumerate(worlds.valid) if n < FEWEST_ANSWERS]
    for size in range(1, FEWEST_ANSWERS):
        for spots in combinations(small, size):
            if worlds.valid[list(spots)].sum() < FEWEST_ANSWERS:
                yield list(spots)


def _computable_counts(worlds: Worlds) -> Iterator[str]:
    span = Span(own for own, _ in worlds.cells)
    for few in _few(worlds):
        if tuple(int(spot in few) for spot in range(len(worlds.spots))) in span:
            yield f"R1: the number of {[worlds.spots[spot] for spot in few]} follows"
