"""T3: whether every set of base cells of few answers together has another sum in some world (disclosure 6.8).

A set never changes only if its sum is the same before and after every chain. Each base cell has a random sum over
chains (and, where there is one municipality, over worlds); those of a set that never changes add up to nothing. A chain
within one municipality says so of the set's part there by itself.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from tycktill.disclosure.search.reference.chains import Broken, Chain, apply, is_allowed, vary
from tycktill.disclosure.search.reference.lots import WHOLE
from tycktill.disclosure.search.reference.proof import Offer, Sensitive

_MOST_FEW, _PAIRS, _PARTS = 16, 120_000, 2_000
_TRIES, _STEPS = 4, 16


class Few(NamedTuple):
    """A set of base cells: its random sum, its answers, its base cells."""

    sum: int
    bases: tuple[int, ...]
    people: int


class _Full(Exception):
    """There are too many sets to try: nothing is proved then."""


def is_proved_few(offer: Offer, i: int, j: int) -> bool:
    """Whether every set of base cells of few answers together is proved to vary in the classes i..j."""
    sums = [0] * offer.t.bases
    worlds = offer.order[offer.edge[i] : offer.edge[j + 1]]
    parts: list[Few] = []
    with offer.within(i, j):
        try:
            for block in range(len(offer.t.blocks)):
                _add_parts(offer, block, worlds, sums, parts)
            if len(offer.t.blocks) > 1 and parts:
                parts = _unvaried(offer, parts, worlds)
            _add_unions(offer.t.few, parts)
        except _Full:
            return False
        return all(_is_proved_set(offer, each, i, j) for each in parts)


def _add_parts(offer: Offer, block: int, worlds: Sequence[int], sums: list[int], parts: list[Few]) -> None:
    """Add the sets of a municipality that no chain in it varies."""
    _weigh_chains(offer, block, worlds, sums)
    if len(offer.t.blocks) == 1:
        _weigh_worlds(offer, sums)
    else:
        _weigh_library(offer, block, worlds[0], sums)
    few = [base for base in offer.t.blocks[block] if offer.t.valid[base] < offer.t.few]
    _add_cancelling(offer, [Few(sums[base], (base,), offer.t.valid[base]) for base in few], parts)


def _unvaried(offer: Offer, parts: Sequence[Few], worlds: Sequence[int]) -> list[Few]:
    """Of parts that no chain in their municipality varies, those that vary with nothing."""
    sums = [0] * offer.t.bases
    _weigh_worlds(offer, sums)
    _weigh_remembered(offer, worlds, sums)
    found: list[Few] = []
    weighed = [part._replace(sum=sum(sums[base] for base in part.bases) & WHOLE) for part in parts]
    _add_cancelling(offer, weighed, found)
    return found


def _weigh_chains(offer: Offer, block: int, worlds: Sequence[int], sums: list[int]) -> None:
    """Add to the sums of base cells what chains within their municipality do to them."""
    own = offer.t.blocks[block]
    fence = {*range(own.start), *range(own.stop, offer.t.bases)}
    for base in own:
        if offer.t.valid[base] >= offer.t.few:
            continue
        chain = _chain_of(offer, base, worlds, fence | {base})
        weight = offer.lots.draw()
        for changed, sign in chain:
            sums[changed] = sums[changed] + weight * sign & WHOLE


def _chain_of(offer: Offer, base: int, worlds: Sequence[int], fence: set[int]) -> Chain:
    """A chain within its municipality that changes a base cell in some world of the interval; empty: none is known."""
    kept, block = offer.remembered(base), offer.t.block[base]
    is_inside = bool(kept) and all(offer.t.block[changed] == block for changed, _ in kept)
    for k in range(_TRIES):
        w = worlds[k % len(worlds)]
        world, total = offer.s.worlds[w], offer.s.totals[w]
        if is_inside and is_allowed(offer.s, world, total, kept):
            return kept
        for sign in (-1, 1):
            chain = vary(Broken(offer.s, world, total), (base, sign), fence, _STEPS, offer.lots)
            if chain:
                apply(offer.s, world, total, chain, -1)
                return chain
    return []


def _weigh_worlds(offer: Offer, sums: list[int]) -> None:
    """Add what sets worlds of the interval apart from the first of them."""
    within = _within(offer)
    for w in within:
        weight = offer.lots.draw()
        for base, (x, first) in enumerate(zip(offer.s.worlds[w], offer.s.worlds[within[0]], strict=True)):
            sums[base] = sums[base] + weight * (x - first) & WHOLE


def _weigh_remembered(offer: Offer, worlds: Sequence[int], sums: list[int]) -> None:
    """The same by chains remembered, wherever they lead: every base cell has one, or differs among the worlds."""
    s = offer.s
    for base, valid in enumerate(offer.t.valid):
        chain = offer.remembered(base)
        if valid >= offer.t.few or not chain:
            continue
        is_known = any(is_allowed(s, s.worlds[w], s.totals[w], chain) for w in worlds)
        weight = offer.lots.draw()
        for changed, sign in chain if is_known else ():
            sums[changed] = sums[changed] + weight * sign & WHOLE


def _weigh_library(offer: Offer, block: int, w: int, sums: list[int]) -> None:
    """The same by worlds of the library in which a municipality has as many positive of each gender and target group.

    As in a world of the interval, that is: no row of the nation changes. It can be put there, unless something else was
    told across municipalities.
    """
    t, s, own = offer.t, offer.s, offer.t.blocks[block]
    for other in s.library:
        by: defaultdict[tuple[int, int], int] = defaultdict(int)
        by_cell: defaultdict[int, int] = defaultdict(int)
        for base in own:
            more = other[base] - s.worlds[w][base]
            by[t.kind[t.place[base]], t.gender[base]] += more
            for cell in t.cells_of[base]:
                by_cell[cell] += more
        is_right = not any(more and s.wrong(cell, s.totals[w][cell] + more) for cell, more in by_cell.items())
        weight = offer.lots.draw()
        for base in own if is_right and not any(by.values()) else ():
            sums[base] = sums[base] + weight * (other[base] - s.worlds[w][base]) & WHOLE


def _within(offer: Offer) -> Sequence[int]:
    """All worlds known of the interval."""
    s, cell = offer.s, offer.cell
    return [w for w, total in enumerate(s.totals) if cell is None or s.least[cell] <= total[cell] <= s.most[cell]]


def _is_proved_set(offer: Offer, few: Few, i: int, j: int) -> bool:
    sums = [sum(offer.s.worlds[w][base] for base in few.bases) for w in _within(offer)]
    is_constant = len(set(sums)) < 2
    known = sums[0] if sums else 0
    return not is_constant or offer.is_proved_set(Sensitive(few.bases, offer.targets, known), i, j)


def _add_cancelling(offer: Offer, single: Sequence[Few], found: list[Few]) -> None:
    """Find the least sets of these, of few people together, whose sums add up to nothing: all others are made of such.

    Each is two halves that cancel.
    """
    halves: list[Few] = []
    for each in single:
        if not each.sum:
            _add(found, each)
    _collect(offer.t.few, [each for each in single if each.sum], None, offer.t.few // 2, (halves, found))
    _join(offer.t.few, sorted(halves), found)


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
        if len(halves) == _PAIRS:
            raise _Full
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


def _add_unions(few: int, found: list[Few]) -> None:
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
        raise _Full
    return Few(x.sum + y.sum & WHOLE, x.bases + y.bases, x.people + y.people)


def _add(found: list[Few], few: Few) -> None:
    if len(found) == _PARTS:
        raise _Full
    found.append(few)
