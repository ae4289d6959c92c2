"""Worlds that fit a release of any size, as far from each other as can be: integer programmes with random aims."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array
from tests.tycktill.disclosure.every_world.tables import Numbers, Table, Told, Whole
from tests.tycktill.disclosure.every_world.worlds import is_pinned

_Aim = NDArray[np.float64]

SECONDS = 20.0
"""A programme that takes longer is given up: it is the test that stops then, and nothing that is tested."""


def extreme_worlds(table: Table, told: Told, *, number: int, random: np.random.Generator) -> Iterator[Numbers]:
    """So many worlds at most, each the outermost in a direction: of few people, of a row, or of everybody."""
    seen = set()
    for turn in range(number):
        world = _outermost(table, told, _aim(table, turn, random))
        if world is not None and world.tobytes() not in seen:
            seen.add(world.tobytes())
            yield dict(zip(table.bases, world.tolist(), strict=True))


def pinned(table: Table, told: Told, truth: Numbers, random: np.random.Generator) -> Iterator[tuple[int, ...]]:
    """Sets of base cells of which T1, T2 or T3 does not hold, however large the table.

    What differs between worlds that are known to fit is no such set. Of each other the least and the greatest sum are
    looked for, and the worlds found thereby are known for the next.
    """
    known = [truth, *extreme_worlds(table, told, number=8, random=random)]
    worlds = np.array([[world[base] for base in table.bases] for world in known], np.int64)
    for who in _suspects(table, worlds, random):
        for sign in (1.0, -1.0):
            if not is_pinned(worlds, table, who):
                break
            aim = np.zeros(len(table.bases))
            aim[list(who)] = sign
            found = _outermost(table, told, aim)
            assert found is not None, "the truth itself fits"
            worlds = np.concatenate([worlds, found[None]])
        if is_pinned(worlds, table, who):
            yield who


def _suspects(table: Table, worlds: Whole, random: np.random.Generator) -> Iterator[tuple[int, ...]]:
    """Sets that are the same in these worlds where they must not be: base cells, atoms, rows, and sets of few."""
    rows = (tuple(np.flatnonzero(line).tolist()) for line in table.members)
    single = ((number,) for number in range(len(table.bases)))
    yield from (who for who in {*single, *table.atoms, *rows} if is_pinned(worlds, table, who))
    weights = random.integers(1, 2**40, len(worlds))
    change = (weights @ (worlds - worlds[0])).tolist()  # nothing for whoever is the same in all worlds
    yield from (who for who in table.sensitive_sets() if not sum(change[number] for number in who))


def fits(table: Table, told: Told, world: Numbers) -> bool:
    """Whether a world gives every told interval."""
    least, most = table.limits(told)
    sums = table.members.astype(np.int64) @ np.array([world[base] for base in table.bases], np.int64)
    return bool(((sums >= least) & (sums <= most)).all())


def _aim(table: Table, turn: int, random: np.random.Generator) -> _Aim:
    """What is to be as small as can be; a little of everything makes the outermost world one alone."""
    little = 1e-3 * random.standard_normal(len(table.bases))
    if turn % 3 == 0 or not table.rows:
        return np.asarray(random.standard_normal(len(table.bases)))
    if turn % 3 == 1:
        few = random.choice(len(table.bases), min(3, len(table.bases)), replace=False)
        little[few] += random.choice([-1.0, 1.0], len(few))
        return little
    return np.asarray(little + random.choice([-1.0, 1.0]) * table.members[random.integers(len(table.rows))])


def _outermost(table: Table, told: Told, aim: _Aim) -> Whole | None:
    least, most = table.limits(told)
    rows = LinearConstraint(csr_array(table.members.astype(float)), least, most)
    bounds, whole = Bounds(0, table.valid), np.ones(len(table.bases), np.int64)
    solved = milp(aim, constraints=rows, bounds=bounds, integrality=whole, options={"time_limit": SECONDS})
    if solved.x is None:
        return None
    world: Whole = np.round(solved.x).astype(np.int64)
    assert fits(table, told, dict(zip(table.bases, world.tolist(), strict=True))), "the solver's world does not fit"
    return world
