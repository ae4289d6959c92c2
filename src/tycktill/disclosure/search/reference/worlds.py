"""Other worlds from one: a walk that keeps the prior's odds within what is told (disclosure 6.6)."""

from collections.abc import Sequence

from tycktill.disclosure.search.reference.chains import Chain, apply, is_allowed
from tycktill.disclosure.search.reference.lots import Lots
from tycktill.disclosure.search.reference.table import State, Table, World

_KINDS = range(16)
_BY_GENDER = {3, 6, 8, 9, 10, 11, 15}
_BY_UNIT = {4, 5, 6, *range(8, 16)}
_BY_KIND = {7, *range(12, 16)}


def add_up(t: Table, world: World) -> World:
    """A world's totals by cell."""
    return [sum(world[base] for base in bases) for bases in t.bases_of]


def draw_world(s: State, world: World, share: int, lots: Lots) -> None:
    """A world from the prior with this share, in 256ths, of positive answers."""
    for base, valid in enumerate(s.t.valid):
        world[base] = sum(lots.below(256) < share for _ in range(valid))


def draw_cell(s: State, world: World, cell: int, lots: Lots) -> None:
    """Share what is told of a cell out among its people."""
    left = s.t.size[s.t.bases + cell]
    positive = s.least[cell] + lots.below(s.most[cell] - s.least[cell] + 1)
    for base in s.t.bases_of[cell]:
        world[base] = 0
        for _ in range(s.t.valid[base]):
            if lots.below(left) < positive:
                world[base] += 1
                positive -= 1
            left -= 1


class Habit:
    """How often each kind of exchange was allowed of late: what is told so far rules most of them out."""

    def __init__(self) -> None:
        self.tried, self.allowed, self._weight = [0] * 16, [0] * 16, [0] * 16
        self._steps = 0

    def kind(self, lots: Lots) -> int:
        """The kind to try now."""
        if self._steps % 64 == 0:
            self._learn()
        self._steps += 1
        left, kind = lots.below(sum(self._weight)), 0
        while left >= self._weight[kind]:
            left -= self._weight[kind]
            kind += 1
        return kind

    def _learn(self) -> None:
        for kind in _KINDS:
            self._weight[kind] = 1 + 60 * self.allowed[kind] // (self.tried[kind] + 1)
            self.tried[kind] -= self.tried[kind] // 4
            self.allowed[kind] -= self.allowed[kind] // 4


def exchange(t: Table, base: int, sign: int, which: int, lots: Lots) -> Chain:
    """An exchange that changes this base cell with another gender, unit or target group or several of these.

    The corners of a box, of alternating signs; empty where the lots fall on none.
    """
    place, own = t.place[base], t.gender[base]
    if which < 3:
        return [(base, sign)]
    gender = lots.below(3) if which in _BY_GENDER else own
    there = _any_of(t.of_kind[t.kind[place]], lots) if which in _BY_UNIT else place
    if (which in _BY_GENDER and gender == own) or (which in _BY_UNIT and t.unit[there] == t.unit[place]):
        return []
    if which == 6:
        other = t.base_at[there][gender]
        return [] if other < 0 else [(base, sign), (other, -sign)]
    corners = [place, there]
    if which in _BY_KIND:
        kind = t.kind[_any_of(t.of_unit[t.unit[place]], lots)]
        if kind == t.kind[place]:
            return []
        corners += [t.place_at[t.unit[place]][kind], t.place_at[t.unit[there]][kind]]
    genders = [own, gender] if which in _BY_GENDER else [own]
    return _box(t, corners, genders, 1 if which in _BY_UNIT else 2, sign)


def _box(t: Table, corners: Sequence[int], genders: Sequence[int], by: int, sign: int) -> Chain:
    """The base cells of these genders in every corner; empty where one of them is not there."""
    chain: Chain = []
    for k in range(0, len(corners), by):
        for g, gender in enumerate(genders):
            base = t.base_at[corners[k]][gender] if corners[k] >= 0 else -1
            if base < 0:
                return []
            chain.append((base, -sign if (k + k // 2 + g) % 2 else sign))
    return chain


def _any_of(numbers: Sequence[int], lots: Lots) -> int:
    return numbers[lots.below(len(numbers))]


def is_accepted(t: Table, world: World, chain: Chain, share: int, lots: Lots) -> bool:
    """Whether the prior accepts an exchange: each change by itself, which keeps the balance of the whole.

    This is the factorised Metropolis filter.
    """
    for base, sign in chain:
        x, n, up, down = world[base], t.valid[base], share, 256 - share
        over, under = (up * (n - x), down * (x + 1)) if sign > 0 else (down * x, up * (n - x + 1))
        if over < under and (lots.draw() >> 40) * under >= over << 24:
            return False
    return True


def walk(s: State, at: tuple[World, World, int], bases: Sequence[int], steps: int, habit: Habit, lots: Lots) -> None:
    """Steps of a Markov chain within what is told, each at one of these base cells.

    `at` is a world, its totals and its share.
    """
    world, total, share = at
    for _ in range(steps):
        base = bases[lots.below(len(bases))]
        sign = 1 if lots.below(2) else -1
        which = habit.kind(lots)
        chain = exchange(s.t, base, sign, which, lots)
        habit.tried[which] += 1
        if not chain or not is_allowed(s, world, total, chain):
            continue
        habit.allowed[which] += 1
        if is_accepted(s.t, world, chain, share, lots):
            apply(s, world, total, chain)


def at(s: State, w: int) -> tuple[World, World, int]:
    """A world, its totals and its share."""
    return s.worlds[w], s.totals[w], s.odds[w]
