"""The search in Python, for reading and for machines without a C compiler: the functions of `compiled`, the same bytes.

Its modules are the files that `core.c` is made of, idea by idea; a test holds the two against each other.
"""

from collections.abc import Sequence

import numpy as np

from tycktill.disclosure.model.table import Numbers
from tycktill.disclosure.search.arrays import StateArrays, TableArrays
from tycktill.disclosure.search.reference.chains import LONG, Broken, mend
from tycktill.disclosure.search.reference.few import is_proved_few
from tycktill.disclosure.search.reference.follow import narrow_bounds
from tycktill.disclosure.search.reference.lots import Lots
from tycktill.disclosure.search.reference.offering import intervals
from tycktill.disclosure.search.reference.proof import Offer
from tycktill.disclosure.search.reference.table import State, Table
from tycktill.disclosure.search.reference.worlds import Habit, add_up, at, draw_cell, draw_world, shuffle, walk

_TURNS = 200


def totals(table: TableArrays, state: StateArrays) -> None:
    """Add the worlds up by cell."""
    s = State(Table(table), state)
    s.totals[:] = [add_up(s.t, world) for world in s.worlds]
    s.write_back()


def begin(table: TableArrays, state: StateArrays, free: Numbers, shares: Numbers, seed: int) -> None:
    """Draw worlds from the prior, given what is told of the cells of the free base (disclosure 6.6)."""
    s, lots = State(Table(table), state), Lots(seed)
    for w, world in enumerate(s.worlds):
        s.odds[w] = int(shares[lots.below(len(shares))])
        draw_world(s, world, s.odds[w], lots)
        for cell in free.tolist():
            draw_cell(s, world, cell, lots)
        s.totals[w] = add_up(s.t, world)
    s.write_back()


def settle(table: TableArrays, state: StateArrays, seed: int) -> bool:
    """Bring every world within what is told; others take the place of those that cannot be. Whether any could."""
    s, lots, habit = State(Table(table), state), Lots(seed), Habit()
    count = len(s.worlds)
    kept = [w for w in range(count) if _is_settled(s, w, lots)]
    if kept:
        s.keep(kept)
        for _ in range(len(kept), count):
            _add_copy(s, lots.below(len(kept)))
            walk(s, at(s, len(s.worlds) - 1), range(s.t.bases), 3 * s.t.bases, habit, lots)
    s.write_back()
    return bool(kept)


def offer(table: TableArrays, state: StateArrays, cell: int, limits: Numbers, seed: int) -> Sequence[tuple[int, int]]:
    """Intervals that part all that a cell may be, every one proved safe (disclosure 6.5, 6.7, 6.8)."""
    s = State(Table(table), state)
    s.keep(list(range(s.drawn)))
    own = Offer(s, cell, limits.tolist(), seed)
    if own.class_number(s.least[cell]) == own.class_number(s.most[cell]):
        found = [(s.least[cell], s.most[cell])]
    else:
        found = intervals(own)
    s.drawn = own.weighted
    s.write_back()
    return found


def narrow(table: TableArrays, state: StateArrays, cell: int, near: Numbers, seed: int) -> None:
    """After an answer: keep the worlds that agree with it, and draw others from them by walking (disclosure 6.6).

    Those that are proof stay as they are. Few kept walk everywhere; else at the base cells near the cell, where there
    are such. Worlds of several municipalities hold proof of chains: all that are kept stay.
    """
    s, lots, habit = State(Table(table), state), Lots(seed), Habit()
    kept = [w for w, total in enumerate(s.totals) if s.least[cell] <= total[cell] <= s.most[cell]][: 2 * s.wanted]
    if not kept:
        return
    s.keep(kept)
    count, is_few, is_joint = len(kept), len(kept) < s.wanted // 3, len(s.t.blocks) > 1
    proof = _proof(s)
    for _ in range(count, s.wanted):
        _add_copy(s, lots.below(count))
    s.drawn = len(s.worlds)
    for w in range(count, s.drawn if s.shelf else count):
        shuffle(s, w, len(s.t.blocks) // 2, lots)
    for w in range(s.drawn):
        if w < count and (w in proof or (not is_few and w < count // 2) or is_joint):
            continue
        if is_few or not len(near):
            walk(s, at(s, w), range(s.t.bases), 3 * s.t.bases + 16, habit, lots)
        if len(near):
            walk(s, at(s, w), near.tolist(), 4 * len(near) + 16, habit, lots)
    s.write_back()


def mark_proof(table: TableArrays, state: StateArrays) -> Numbers:
    """By world, drawn or found, 1 where it is proof: the first, and one for each target in which that is otherwise."""
    proof = _proof(State(Table(table), state))
    return np.array([w in proof for w in range(state.count)], np.int32)


def is_safe(table: TableArrays, state: StateArrays, limits: Numbers, seed: int) -> bool:
    """Whether what is told is proved safe: worlds are those drawn (disclosure 6.7, 6.8)."""
    s = State(Table(table), state)
    if not s.t.bases:
        return True
    s.keep(list(range(s.drawn)))
    own = Offer(s, None, limits.tolist(), seed)
    own.look()
    result = own.is_proved(0, 0) and is_proved_few(own, 0, 0)
    s.write_back()
    return result


def follow(table: TableArrays, least: Numbers, most: Numbers, rounds: int) -> bool:
    """Narrow bounds of nodes by sums; False where they contradict each other (disclosure 6.10)."""
    low, high = least.tolist(), most.tolist()
    result = narrow_bounds(Table(table), low, high, rounds)
    least[:], most[:] = low, high
    return result


def _is_settled(s: State, w: int, lots: Lots) -> bool:
    for _ in range(_TURNS):
        b = Broken(s, s.worlds[w], s.totals[w])
        for cell in range(s.t.cells):
            b.note(cell)
        if mend(b, [], (), LONG, lots):
            return True
    return False


def _add_copy(s: State, w: int) -> None:
    s.worlds.append(s.worlds[w][:])
    s.totals.append(s.totals[w][:])
    s.odds.append(s.odds[w])


def _proof(s: State) -> set[int]:
    """The first world, and for each target the first in which it is otherwise."""
    found = {0} if s.worlds else set()
    for target in range(len(s.t.members)):
        values = [s.value(target, world, total) for world, total in zip(s.worlds, s.totals, strict=True)]
        found.update(next(([w] for w, value in enumerate(values) if value != values[0]), []))
    return found
