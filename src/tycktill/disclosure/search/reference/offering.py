"""An offer from beginning to end: worlds sorted by what they say of the cell, then proved intervals of them."""

from itertools import pairwise

from tycktill.disclosure.search.reference.chains import LONG, Broken, mend
from tycktill.disclosure.search.reference.few import is_proved_few
from tycktill.disclosure.search.reference.partition import Facts, best_partition, count_facts, sort_worlds
from tycktill.disclosure.search.reference.proof import Offer

_STRETCH = 4
"""Worlds looked for on either side of those drawn."""


def intervals(offer: Offer) -> list[tuple[int, int]]:
    """Intervals that part all that a cell may be, every one proved safe."""
    _stretch(offer)
    sort_worlds(offer)
    offer.look()
    facts = count_facts(offer) if offer.t.certain < 1000 else []
    edges = _edges(offer, _reach(offer), facts)
    return [offer.interval(i, j - 1) for i, j in pairwise(edges)]


def _stretch(offer: Offer) -> None:
    """Worlds beyond those drawn, so that what hardly ever happens need not be told with the rest."""
    s, cell = offer.s, offer.cell
    assert cell is not None
    least, most = s.least[cell], s.most[cell]
    drawn = [total[cell] for total in s.totals]
    for ends in ((least, min(drawn) - 1), (max(drawn) + 1, most)):
        s.least[cell], s.most[cell] = ends
        for _ in range(_STRETCH):
            if ends[0] > ends[1] or len(s.worlds) >= s.capacity:
                break
            w = offer.lots.below(offer.weighted)
            b = Broken(s, s.worlds[w][:], s.totals[w][:])
            b.note(cell)
            if mend(b, [], (), LONG, offer.lots):
                offer.keep(b.world, b.total)
    s.least[cell], s.most[cell], s.drawn = least, most, len(s.worlds)


def _reach(offer: Offer) -> list[int]:
    """For each class the first with which an interval from it on is proved: all that is told so far is safe."""
    k, j = offer.classes, 0
    reach = []
    for i in range(k):
        j = max(i, j)
        while j < k and not (i == 0 and j == k - 1) and not offer.is_proved(i, j):
            j += 1
        reach.append(j)
    return reach


def _edges(offer: Offer, reach: list[int], facts: Facts) -> list[int]:
    """The classes that begin the intervals of the best partition in which every set of few is proved too."""
    while True:
        after = best_partition(offer, reach, facts)
        edges = [0]
        while edges[-1] < offer.classes:
            edges.append(after[edges[-1]])
        if len(edges) == 2:
            return edges
        unproved = next((pair for pair in pairwise(edges) if not _is_proved(offer, *pair)), None)
        if unproved is None:
            return edges
        i, j = unproved
        reach[i:j] = [max(each, j) for each in reach[i:j]]


def _is_proved(offer: Offer, i: int, j: int) -> bool:
    return offer.is_proved(i, j - 1) and is_proved_few(offer, i, j - 1)
