"""Of which group that is not shown most can be said by whoever knows who answered."""

import numpy as np

from tycktill.disclosure.audit.lattice import GENDERS
from tycktill.disclosure.audit.polytope import Polytope
from tycktill.disclosure.audit.programme import Numbers
from tycktill.disclosure.audit.rows import ALL, MEN, NATION, REST, WOMEN
from tycktill.disclosure.audit.suspects import Chosen
from tycktill.disclosure.audit.table import Table
from tycktill.disclosure.audit.trying import whole_range
from tycktill.disclosure.audit.verdict import Exposure

_GENDERS = {ALL: "all", WOMEN: "women", MEN: "men", REST: "third or unknown gender"}
_MOST_ANSWERS = 20
"""Of more answers a narrow interval tells of the group and not of anybody in it."""

_TRIED = 12
"""Of each table so many, the narrowest by plain sums, are tried by linear programming."""


def exposures(table: Table, polytope: Polytope) -> list[Exposure]:
    """The groups of a table of whom most can be said, among those of known numbers that are not shown."""
    bounds, valid = table.positive(), table.valid
    is_open = (valid.least == valid.most) & (valid.least > 0) & (valid.least <= _MOST_ANSWERS)
    is_open[table.published] = False
    left = (bounds.most - bounds.least + 1) / (valid.least + 1)
    spots = np.flatnonzero(is_open)
    tried = spots[np.lexsort((spots, -valid.least[spots], left[spots]))][:_TRIED]
    return [each for spot in tried.tolist() if (each := _exposure(table, polytope, spot))]


def _is_published(polytope: Polytope, chosen: Chosen) -> bool:
    """Whether a published cell has the same answers, so that nothing is said by saying it."""
    cells = polytope.atoms.cells
    held, size = cells @ chosen.astype(np.float64), cells.sum(axis=1)
    return bool(((held == size) & (size == chosen.sum())).any())


def _exposure(table: Table, polytope: Polytope, spot: int) -> Exposure | None:
    atoms = polytope.atoms
    chosen = atoms.in_spot(spot)
    place = list(table.lattice.places)[spot // 4]
    if chosen is None or place.level == NATION or _is_published(polytope, chosen):
        return None
    within = atoms.municipality == atoms.municipality[np.flatnonzero(chosen)[0]]
    columns = np.tile(within, 2)
    form: Numbers = polytope.is_positive(chosen)[columns]
    least, most = whole_range(polytope.programme_within(columns), form)
    names = (place.municipality, place.unit, place.target, _GENDERS[GENDERS[spot % 4]])
    question = table.rows[0].question
    return Exposure(", ".join(filter(None, names)), question, int(table.valid.least[spot]), least, most)
