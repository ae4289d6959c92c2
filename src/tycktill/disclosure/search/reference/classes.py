"""Classes of a numerator, and the partition of them into proved intervals that is worth most (disclosure 6.5)."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Protocol

CERTAIN = 1000
"""Thousandths: no limit to how certain a fact may be."""

_ERRORS = 3
"""How many standard errors a fact stays from the limit, as worlds are a sample."""

_JUDGED = 20
"""Fewer worlds say too little of how certain a fact is."""

_NARROW = (0, 1000, 750, 625, 500)

Proof = Callable[[int, int], bool]
"""Whether all that is told is safe if the cell lies in the classes i..j."""


class Told(Protocol):
    """What is told so far, by cell."""

    least: list[int]
    most: list[int]


class Classes:
    """Of a cell of so many answers, of which an interval is told; at first one class, of all worlds.

    `order` is the worlds by class, `edge` where each class begins. `first` and `last` are the numbers that each answers
    for: gaps go with the class below. `weight` is by class the worlds drawn before it; the first `weighted` were drawn,
    others were looked for. `facts` is by class in how many worlds drawn before it each fact holds.
    """

    def __init__(self, told: tuple[int, int], size: int, end: int, certain: int, weighted: int) -> None:
        (self.least, self.most), self.size, self.end = told, size, end
        self.certain, self.weighted = certain, weighted
        self.order, self.edge, self.weight = list(range(weighted)), [0, weighted], [0, weighted]
        self.first, self.last = [0], [0]
        self.facts: list[list[int]] = []

    @property
    def count(self) -> int:
        """Classes of which worlds are at hand."""
        return len(self.first)

    @property
    def possible(self) -> int:
        """Classes of the cell."""
        return self.size - 2 * self.end + 1

    @property
    def is_one(self) -> bool:
        """Whether what is told leaves nothing to ask."""
        return self.number(self.least) == self.number(self.most)

    def number(self, positive: int) -> int:
        """The class of a number of positive answers."""
        return min(max(positive, self.end), self.size - self.end) - self.end

    def interval(self, i: int, j: int) -> tuple[int, int]:
        """What the classes i..j say of the cell, within what is told."""
        first, last = self.first[i], self.last[j]
        least = first + self.end if first else 0
        most = last + self.end if last < self.possible - 1 else self.size
        return max(least, self.least), min(most, self.most)

    def worlds(self, i: int, j: int) -> list[int]:
        """The worlds of the classes i..j."""
        return self.order[self.edge[i] : self.edge[j + 1]]

    def sort(self, totals: Sequence[int], fewest: int) -> None:
        """Part worlds, of which the cell's totals are given, into classes of at least so many worlds."""
        number = [self.number(total) for total in totals]
        self.order = sorted(range(len(totals)), key=number.__getitem__)
        edge: list[int] = []
        for q, w in enumerate(self.order):
            if not q or (number[w] != number[self.order[q - 1]] and q - edge[-1] >= fewest):
                edge.append(q)
        self.edge = [*edge, len(totals)]
        self.weight = [sum(w < self.weighted for w in self.order[:q]) for q in self.edge]
        self.first = [number[self.order[q]] for q in edge]
        self.first[0] = self.number(self.least)
        self.last = [*(first - 1 for first in self.first[1:]), self.number(self.most)]

    def count_facts(self, shown: Callable[[int], list[bool]]) -> None:
        """Take in which facts hold in each world drawn."""
        self.facts = [[0] * len(shown(0))]
        for first, end in pairwise(self.edge):
            own = [shown(w) for w in self.order[first:end] if w < self.weighted]
            self.facts.append([sum(each) for each in zip(self.facts[-1], *own, strict=True)])

    def is_surer(self, i: int, j: int) -> bool:
        """Whether a fact becomes more certain than the policy allows, and than it was, in the classes i..j-1."""
        drawn, every = self.weight[j] - self.weight[i], self.weight[-1]
        if drawn < _JUDGED:
            return True
        return any(
            _is_near_limit(self.certain, after - before, drawn) and (after - before) * every > whole * drawn
            for before, after, whole in zip(self.facts[i], self.facts[j], self.facts[-1], strict=True)
        )


