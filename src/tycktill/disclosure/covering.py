"""Protects one table: pays for the cheapest moves until every target is refuted, then takes back what it can."""

import numpy as np
from numpy.typing import NDArray

from tycktill.disclosure.classes import Form
from tycktill.disclosure.search import IMPOSSIBLE, WITHHELD, Search, first

_ASKED_AT_A_TIME, _ROUNDS_OF_ASKING, _MOST_TO_ASK = 4, 3, 6


def start(search: Search) -> NDArray[np.int8]:
    """The forms before any need: what may not be told is withheld."""
    floor = np.full(len(search.table.cells.rows), Form.FINE, dtype=np.int8)
    floor[~search.told] = Form.WITHHELD
    return floor


def settle(search: Search) -> None:
    """Choose the table's forms. Raises nothing: what no form can make safe is left to who looks at all targets."""
    floor = start(search)
    search.forms = floor.copy()
    pay(search)
    take_back(search, floor)


def pay(search: Search) -> None:
    """Allow the cheapest moves for the targets they refute until all are, those that come up on the way too.

    Of a target that only contradicts what is public nothing can be had; it is left.
    """
    while True:
        _cover(search)
        new = [each for each in first(search.exposed(search.forms)) if each not in search.targets]
        if not new:
            return
        search.add(new)


def _cover(search: Search) -> None:
    asked: set[tuple[int, ...]] = set()
    while True:
        unmet, hits = search.unmet(search.forms)
        new = [each for each in unmet if each not in asked][:_ASKED_AT_A_TIME]
        if new:
            asked.update(new)
            search.extend(search.ask(new, search.forms))
            continue
        gain, price = hits.sum(axis=0), search.price_of_moves()
        useful = np.flatnonzero((gain > 0) & (price < IMPOSSIBLE))
        if not len(useful):
            if not _withhold_instead(search, float("inf")):
                return
            continue
        score = price[useful] * search.jitter[useful] / gain[useful]
        best = int(np.argmin(score))
        if not _withhold_instead(search, float(score[best])):
            search.allow(int(useful[best]))


def _withhold_instead(search: Search, price: float) -> bool:
    """Withhold an end class that nothing varies, where that is cheaper than any move; whether one was."""
    published = search.forms[search.ends] < WITHHELD
    stuck = published & ~search.end_hits[:, search.allowed()].any(axis=1)
    cells = search.ends[stuck]
    pays = search.price[cells, WITHHELD] - search.price[cells, search.forms[cells]]
    cheap = cells[pays < price]
    search.forms[cheap[:1]] = WITHHELD
    return bool(len(cheap))


def take_back(search: Search, floor: NDArray[np.int8]) -> None:
    """Make cells finer again, the most useful first, where every target stays refuted (maximality, method 6.2)."""
    coarse = np.flatnonzero(search.forms > floor)
    for cell in sorted(coarse.tolist(), key=lambda cell: (-search.table.cells.weight[cell], cell)):
        for form in range(floor[cell], search.forms[cell]):
            tried = search.forms.copy()
            tried[cell] = form
            if is_safe(search, tried):
                search.forms = tried
                break


def is_safe(search: Search, forms: NDArray[np.int8]) -> bool:
    """Whether these forms leave every target refuted by an allowed move, one asked for now among them."""
    for _ in range(_ROUNDS_OF_ASKING):
        stuck = _stuck(search, forms)
        if not stuck:
            return True
        if len(stuck) > _MOST_TO_ASK or not all(_can_refute(search, each, forms) for each in stuck):
            return False
    return not _stuck(search, forms)


def _stuck(search: Search, forms: NDArray[np.int8]) -> list[tuple[int, ...]]:
    """Targets that no known move refutes; sets that are none yet only where there are no others."""
    return search.unmet(forms)[0] or first(search.exposed(forms))


def _can_refute(search: Search, target: tuple[int, ...], forms: NDArray[np.int8]) -> bool:
    """Ask for moves that change the target, and know them; whether one costs nothing under these forms."""
    before = len(search.moves)
    search.extend(search.ask([target], forms))
    new = search.need[before:] <= forms
    return bool((new.all(axis=1) & (search.moves.atoms[before:, list(target)].sum(axis=1) != 0)).any())
