"""What follows for a group, supposing that so many of it answered."""

from dataclasses import replace

from tycktill.audit.atoms import Atoms
from tycktill.audit.classes import NumeratorClass
from tycktill.audit.lattice import GENDERS
from tycktill.audit.polytope import Polytope
from tycktill.audit.programme import Contradiction
from tycktill.audit.rows import ALL, NATION, Place, Spot, TableRow
from tycktill.audit.table import Table
from tycktill.audit.trying import whole_range


def range_if(table: Table, spot: int, valid: int) -> tuple[int, int]:
    """From how few to how many of the `valid` answers of a spot can be positive, all of them where nothing follows.

    By the rows of its municipality, and of the nation where that is all there is: weaker than by all, and small.
    """
    place = list(table.lattice.places)[spot // 4]
    row = _row_if(table, Spot(place, GENDERS[spot % 4]), valid)
    rows = [each for each in _nearby(table, place) if each.spot != row.spot]
    supposed = Table([*rows, row], table.families, table.requirements, table.known)
    if len(supposed.valid.contradicted()):
        return 0, valid
    polytope = Polytope(Atoms(supposed))
    chosen = polytope.atoms.in_spot(supposed.lattice.number(row.spot))
    try:
        return (0, valid) if chosen is None else whole_range(polytope.programme(), polytope.is_positive(chosen))
    except Contradiction:
        return 0, valid


def _row_if(table: Table, spot: Spot, valid: int) -> TableRow:
    """A row that tells how many answered and nothing of what they said."""
    like = table.row_at[table.lattice.number(Spot(spot.place, ALL))]
    answered = like.answered if spot.gender == ALL else None
    said = NumeratorClass(0, valid)
    return replace(like, spot=spot, valid=valid, positive=said, answered=answered, few=False, is_end=False)


def _nearby(table: Table, place: Place) -> list[TableRow]:
    codes = {key.municipality for key in table.lattice.base}
    if place.level == NATION or len(codes) == 1:
        return list(table.rows)
    return [row for row in table.rows if row.spot.place.municipality == place.municipality]
