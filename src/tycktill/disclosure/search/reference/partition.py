"""The partition of a cell's classes into proved intervals that is worth most to a reader (disclosure 6.5)."""

from collections.abc import Sequence
from itertools import pairwise

from tycktill.disclosure.search.reference.proof import Offer
from tycktill.disclosure.search.reference.table import Table, World

_MARGIN = 60
"""Some hundred worlds say how certain a fact is to about so many thousandths."""

_JUDGED = 20
"""Fewer worlds say too little of how certain a fact is."""

_COARSE = 6
"""Classes of a nation's row that are asked about at a time."""

_NARROW = (0, 1000, 750, 625, 500)

Facts = list[list[int]]
"""Before each class, in how many worlds drawn each fact holds."""


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


def sort_worlds(offer: Offer) -> None:
    """Part the worlds into classes of the cell; gaps go with the class below."""
    s, cell = offer.s, offer.cell
    assert cell is not None
    number = [offer.class_number(s.totals[w][cell]) for w in range(s.drawn)]
    offer.order = sorted(range(s.drawn), key=lambda w: number[w])
    least = s.drawn // _COARSE if s.shelf else 1  # of a nation coarse classes first, finer ones when asked again
    edge: list[int] = []
    for q, w in enumerate(offer.order):
        if not q or (number[w] != number[offer.order[q - 1]] and q - edge[-1] >= least):
            edge.append(q)
    offer.edge = [*edge, s.drawn]
    offer.weight = [sum(w < offer.weighted for w in offer.order[:q]) for q in offer.edge]
    offer.first = [number[offer.order[q]] for q in edge]
    offer.first[0] = offer.class_number(s.least[cell])
    offer.last = [*(first - 1 for first in offer.first[1:]), offer.class_number(s.most[cell])]


def count_facts(offer: Offer) -> Facts:
    """How often a fact about a base cell holds in the worlds drawn: of few, each number; of more, each end."""
    facts = [[0] * len(_facts(offer.t, offer.s.worlds[0]))]
    for first, end in pairwise(offer.edge):
        shown = [_facts(offer.t, offer.s.worlds[w]) for w in offer.order[first:end] if w < offer.weighted]
        facts.append([sum(each) for each in zip(facts[-1], *shown, strict=True)])
    return facts


def _facts(t: Table, world: World) -> list[bool]:
    found: list[bool] = []
    for n, x in zip(t.valid, world, strict=True):
        found += [x == number for number in range(n + 1)] if n < t.few else [x <= t.end, x >= n - t.end]
    return found


def _is_surer(offer: Offer, facts: Facts, i: int, j: int) -> bool:
    """Whether a fact becomes more certain than the policy allows, and than it was, in the classes i..j-1."""
    drawn, all_drawn = offer.weight[j] - offer.weight[i], offer.weight[-1]
    if drawn < _JUDGED:
        return True
    limit = (offer.t.certain - _MARGIN) * drawn
    return any(
        (after - before) * 1000 > limit and (after - before) * all_drawn > whole * drawn
        for before, after, whole in zip(facts[i], facts[j], facts[-1], strict=True)
    )


def best_partition(offer: Offer, reach: Sequence[int], facts: Facts) -> list[int]:
    """After each class the one that begins the next interval, -1 where no interval begins.

    From class i on, intervals are proved that end with `reach[i]` or later. `facts` is empty where none is too sure.
    """
    k, classes = offer.classes, offer.class_count()
    best, after = [-1] * k + [0], [-1] * k
    for i in reversed(range(k)):
        for j in range(reach[i], k):
            is_all = i == 0 and j == k - 1
            if best[j + 1] < 0 or (facts and not is_all and _is_surer(offer, facts, i, j + 1)):
                continue
            width = offer.last[j] - offer.first[i] + 1
            gain = best[j + 1] + (offer.weight[j + 1] - offer.weight[i]) * worth(width, classes)
            if gain > best[i]:
                best[i], after[i] = gain, j + 1
    return after
