"""Of which group that is not shown most can be said by whoever knows who answered."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tycktill.audit.lattice import GENDERS, NOWHERE
from tycktill.audit.polytope import Polytope
from tycktill.audit.programme import Numbers
from tycktill.audit.rows import ALL, MEN, NATION, REST, WOMEN
from tycktill.audit.supposing import range_if
from tycktill.audit.suspects import Chosen
from tycktill.audit.table import Table
from tycktill.audit.trying import whole_range
from tycktill.audit.verdict import MOST_ANSWERS, Exposure

_GENDERS = {ALL: "all", WOMEN: "women", MEN: "men", REST: "third or unknown gender"}

_TRIED = 12
"""Of each table so many, the narrowest by plain sums, are tried by linear programming."""

Spots = NDArray[np.bool_]
"""Some of the spots of a table."""


def exposures(table: Table, polytope: Polytope) -> list[Exposure]:
    """The groups of a table of whom most can be said, among those that are not shown; none where all are.

    The release need not tell how many answered in a group that it withholds. Where it does not for any, they are
    tried as if as many had answered as can have.
    """
    for spots in _kinds(table):
        if spots.any():
            return [_exposure(table, polytope, spot) for spot in _narrowest(table, spots)]
    return []


def _kinds(table: Table) -> Iterator[Spots]:
    """Hidden groups, those first that are worth naming."""
    hidden = _hidden(table)
    is_nation = np.repeat([place.level == NATION for place in table.lattice.places], 4)
    few = hidden & (table.valid.most <= MOST_ANSWERS) & ~is_nation
    is_known = table.valid.least == table.valid.most
    has_row = np.arange(len(hidden)) % 4 != GENDERS.index(REST)  # who has none may be all or nobody
    yield from (few & is_known, few & has_row, hidden & ~is_nation, hidden)


def _hidden(table: Table) -> Spots:
    """Where somebody may have answered, and no published cell has the same answers.

    Each base cell has a lot, so that two spots have the same answers when their lots have the same sum.
    """
    lattice, most = table.lattice, table.valid.most
    lots = np.random.default_rng(0).integers(1, 1 << 62, len(lattice.base))
    lots[most[lattice.own] == 0] = 0
    sums = np.zeros(len(lattice), np.int64)
    for spots in lattice.spots_of.T:
        held = spots != NOWHERE
        np.add.at(sums, spots[held], lots[held])
    hidden: Spots = (most > 0) & (sums != 0) & ~np.isin(sums, sums[table.published])
    return hidden


def _narrowest(table: Table, chosen: Spots) -> list[int]:
    bounds, valid, spots = table.positive(), table.valid, np.flatnonzero(chosen)
    left = (bounds.most - bounds.least + 1) / (valid.most + 1)
    found: list[int] = spots[np.lexsort((spots, -valid.most[spots], left[spots]))][:_TRIED].tolist()
    return found


def _exposure(table: Table, polytope: Polytope, spot: int) -> Exposure:
    place = list(table.lattice.places)[spot // 4]
    valid, is_known = int(table.valid.most[spot]), bool(table.valid.least[spot] == table.valid.most[spot])
    chosen = polytope.atoms.in_spot(spot) if is_known and place.level != NATION else None
    least, most = range_if(table, spot, valid) if chosen is None else _range(polytope, chosen)
    names = (place.municipality, place.unit, place.target, _GENDERS[GENDERS[spot % 4]])
    question = table.rows[0].question
    return Exposure(", ".join(filter(None, names)), question, valid, least, most, is_known=is_known)


def _range(polytope: Polytope, chosen: Chosen) -> tuple[int, int]:
    """By what is told of the municipality alone."""
    within = polytope.atoms.municipality == polytope.atoms.municipality[np.flatnonzero(chosen)[0]]
    columns = np.tile(within, 2)
    form: Numbers = polytope.is_positive(chosen)[columns]
    return whole_range(polytope.programme_within(columns), form)
