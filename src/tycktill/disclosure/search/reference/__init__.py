"""The search in Python, for reading and for machines without a C compiler: the functions of `compiled`, the same bytes.

Its modules are the files that `core.c` is made of, idea by idea; a test holds the two against each other.
"""

from collections.abc import Sequence
from itertools import product

from tycktill.disclosure.model.table import Numbers
from tycktill.disclosure.search.arrays import JointArrays, JointStateArrays, Limits, StateArrays, TableArrays
from tycktill.disclosure.search.reference.chains import LONG, Broken, apply, mend, vary
from tycktill.disclosure.search.reference.classes import CERTAIN
from tycktill.disclosure.search.reference.few import is_proved_few
from tycktill.disclosure.search.reference.follow import narrow_bounds
from tycktill.disclosure.search.reference.joint import Exchanges, Joint, JointState
from tycktill.disclosure.search.reference.joint_proof import JointOffer
from tycktill.disclosure.search.reference.lots import Lots
from tycktill.disclosure.search.reference.offering import intervals
from tycktill.disclosure.search.reference.proof import IntervalOffer
from tycktill.disclosure.search.reference.table import State, Table
from tycktill.disclosure.search.reference.worlds import Habit, add_up, at, draw_cell, draw_world, walk

_TURNS, _NEAR = 200, 32


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


def offer(table: TableArrays, state: StateArrays, cell: int, limits: Limits, seed: int) -> Sequence[tuple[int, int]]:
    """Intervals that part all that a cell may be, every one proved safe (disclosure 6.5, 6.7, 6.8)."""
    s = State(Table(table), state)
    s.keep(list(range(s.drawn)))
    own = IntervalOffer(s, cell, limits, seed)
    found = [(s.least[cell], s.most[cell])] if own.c.is_one else intervals(own)
    s.drawn = own.c.weighted
    s.write_back()
    return found


