"""Accesses to the truth, planted into the search one at a time: the ways in which a choice can come to tell something.

Each looks harmless, and most have stood in some protection. A check that does not find them is no check.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

import numpy as np
import pytest
from tests.tycktill.disclosure.every_world.engine import Engine
from tests.tycktill.disclosure.every_world.tables import Base, Method, Numbers, Told, Whole, rows_of

from tycktill.disclosure import telling
from tycktill.disclosure.model.intervals import Interval, finest_intervals
from tycktill.disclosure.model.prior import SHARES
from tycktill.disclosure.search.search import Search

SHARES_OF_SEARCH = "tycktill.disclosure.search.search.SHARES"


@dataclass(frozen=True)
class Look:
    """What a planted access sees: the true answers."""

    engine: Engine
    valid: Numbers
    positive: Numbers

    def release(self) -> Told:
        """What the engine makes of them, with what has been planted."""
        return self.engine(self.valid, self.positive)

    def world(self, search: Search) -> Whole:
        """The truth as a world of a search."""
        return np.array([self.positive[Base(*base)] for base in search.table.bases], np.int64)

    def numerator(self, search: Search, cell: int) -> int:
        """The true numerator of a cell."""
        return int(self.world(search)[search.table.cells[cell]].sum())

    @property
    def largest(self) -> Base:
        """One base cell: who looks at a single one looks."""
        return max(self.positive, key=lambda base: (self.valid[base], base))


Leak = Callable[[pytest.MonkeyPatch, Look], Told]


def planted(leak: Leak, engine: Engine) -> Method:
    """The engine with one access to the truth."""

    def method(valid: Numbers, positive: Numbers) -> Told:
        with pytest.MonkeyPatch.context() as patch:
            return leak(patch, Look(engine, valid, positive))

    return method


def begins_at_the_truth(patch: pytest.MonkeyPatch, look: Look) -> Told:
    """The truth is one of the first worlds: a warm start."""

    def begun(begin: Callable[..., None], search: Search, *rest: Any) -> None:
        begin(search, *rest)
        _put_first(search, look.world(search))

    _around(patch, "begin", begun)
    return look.release()


def keeps_the_truth(patch: pytest.MonkeyPatch, look: Look) -> Told:
    """The truth is taken among the worlds after each answer: it fits, after all."""

    def narrowed(narrow: Callable[..., None], search: Search, *rest: Any) -> None:
        narrow(search, *rest)
        _put_first(search, look.world(search))

    _around(patch, "narrow", narrowed)
    return look.release()


def asks_by_true_size(patch: pytest.MonkeyPatch, look: Look) -> Told:
    """Cells with the most positive answers are asked about first."""
    ask = telling._ask_all

    def asked(search: Search, answers: Any, cells: Sequence[int], *rest: Any) -> None:
        ask(search, answers, sorted(cells, key=lambda cell: -look.numerator(search, cell)), *rest)

    patch.setattr(telling, "_ask_all", asked)
    return look.release()


def draws_lots_from_counts(patch: pytest.MonkeyPatch, look: Look) -> Told:
    """Lots depend on whether one base cell's numerator is odd."""
    seed = telling.seed_of
    patch.setattr(telling, "seed_of", lambda *names: seed(*names, look.positive[look.largest] % 2))
    return look.release()


def draws_from_a_share(patch: pytest.MonkeyPatch, look: Look) -> Told:
    """The prior is centred on the share of one base cell, as nobody else's answers are told by that."""
    share = round(256 * look.positive[look.largest] / look.valid[look.largest])
    patch.setattr(SHARES_OF_SEARCH, np.full_like(SHARES, min(max(share, 1), 255)))
    return look.release()


def proves_where_the_truth_is(patch: pytest.MonkeyPatch, look: Look) -> Told:
    """An interval that the truth is inside of, and not at its edge, is made finer: it will be safe."""

    def offered(offer: Callable[..., list[Interval]], search: Search, cell: int, seed: int) -> list[Interval]:
        value = look.numerator(search, cell)
        return [part for each in offer(search, cell, seed) for part in _cut(each, value)]

    _around(patch, "offer", offered)
    return look.release()


