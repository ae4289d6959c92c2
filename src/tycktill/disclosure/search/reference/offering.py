"""An offer from beginning to end: worlds sorted by what they say of the cell, then proved intervals of them."""

from functools import partial

from tycktill.disclosure.search.reference.chains import LONG, Broken, mend
from tycktill.disclosure.search.reference.classes import CERTAIN, facts_about, proved_intervals
from tycktill.disclosure.search.reference.few import is_proved_few
from tycktill.disclosure.search.reference.proof import IntervalOffer

STRETCH = 4
"""Worlds looked for on either side of those drawn."""


def intervals(offer: IntervalOffer) -> list[tuple[int, int]]:
    """Intervals that part all that a cell may be, every one proved safe."""
    s, c, cell = offer.s, offer.c, offer.cell
    assert cell is not None
    _stretch(offer, cell)
    c.sort([total[cell] for total in s.totals], 1)
    offer.look()
    if c.certain < CERTAIN:
        c.count_facts(partial(_facts, offer))
    return proved_intervals(c, offer.is_proved, partial(is_proved_few, offer))


def _stretch(offer: IntervalOffer, cell: int) -> None:
    """Worlds beyond those drawn, as far as sums let the cell go, so that what hardly ever happens need not be told with
    the rest."""
    s = offer.s
    least, most = s.least[cell], s.most[cell]
    drawn = [total[cell] for total in s.totals]
    for ends in ((least, min(drawn) - 1), (max(drawn) + 1, most)):
        if not offer.may_lie(s.t.bases + cell, *ends):
            continue
        s.least[cell], s.most[cell] = ends
        for _ in range(STRETCH):
            if len(s.worlds) >= s.capacity:
                break
            w = offer.lots.below(offer.c.weighted)
            b = Broken(s, s.worlds[w][:], s.totals[w][:])
            b.note(cell)
            if mend(b, [], (), LONG, offer.lots):
                offer.keep(b.world, b.total)
    s.least[cell], s.most[cell], s.drawn = least, most, len(s.worlds)


def _facts(offer: IntervalOffer, w: int) -> list[bool]:
    """Which facts about base cells hold in a world."""
    t, world = offer.t, offer.s.worlds[w]
    return [fact for n, x in zip(t.valid, world, strict=True) for fact in facts_about(t.few, t.end, n, x)]