def narrow(table: TableArrays, state: StateArrays, cell: int, near: Numbers, seed: int) -> None:
    """After an answer: keep the worlds that agree with it, and draw others from them by walking (disclosure 6.6).

    Those that are proof stay as they are. Few kept walk everywhere; else at the base cells near the cell, where there
    are such: three times as far where worlds also say how certain a fact is.
    """
    s, lots, habit = State(Table(table), state), Lots(seed), Habit()
    kept = [w for w, total in enumerate(s.totals) if s.least[cell] <= total[cell] <= s.most[cell]][: 2 * s.wanted]
    if not kept:
        return
    s.keep(kept)
    count, is_few, proof = len(kept), len(kept) < s.wanted // 3, _proof(s)
    far = 3 if s.t.certain < CERTAIN else 1
    for _ in range(count, s.wanted):
        _add_copy(s, lots.below(count))
    s.drawn = len(s.worlds)
    for w in range(s.drawn):
        if w < count and (w in proof or (not is_few and w < count // 2)):
            continue
        if is_few or not len(near):
            walk(s, at(s, w), range(s.t.bases), far * (2 * s.t.bases + 8), habit, lots)
        if len(near):
            walk(s, at(s, w), near.tolist(), far * (2 * len(near) + 8), habit, lots)
    s.write_back()


def is_safe(table: TableArrays, state: StateArrays, limits: Limits, seed: int) -> bool:
    """Whether what is told is proved safe: worlds are those drawn. What proves it is kept (disclosure 6.7, 6.8)."""
    s = State(Table(table), state)
    if not s.t.bases:
        return True
    s.keep(list(range(s.drawn)))
    own = IntervalOffer(s, None, limits, seed)
    own.look()
    result = own.is_proved(0, 0) and is_proved_few(own, 0, 0)
    s.write_back()
    return result


def spread(table: TableArrays, state: StateArrays, count: int, seed: int) -> None:
    """Keep worlds that lie near the first ones drawn: one answer otherwise, and what it takes to mend that."""
    s, lots = State(Table(table), state), Lots(seed)
    for w, base, sign in product(range(min(count, s.drawn)), range(s.t.bases), (-1, 1)):
        world, total = s.worlds[w], s.totals[w]
        chain = [] if len(s.worlds) == s.capacity else vary(Broken(s, world, total), (base, sign), (), _NEAR, lots)
        if chain:
            s.add(world, total, s.odds[w])
            apply(s, world, total, chain, -1)
    s.write_back()


def follow(table: TableArrays, least: Numbers, most: Numbers, rounds: int) -> bool:
    """Narrow bounds of nodes by sums; False where they contradict each other (disclosure 6.10)."""
    low, high = least.tolist(), most.tolist()
    result = narrow_bounds(Table(table), low, high, rounds)
    least[:], most[:] = low, high
    return result


def joint_begin(joint: JointArrays, state: JointStateArrays, seed: int) -> bool:
    """Draw joint worlds, each municipality's by lot, within what is told of joint rows; whether any could be."""
    s, lots = JointState(Joint(joint), state), Lots(seed)
    x = Exchanges(s, lots)
    s.keep([])
    for _ in range(s.wanted):
        s.add([own[lots.below(len(own))] for own in s.j.worlds_of])
        if not x.settle(len(s.worlds) - 1):
            s.keep(range(len(s.worlds) - 1))
    _walk_on(x)
    s.write_back()
    return bool(s.worlds)


def joint_offer(joint: JointArrays, state: JointStateArrays, row: int, seed: int) -> Sequence[tuple[int, int]]:
    """Intervals that part all that a joint row may be, every one proved safe (disclosure 6.9).

    Joint worlds that were looked for stay until the next offer: the answer may be where they alone are.
    """
    s = JointState(Joint(joint), state)
    s.keep(range(min(len(s.worlds), s.wanted)))
    own = JointOffer(s, row, seed)
    found = [(s.least[row], s.most[row])] if own.c.is_one else own.intervals()
    s.write_back()
    return found


def joint_narrow(joint: JointArrays, state: JointStateArrays, row: int, seed: int) -> None:
    """After an answer: keep the joint worlds that agree with it, and draw others from them (disclosure 6.9)."""
    s = JointState(Joint(joint), state)
    kept = [w for w, total in enumerate(s.totals) if s.least[row] <= total[row] <= s.most[row]]
    s.keep(kept[: s.wanted])
    _walk_on(Exchanges(s, Lots(seed)))
    s.write_back()


def joint_is_safe(joint: JointArrays, state: JointStateArrays, seed: int) -> bool:
    """Whether what is told of joint rows and in municipalities is proved safe (disclosure 6.9)."""
    own = JointOffer(JointState(Joint(joint), state), None, seed)
    return own.is_proved(0, 0) and own.is_proved_few(0, 0)


def _walk_on(x: Exchanges) -> None:
    """Draw joint worlds from those at hand until there are enough."""
    kept = len(x.s.worlds)
    for _ in range(kept, x.s.wanted if kept else 0):
        x.walk(x.lots.below(kept), len(x.j.towns))


def _is_settled(s: State, w: int, lots: Lots) -> bool:
    for _ in range(_TURNS):
        b = Broken(s, s.worlds[w], s.totals[w])
        for cell in range(s.t.cells):
            b.note(cell)
        if mend(b, [], (), LONG, lots):
            return True
    return False


def _add_copy(s: State, w: int) -> None:
    s.add(s.worlds[w], s.totals[w], s.odds[w])


def _proof(s: State) -> set[int]:
    """The first world, and for each target the first in which it is otherwise."""
    found = {0} if s.worlds else set()
    for target in range(len(s.t.members)):
        values = [s.value(target, world, total) for world, total in zip(s.worlds, s.totals, strict=True)]
        found.update(next(([w] for w, value in enumerate(values) if value != values[0]), []))
    return found
