"""Of which hidden group most can be said, in a release that tells nothing it must not (disclosure 8.5)."""

import numpy as np

from tycktill.audit.attack.varying import Pool
from tycktill.audit.attack.worlds import Worlds
from tycktill.audit.table.hierarchy import GENDERS
from tycktill.audit.table.rows import GENDER_NAMES, NATION
from tycktill.audit.table.sums import Whole
from tycktill.audit.verdict import Exposure

_MOST_ANSWERS = 20
"""Of more answers a narrow interval tells of the group and not of anybody in it."""

_TRIED = 12
"""Of each table so many, those that differ least in the worlds that are known, are tried by integer programming."""


def exposed_groups(pool: Pool) -> list[Exposure]:
    """The groups of a table of whom most can be said, among those that no row tells of.

    Whoever knows no number of answers can say little of a group: so only those count of which it is known.
    """
    worlds = pool.worlds
    spots = _hidden_spots(worlds)
    if not len(spots):
        return []
    valid, forms = worlds.table.valid.most[spots], worlds.of_positive(worlds.held[spots])
    known = np.stack([forms @ world for world in (*pool.nearby, *pool.others)])
    left = (known.max(axis=0) - known.min(axis=0) + 1) / (valid + 1)
    narrowest = np.lexsort((spots, -valid, left))[:_TRIED]
    return [_exposure_at(worlds, int(spots[number])) for number in narrowest.tolist()]


def _hidden_spots(worlds: Worlds) -> Whole:
    """Spots of municipalities where few answered, whose number is known and whose people are those of no told row."""
    table, held = worlds.table, worlds.held
    valid, told = table.valid, held[table.told]
    is_nation = np.repeat([place.level == NATION for place in table.hierarchy.places], 4)
    is_known = (valid.least == valid.most) & (valid.most > 0) & (valid.most <= _MOST_ANSWERS)
    rows = {told.indices[a:b].tobytes() for a, b in zip(told.indptr, told.indptr[1:], strict=False)}
    found = [
        spot
        for spot in np.flatnonzero(is_known & ~is_nation).tolist()
        if held.indices[held.indptr[spot] : held.indptr[spot + 1]].tobytes() not in rows
    ]
    return np.array(found, np.int64)


def _exposure_at(worlds: Worlds, spot: int) -> Exposure:
    """By what is told of its municipality alone."""
    table = worlds.table
    group = worlds.held[[spot]]
    least, most = worlds.range_within(worlds.of_positive(group).toarray()[0])
    place = list(table.hierarchy.places)[spot // 4]
    names = (place.municipality, place.unit, place.target, GENDER_NAMES[GENDERS[spot % 4]])
    question, valid = table.rows[0].question, int(table.valid.most[spot])
    return Exposure(", ".join(filter(None, names)), question, valid, least, most)