def leaves_out_a_proof(patch: pytest.MonkeyPatch, look: Look) -> Told:
    """One offer in three is of every value by itself, proved or not; which one, the lots say."""

    def offered(offer: Callable[..., list[Interval]], search: Search, cell: int, seed: int) -> list[Interval]:
        told, size = search.told(cell), int(search.table.size[cell])
        parts = [Interval(max(each.least, told.least), min(each.most, told.most)) for each in finest_intervals(size, 1)]
        return offer(search, cell, seed) if seed % 3 else [each for each in parts if each.least <= each.most]

    _around(patch, "offer", offered)
    return look.release()


def stops_by_a_clock(patch: pytest.MonkeyPatch, look: Look) -> Told:
    """Work ends when time is up, and more positive answers take longer."""
    ask = telling._ask_all

    def asked(search: Search, answers: Any, cells: Sequence[int], *rest: Any) -> None:
        ask(search, answers, cells[: max(1, len(cells) - int(look.world(search).sum()) % 4)], *rest)

    patch.setattr(telling, "_ask_all", asked)
    return look.release()


def watches_its_progress(patch: pytest.MonkeyPatch, look: Look) -> Told:
    """Work slows down where much is found, and whoever watches the bar stops it there."""

    def offered(offer: Callable[..., list[Interval]], search: Search, cell: int, seed: int) -> list[Interval]:
        found = offer(search, cell, seed)
        return [search.told(cell)] if len(found) * look.numerator(search, cell) % 5 == 0 else found

    _around(patch, "offer", offered)
    return look.release()


def leaves_out_who_was_negative(_: pytest.MonkeyPatch, look: Look) -> Told:
    """Base cells in which nobody was positive are taken for empty."""
    some = {base: number for base, number in look.valid.items() if look.positive[base]}
    told = replace(look, valid=some, positive={base: look.positive[base] for base in some}).release()
    return {row: told.get(row, interval) for row, interval in look.release().items()}


def chooses_a_base(_: pytest.MonkeyPatch, look: Look) -> Told:
    """The families' totals are the base where that tells more figures exactly, else the target groups'."""
    bases = (frozenset[str](), frozenset(look.engine.grouping.families.values()))
    return max((replace(look, engine=replace(look.engine, headlines=each)).release() for each in bases), key=_exact)


def chooses_a_prior(patch: pytest.MonkeyPatch, look: Look) -> Told:
    """Of two priors, fixed and public both, whichever was seen to tell more."""
    releases = []
    for share in (128, 230):
        patch.setattr(SHARES_OF_SEARCH, np.full_like(SHARES, share))
        releases.append(look.release())
    return max(releases, key=_exact)


def shows_what_is_likely(_: pytest.MonkeyPatch, look: Look) -> Told:
    """An interval is shown as no more than three numerators about the true one."""
    told = look.release()
    totals = dict.fromkeys(told, 0)
    for base, number in look.positive.items():
        for row in rows_of(base, look.engine.grouping):
            if row in totals:
                totals[row] += number
    return {row: (max(least, totals[row] - 1), min(most, totals[row] + 1)) for row, (least, most) in told.items()}


LEAKS: tuple[Leak, ...] = (
    begins_at_the_truth,
    keeps_the_truth,
    asks_by_true_size,
    draws_lots_from_counts,
    draws_from_a_share,
    proves_where_the_truth_is,
    leaves_out_a_proof,
    stops_by_a_clock,
    watches_its_progress,
    leaves_out_who_was_negative,
    chooses_a_base,
    chooses_a_prior,
    shows_what_is_likely,
)


def _around(patch: pytest.MonkeyPatch, name: str, outer: Callable[..., Any]) -> None:
    inner = getattr(Search, name)
    patch.setattr(Search, name, wraps(inner)(lambda search, *rest: outer(inner, search, *rest)))


def _put_first(search: Search, world: Whole) -> None:
    search._state.worlds[0] = world
    search._state.totals[0] = [
        search._state.worlds[0][parts].sum()
        for parts in (search.table.cells[cell] for cell in range(len(search.table.cells)))
    ]


def _cut(interval: Interval, value: int) -> list[Interval]:
    """The interval in two, the lower with the value, where that is inside."""
    if not interval.least < value < interval.most:
        return [interval]
    return [Interval(interval.least, value), Interval(value + 1, interval.most)]


def _exact(told: Told) -> int:
    return sum(least == most for least, most in told.values())
