"""Joint rows: rows of several municipalities (disclosure 6.9).

A joint world takes each municipality's world from a pool, in which all agree with what was told there. Joint rows
are sums over municipalities: what exchanging the world of one does to them, exchanges of one or two others take back.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice, pairwise

from tycktill.disclosure.search.arrays import JointArrays, JointStateArrays
from tycktill.disclosure.search.reference.lots import WHOLE, Lots

_SCAN, _PAIRS, _OF = 200, 60, 12
"""Worlds that are tried as the last of an exchange, pairs that are tried, worlds of which the best begins a pair."""

_BITS = 12
"""Of the number of a bucket."""

Rows = list[int]
"""By joint row, positive answers or how they change."""

Exchange = list[int]
"""Worlds of the pool that are put in together."""


class Joint:
    """Municipalities with their pools: worlds that are numbered through, and targets that are."""

    def __init__(self, arrays: JointArrays) -> None:
        self.towns, self.rows = range(arrays.towns), range(arrays.rows)
        self.end, self.few = arrays.end, arrays.few
        self.size: list[int] = arrays.size.tolist()
        self.worlds_of = [range(*edges) for edges in pairwise(arrays.world_at.tolist())]
        self.town: list[int] = arrays.town.tolist()
        self.adds: list[Rows] = arrays.adds.tolist()
        self.targets_of = [range(*edges) for edges in pairwise(arrays.target_at.tolist())]
        self.bases_of = [
            range(own.start, own.start + count)
            for own, count in zip(self.targets_of, arrays.bases.tolist(), strict=True)
        ]
        self.target_size: list[int] = arrays.target_size.tolist()
        self.town_of = [town for town in self.towns for _ in self.targets_of[town]]
        values = [arrays.values[first:end] for first, end in pairwise(arrays.value_at.tolist())]
        self._values: list[list[int]] = [
            world
            for own, worlds in zip(values, self.worlds_of, strict=True)
            for world in own.reshape(len(worlds), -1).tolist()
        ]

    @property
    def pool(self) -> int:
        """How many worlds there are."""
        return len(self.town)

    def value(self, world: int, target: int) -> int:
        """A target's positive answers in a world of its municipality."""
        return self._values[world][target - self.targets_of[self.town[world]].start]


class JointState:
    """What is told of each joint row, and joint worlds: the pool's world of each municipality."""

    def __init__(self, joint: Joint, arrays: JointStateArrays) -> None:
        self.j, self._arrays = joint, arrays
        self.wanted, self.capacity = arrays.wanted, arrays.capacity
        self.worlds: list[list[int]] = arrays.worlds[: arrays.count].tolist()
        self.totals: list[Rows] = arrays.totals[: arrays.count].tolist()
        self.least: list[int] = arrays.least.tolist()
        self.most: list[int] = arrays.most.tolist()

    def write_back(self) -> None:
        """Into the arrays that it was made of."""
        arrays, count = self._arrays, len(self.worlds)
        arrays.count = count
        if count:
            arrays.worlds[:count], arrays.totals[:count] = self.worlds, self.totals

    def keep(self, which: Sequence[int]) -> None:
        """These joint worlds alone."""
        self.worlds[:], self.totals[:] = [self.worlds[w] for w in which], [self.totals[w] for w in which]

    def add(self, worlds: Sequence[int]) -> None:
        """A joint world of these, one of each municipality."""
        self.worlds.append(list(worlds))
        self.totals.append([sum(self.j.adds[world][row] for world in worlds) for row in self.j.rows])


