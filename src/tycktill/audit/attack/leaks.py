"""What a reader can work out of a table that the method promises to keep, each said as a sentence."""

from collections.abc import Iterator
from itertools import islice

import numpy as np

from tycktill.audit.attack.computable import computable_sets
from tycktill.audit.attack.exposure import exposed_groups
from tycktill.audit.attack.sensitive_sets import SensitiveSets, groups_of, sensitive_sets_of, single_sets
from tycktill.audit.attack.small_sets import NOTHING, constant_sets
from tycktill.audit.attack.varying import Pool
from tycktill.audit.attack.worlds import Contradiction, Unsettled, Worlds
from tycktill.audit.table.question import QuestionTable
from tycktill.audit.table.rows import FILE, GENDER_NAMES
from tycktill.audit.table.sums import Whole
from tycktill.audit.verdict import Exposure
from tycktill.terms import BaseKey, Fault

_REMEDY = "Tell one more of the rows that lead to it by a wider interval"
_MOST_NAMED = 4
_SETS_AT_A_TIME = 500


def worked_out(table: QuestionTable) -> tuple[list[Fault], list[Exposure]]:
    """The leaks of one table, and its most exposed groups."""
    worlds = Worlds(table)
    if not len(worlds.cells):
        return [], []
    try:
        pool = Pool(worlds)
        faults = [_leak_fault(worlds, sets, number, pool) for sets, number in _leaking_sets(pool)]
        if table.requirements.guards_counts:
            for cells, valid in computable_sets(worlds, pool.lots):
                faults.append(_fault_at(worlds, f"A reader learns that {valid} answered", cells))
    except Contradiction:
        return [Fault("The rows contradict each other", "Count again", FILE)], []
    except Unsettled:
        problem = f"It could not be settled what follows of {table.rows[0].question}, so it counts as unproved"
        return [Fault(problem, "Tell whoever looks after the program", FILE, table.rows[0].number)], []
    return faults, [] if faults else exposed_groups(pool)


def _leaking_sets(pool: Pool) -> Iterator[tuple[SensitiveSets, int]]:
    """Sets that are the same in all worlds, by their number: each group once, and none that holds another."""
    reported: list[set[int]] = []
    tried: set[tuple[int, ...]] = set()
    sets = single_sets(pool.worlds)
    pool.draw_some()
    while len(sets):
        still = pool.leaking_sets(sets)
        for number in np.argsort(still.groups.sum(axis=1), kind="stable").tolist():
            cells = set(still.groups[[number]].indices.tolist())
            if not any(map(cells.issuperset, reported)):
                reported.append(cells)
                yield still, number
        fresh = (
            each for each in _several_cells(pool) if each not in tried and not any(map(set(each).issuperset, reported))
        )
        members = list(islice(fresh, _SETS_AT_A_TIME))
        tried.update(members)
        sets = sensitive_sets_of(pool.worlds, groups_of(members, len(pool.worlds.cells)))


def _several_cells(pool: Pool) -> Iterator[tuple[int, ...]]:
    """Sets of several cells that few answered and that are the same in all worlds of the pool (T3).

    Of cells whose number of answers is not known a reader is not taken to make sets.
    """
    worlds, threshold = pool.worlds, pool.worlds.table.requirements.threshold
    nearby, overall = (changes[: len(worlds.cells)] for changes in pool.random_sums())
    moving = np.flatnonzero((np.abs(overall) > NOTHING).any(axis=1) & (worlds.fewest == worlds.highest))
    place, size = worlds.place[moving], worlds.highest[moving]
    for members in constant_sets(nearby[moving], overall[moving], size, place, threshold):
        yield tuple(moving[list(members)].tolist())


def _leak_fault(worlds: Worlds, sets: SensitiveSets, number: int, pool: Pool) -> Fault:
    cells, spot = sets.groups[[number]].indices.astype(np.int64), int(sets.spot[number])
    value = int(pool.first_values(sets)[number])
    fewest, most = int(sets.fewest[number]), int(sets.most[number])
    of = str(most) if fewest == most else f"{max(fewest, value, 1)} to {most}"
    learnt = f"{value} of {of} are positive"
    if not sets.is_positive[number]:
        learnt = f"{value or 'none'} of {of} is other than positive"
    return _fault_at(worlds, f"A reader learns that {learnt}", cells, spot)


def _fault_at(worlds: Worlds, problem: str, cells: Whole, spot: int = -1) -> Fault:
    """Points at the row of these cells; where there is none at the smallest row that holds the first of them."""
    hierarchy = worlds.table.hierarchy
    bases = worlds.cells[cells]
    named = [_cell_name(hierarchy.base[base]) for base in bases[:_MOST_NAMED].tolist()]
    more = f" and {len(bases) - _MOST_NAMED} more" if len(bases) > _MOST_NAMED else ""
    number = worlds.table.number_of(spot if spot >= 0 else int(hierarchy.own[bases[0]]))
    return Fault(f"{problem}: {'; '.join(named)}{more}", _REMEDY, FILE, number)


def _cell_name(key: BaseKey) -> str:
    return f"{key.municipality}, {key.unit}, {key.instrument}, {GENDER_NAMES[key.gender]}"
