"""T3: whether every set of base cells of few answers together has another sum in some world (disclosure 6.8).

A set never changes only if its sum is the same in every world and before and after every chain. Each base cell has a
random sum over worlds and chains; those of a set that never changes add up to nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from tycktill.disclosure.search.reference.chains import Broken, Chain, apply, is_allowed, vary
from tycktill.disclosure.search.reference.lots import WHOLE
from tycktill.disclosure.search.reference.proof import IntervalOffer, Sensitive
from tycktill.disclosure.search.reference.table import World

_MOST_FEW, _HALVES, _PARTS = 16, 120_000, 2_000
_TRIES, _STEPS = 4, 16


class Few(NamedTuple):
    """A set of base cells: its random sum, its answers, its base cells."""

    sum: int
    bases: tuple[int, ...]
    people: int


class Full(Exception):
    """There are too many sets to try: nothing is proved then."""


def is_proved_few(offer: IntervalOffer, i: int, j: int) -> bool:
    """Whether every set of base cells of few answers together is proved to vary in the classes i..j."""
    t, sums = offer.t, [0] * offer.t.bases
    worlds = offer.c.worlds(i, j)
    found: list[Few] = []
    with offer.within(i, j):
        _weigh_chains(offer, worlds, sums)
        _weigh_worlds(offer, sums)
        single = [Few(sums[base], (base,), t.valid[base]) for base in range(t.bases) if t.valid[base] < t.few]
        try:
            add_cancelling(t.few, single, found)
            add_unions(t.few, found)
        except Full:
            return False
        return all(_is_proved_set(offer, each, worlds) for each in found)


def _weigh_chains(offer: IntervalOffer, worlds: Sequence[int], sums: list[int]) -> None:
    """Add to the sums of base cells what chains from worlds of the interval do to them."""
    for base in range(offer.t.bases):
        if offer.t.valid[base] >= offer.t.few:
            continue
        chain = _chain_of(offer, base, worlds)
        weight = offer.lots.draw()
        for changed, sign in chain:
            sums[changed] = sums[changed] + weight * sign & WHOLE


def _chain_of(offer: IntervalOffer, base: int, worlds: Sequence[int]) -> Chain:
    """A chain that changes a base cell in some world of the interval; empty: none is known."""
    kept = offer.remembered(base)
    for k in range(_TRIES):
        w = worlds[k % len(worlds)]
        world, total = offer.s.worlds[w], offer.s.totals[w]
        chain = kept if is_allowed(offer.s, world, total, kept) else []
        for sign in (-1, 1) if not chain else ():
            chain = vary(Broken(offer.s, world, total), (base, sign), (), _STEPS, offer.lots)
            if chain:
                apply(offer.s, world, total, chain, -1)
                break
        if chain:
            _show(offer, world, total, chain)
            return chain
    return []


def _show(offer: IntervalOffer, world: World, total: World, chain: Chain) -> None:
    """Keep the world that a chain leads to, where nothing is asked: it is proof of what is told in the end."""
    if offer.cell is None:
        apply(offer.s, world, total, chain)
        offer.keep(world, total)
        apply(offer.s, world, total, chain, -1)


def _weigh_worlds(offer: IntervalOffer, sums: list[int]) -> None:
    """Add what sets worlds of the interval apart from the first of them."""
    known = _known(offer)
    for w in known:
        weight = offer.lots.draw()
        for base, (x, first) in enumerate(zip(offer.s.worlds[w], offer.s.worlds[known[0]], strict=True)):
            sums[base] = sums[base] + weight * (x - first) & WHOLE


def _known(offer: IntervalOffer) -> Sequence[int]:
    """All worlds known of the interval."""
    s, cell = offer.s, offer.cell
    return [w for w, total in enumerate(s.totals) if cell is None or s.least[cell] <= total[cell] <= s.most[cell]]


def _is_proved_set(offer: IntervalOffer, few: Few, worlds: Sequence[int]) -> bool:
    sums = [sum(offer.s.worlds[w][base] for base in few.bases) for w in _known(offer)]
    is_constant = len(set(sums)) < 2
    known = sums[0] if sums else 0
    return not is_constant or offer.is_proved_set(Sensitive(few.bases, offer.targets, known), worlds)


def add_cancelling(few: int, single: Sequence[Few], found: list[Few]) -> None:
    """Find the least sets of these, of few people together, whose sums add up to nothing: all others are made of such.

    Each is two halves that cancel.
    """
    halves: list[Few] = []
    for each in single:
        if not each.sum:
            _add(found, each)
    _collect(few, [each for each in single if each.sum], None, few // 2, (halves, found))
    _join(few, sorted(halves), found)


def _collect(few: int, single: Sequence[Few], half: Few | None, size: int, kept: tuple[list[Few], list[Few]]) -> None:
    """Half a set: these, and whatever further ones make at most `size` of few people."""
    halves, found = kept
    for k, each in enumerate(single):
        if (half.people if half else 0) + each.people >= few:
            continue
        more = _together(half, each) if half else each
        if not more.sum:
            _add(found, more)
            continue
        if len(halves) == _HALVES:
            raise Full
        halves.append(more)
        if size > 1:
            _collect(few, single[k + 1 :], more, size - 1, kept)


def _join(few: int, halves: Sequence[Few], found: list[Few]) -> None:
    sums = [half.sum for half in halves]
    for p, half in enumerate(halves):
        rest = -half.sum & WHOLE
        same = range(max(p + 1, bisect_left(sums, rest)), bisect_right(sums, rest))
        for other in (halves[q] for q in same):
            if half.people + other.people < few and not set(half.bases) & set(other.bases):
                _add(found, _together(half, other))


def add_unions(few: int, found: list[Few]) -> None:
    """A set that never changes may be made of several of these, each of which varies: all unions are tried too."""
    least = len(found)
    last = list(range(least))
    for p, each in enumerate(found):
        for q in range(last[p] + 1, least):
            if each.people + found[q].people < few and not set(each.bases) & set(found[q].bases):
                _add(found, _together(each, found[q]))
                last.append(q)


def _together(x: Few, y: Few) -> Few:
    if len(x.bases) + len(y.bases) > _MOST_FEW:
        raise Full
    return Few(x.sum + y.sum & WHOLE, x.bases + y.bases, x.people + y.people)


def _add(found: list[Few], few: Few) -> None:
    if len(found) == _PARTS:
        raise Full
    found.append(few)