def _is_near_limit(certain: int, holds: int, drawn: int) -> bool:
    """Whether a fact that holds in so many of the worlds drawn may be as certain as the limit, or more."""
    room = certain * drawn - 1000 * holds
    return room < 0 or room**2 < _ERRORS**2 * certain * (1000 - certain) * drawn


@contextmanager
def kept_within(c: Classes, s: Told, cell: int | None, i: int, j: int) -> Iterator[None]:
    """Keep moves within an interval of a cell while it is being looked at."""
    if cell is None:
        yield
        return
    before = s.least[cell], s.most[cell]
    s.least[cell], s.most[cell] = c.interval(i, j)
    yield
    s.least[cell], s.most[cell] = before


def facts_about(few: int, end: int, size: int, positive: int) -> list[bool]:
    """Which facts about a base cell hold: of few, how many are positive; of more, that nearly nobody or all are."""
    if size < few:
        return [positive == number for number in range(size + 1)]
    return [positive <= end, positive >= size - end]


def worth(width: int, classes: int) -> int:
    """What an interval of so many of a cell's classes is worth to a reader, in thousandths (disclosure 6.5)."""
    if width >= classes:
        return 0
    if width < len(_NARROW):
        return _NARROW[width]
    whole, own = _log2(classes) - 2048, _log2(width) - 2048
    return 500 * (whole - own) // whole if whole > own else 0


def _log2(x: int) -> int:
    """In 1024ths, rounded down: whole numbers only."""
    two = 2 << 20
    whole = x.bit_length() - 1
    y, result = (x << 20) >> whole, whole << 10
    for bit in (512, 256, 128, 64, 32, 16, 8, 4, 2, 1):
        y = y * y >> 20
        if y >= two:
            y >>= 1
            result += bit
    return result


def proved_intervals(c: Classes, is_proved: Proof, is_proved_few: Proof) -> list[tuple[int, int]]:
    """Intervals that part all classes, every one proved; all classes together need no proof: that is told already.

    What proves an interval proves any that holds it.
    """
    reach, safe = _reach(c, is_proved), dict[int, int]()
    while True:
        pairs = [(i, after - 1) for i, after in pairwise(_edges(c, reach))]
        for i, j in pairs if len(pairs) > 1 else []:
            if safe.get(i, c.count) <= j:
                continue
            if not is_proved_few(i, j):
                reach[i : j + 1] = [max(each, j + 1) for each in reach[i : j + 1]]
                break
            safe[i] = j
        else:
            return [c.interval(*pair) for pair in pairs]


def _reach(c: Classes, is_proved: Proof) -> list[int]:
    """For each class the first with which an interval from it on is proved."""
    j, reach = 0, []
    for i in range(c.count):
        j = max(i, j)
        while j < c.count and (i, j) != (0, c.count - 1) and not is_proved(i, j):
            j += 1
        reach.append(j)
    return reach


def _edges(c: Classes, reach: Sequence[int]) -> list[int]:
    """The classes that begin the intervals of the partition that is worth most, and the end."""
    after, edges = _best_partition(c, reach), [0]
    while edges[-1] < c.count:
        edges.append(after[edges[-1]])
    return edges


def _best_partition(c: Classes, reach: Sequence[int]) -> list[int]:
    """After each class the one that begins the next interval, -1 where no interval begins.

    From class i on, intervals are proved that end with `reach[i]` or later.
    """
    k = c.count
    best, after = [-1] * k + [0], [-1] * k
    for i in reversed(range(k)):
        for j in range(reach[i], k):
            is_all = i == 0 and j == k - 1
            if best[j + 1] < 0 or (c.certain < CERTAIN and not is_all and c.is_surer(i, j + 1)):
                continue
            own = (c.weight[j + 1] - c.weight[i]) * worth(c.last[j] - c.first[i] + 1, c.possible)
            if best[j + 1] + own > best[i]:
                best[i], after[i] = best[j + 1] + own, j + 1
    return after