class Exchanges:
    """A joint world, and how much each world of the pool would change the joint rows.

    Worlds are sorted into buckets by what they do to rows that are told exactly: what takes back a change of these lies
    in one bucket. Municipalities in `used` keep their world.
    """

    def __init__(self, s: JointState, lots: Lots) -> None:
        self.j, self.s, self.lots = s.j, s, lots
        self.used: set[int] = set()
        self.here: list[int] = []
        self.low: Rows = []
        self.high: Rows = []
        self._lots = [lots.draw() for _ in self.j.rows]
        self._by: list[Rows] = []
        self._weight: list[int] = []
        self._key: list[int] = []
        self._bucket: dict[int, list[int]] = {}

    def set_out(self, w: int) -> None:
        """Set out from a joint world."""
        s, total = self.s, self.s.totals[w]
        self.here = s.worlds[w][:]
        self.low = [least - now for least, now in zip(s.least, total, strict=True)]
        self.high = [most - now for most, now in zip(s.most, total, strict=True)]
        self._weight = [lot * (self.low[row] == self.high[row] == 0) for row, lot in enumerate(self._lots)]
        now = [self.j.adds[world] for world in self.here]
        worlds = zip(self.j.adds, self.j.town, strict=True)
        self._by = [[x - y for x, y in zip(own, now[town], strict=True)] for own, town in worlds]
        self._key = [self._key_of(change) for change in self._by]
        self._bucket = defaultdict(list)
        for world, key in enumerate(self._key):
            self._bucket[_bucket_of(key)].append(world)

    def change_by(self, world: int) -> Rows:
        """How putting in a world changes the joint rows."""
        return self._by[world]

    def change_by_all(self, exchange: Exchange) -> Rows:
        """How an exchange does."""
        return [sum(each) for each in zip([0] * len(self.j.rows), *map(self.change_by, exchange), strict=True)]

    def _key_of(self, change: Rows) -> int:
        return sum(weight * by for weight, by in zip(self._weight, change, strict=True) if weight) & WHOLE

    def _is_told(self, change: Rows) -> bool:
        """Whether joint rows that have changed so are within what is told."""
        return all(low <= by <= high for low, by, high in zip(self.low, change, self.high, strict=True))

    def excess(self, change: Rows) -> int:
        """How far joint rows that have changed so are from what is told."""
        return sum(max(low - by, by - high, 0) for low, by, high in zip(self.low, change, self.high, strict=True))

    def take_back(self, change: Rows) -> Exchange | None:
        """What takes back so much change of the joint rows, put in too; None where it is not found."""
        if self._is_told(change):
            return []
        last = self._last(change)
        if last is not None:
            return [last]
        for _ in range(_PAIRS):
            first = self._first(change)
            if first is None:
                continue
            last = self._last(_added(change, self.change_by(first)), self.j.town[first])
            if last is not None:
                return [first, last]
        return None

    def _last(self, change: Rows, but: int | None = None) -> int | None:
        """A world, of a municipality that may be exchanged and is not `but`, with which all is as told."""
        wanted = -self._key_of(change) & WHOLE
        bucket = self._bucket.get(_bucket_of(wanted), [])
        start, town_of = self.lots.below(len(bucket)), self.j.town
        for world in islice(bucket[start:] + bucket[:start], _SCAN):
            is_right = self._key[world] == wanted and town_of[world] not in self.used and town_of[world] != but
            if is_right and self._is_told(_added(change, self._by[world])):
                return world
        return None

    def _first(self, change: Rows) -> int | None:
        """Of some worlds by lot the one that leaves least to take back."""
        best, far = None, 0
        for world in [self.lots.below(self.j.pool) for _ in range(_OF)]:
            town = self.j.town[world]
            if town in self.used or world == self.here[town]:
                continue
            own = self.excess(_added(change, self.change_by(world)))
            if best is None or own < far:
                best, far = world, own
        return best

    def exchange_for(self, world: int) -> Exchange:
        """An exchange that puts this world in; of none: none is found."""
        town = self.j.town[world]
        was_used = town in self.used
        self.used.add(town)
        more = self.take_back(self.change_by(world))
        if not was_used:
            self.used.remove(town)
        return [] if more is None else [world, *more]

    def put_in(self, w: int, exchange: Exchange) -> None:
        """Into a joint world that was the same as the one set out from, but for municipalities that are used."""
        for world in exchange:
            self.s.worlds[w][self.j.town[world]] = world
        self.s.totals[w] = _added(self.s.totals[w], self.change_by_all(exchange))

    def walk(self, start: int, steps: int, row: int = 0, way: int = 0) -> None:
        """Add another joint world, made from this one by exchanges of municipalities, each at most once.

        Where `way` is 1 or -1 a row goes up or down with each of them.
        """
        self.set_out(start)
        change, w = [0] * len(self.j.rows), len(self.s.worlds)
        self.s.add(self.here)
        for _ in range(steps):
            world = self.lots.below(self.j.pool)
            if self.j.town[world] in self.used or (way and self.change_by(world)[row] * way <= 0):
                continue
            if way > 0:
                self.low[row] = change[row] + 1
            if way < 0:
                self.high[row] = change[row] - 1
            self.used.add(self.j.town[world])
            more = self.take_back(_added(change, self.change_by(world)))
            if more is None:
                self.used.remove(self.j.town[world])
                continue
            self.put_in(w, [world, *more])
            self.used.update(self.j.town[each] for each in more)
            change = _added(change, self.change_by_all([world, *more]))
        self.used.clear()

    def settle(self, w: int) -> bool:
        """Bring a joint world within what is told, the exchange that helps most at a time; whether that was done."""
        self.set_out(w)
        change = [0] * len(self.j.rows)
        for _ in self.j.towns:
            best = self._most_helpful(change) if self.excess(change) else None
            if best is None:
                break
            self.put_in(w, [best])
            self.used.add(self.j.town[best])
            change = _added(change, self.change_by(best))
        self.used.clear()
        return not self.excess(change)

    def _most_helpful(self, change: Rows) -> int | None:
        start, far, best = self.lots.below(self.j.pool), self.excess(change), None
        for k in range(self.j.pool):
            world = (start + k) % self.j.pool
            if self.j.town[world] not in self.used:
                own = self.excess(_added(change, self.change_by(world)))
                if own < far:
                    far, best = own, world
        return best


def _added(x: Rows, y: Rows) -> Rows:
    return [a + b for a, b in zip(x, y, strict=True)]


def _bucket_of(key: int) -> int:
    return (key * 0x9E3779B97F4A7C15 & WHOLE) >> 64 - _BITS
