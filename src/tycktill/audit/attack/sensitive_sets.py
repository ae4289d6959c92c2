"""What must not be the same in all worlds: T1, T2 and the single groups of T3 (disclosure 1.2)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tycktill.audit.attack.worlds import Worlds
from tycktill.audit.requirements import Requirements
from tycktill.audit.table.hierarchy import GENDERS
from tycktill.audit.table.rows import REST
from tycktill.audit.table.sums import UNLIMITED, Whole

ChosenSets = NDArray[np.bool_]
"""Of each of some sets, whether it is meant."""


@dataclass(frozen=True, slots=True, eq=False)
class SensitiveSets:
    """Groups of base cells, each with the sum of multiples of a world's columns that must vary.

    `groups` has a row for each, with 1 for the base cells in it. `fewest` and `most` bound its answers. `is_positive`
    says whether its positive answers are meant or, where a number of answers is not known, its others. `spot` is that
    of the row it is, -1 where it is a base cell, an atom or a small set.
    """

    groups: sparse.csr_array
    forms: sparse.csr_array
    fewest: Whole
    most: Whole
    is_positive: ChosenSets
    spot: Whole

    def __len__(self) -> int:
        return len(self.spot)

    def only(self, chosen: ChosenSets) -> "SensitiveSets":
        """Some of them."""
        return SensitiveSets(
            self.groups[chosen],
            self.forms[chosen],
            self.fewest[chosen],
            self.most[chosen],
            self.is_positive[chosen],
            self.spot[chosen],
        )


def sensitive_sets_of(worlds: Worlds, groups: sparse.csr_array, spot: Whole | None = None) -> SensitiveSets:
    """Groups of cells as sets to guard: their positive answers and, where the number is unknown, their others too."""
    spot = np.full(groups.shape[0], -1) if spot is None else spot
    valid, is_row = worlds.table.valid, spot >= 0
    fewest = np.maximum(groups @ worlds.fewest, np.where(is_row, valid.least[spot], 0))
    most = np.minimum(groups @ worlds.highest, np.where(is_row, valid.most[spot], UNLIMITED))
    unsure = fewest < most
    return SensitiveSets(
        sparse.csr_array(sparse.vstack([groups, groups[unsure]], format="csr")),
        sparse.csr_array(sparse.vstack([worlds.of_positive(groups), worlds.of_others(groups[unsure])], format="csr")),
        np.concatenate([fewest, fewest[unsure]]),
        np.concatenate([most, most[unsure]]),
        np.repeat([True, False], [len(spot), unsure.sum()]),
        np.concatenate([spot, spot[unsure]]),
    )


def single_sets(worlds: Worlds) -> SensitiveSets:
    """Every row of the table, every atom and every base cell; of those that no row shows, groups of few too.

    An atom is base cells that no told row separates, taken together.
    """
    table = worlds.table
    spots = np.arange(len(table.hierarchy))
    has_row = spots % 4 != GENDERS.index(REST)
    is_asked = (has_row & (table.valid.least >= 1)) | (table.valid.most < table.requirements.threshold)
    asked = np.flatnonzero(is_asked & (np.diff(worlds.held.indptr) > 0))
    rows, single = worlds.held[asked], sparse.eye_array(len(worlds.cells), format="csr", dtype=np.int64)
    groups = sparse.vstack([rows, _atoms_of_several(worlds), single], format="csr")
    spot = np.concatenate([asked, np.full(groups.shape[0] - len(asked), -1)])
    return sensitive_sets_of(worlds, sparse.csr_array(groups), spot)


def _atoms_of_several(worlds: Worlds) -> sparse.csr_array:
    """Atoms of several base cells; those of one are base cells."""
    told = worlds.held[worlds.table.told].tocsc()
    patterns = [told.indices[a:b].tobytes() for a, b in zip(told.indptr, told.indptr[1:], strict=False)]
    alike: dict[bytes, list[int]] = {}
    for cell, pattern in enumerate(patterns):
        alike.setdefault(pattern, []).append(cell)
    several = [cells for pattern, cells in alike.items() if pattern and len(cells) > 1]
    return groups_of(several, len(worlds.cells))


def groups_of(sets: Sequence[Sequence[int]], cells: int) -> sparse.csr_array:
    """Sets of cells as rows of 0 and 1."""
    numbers = np.repeat(np.arange(len(sets)), [len(each) for each in sets])
    members = np.array([cell for each in sets for cell in each], np.int64)
    return sparse.csr_array((np.ones(len(members), np.int64), (numbers, members)), shape=(len(sets), cells))


def must_vary(sets: SensitiveSets, value: Whole, most: Whole, requirements: Requirements) -> ChosenSets:
    """Which must vary where `value` is what they come to in some world, and `most` answered.

    T3: where fewer than `threshold` answered, and surely somebody. T1 and T2: where nearly all answered alike; of rows
    these are only those of at least `threshold` answers, as others are T3's.
    """
    somebody = (sets.fewest > 0) | (value > 0)
    is_few = most < requirements.threshold
    near_end = (value <= requirements.end_width) | (most - value <= requirements.end_width)
    is_whole = (sets.spot < 0) | (sets.fewest >= requirements.threshold)
    found: ChosenSets = somebody & (is_few | (near_end & is_whole & requirements.guards_answers))
    return found
