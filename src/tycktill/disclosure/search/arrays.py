"""A table and what is known of it as the two engines take them: arrays of whole numbers, by the names of `core.c`."""

from dataclasses import dataclass, fields

import numpy as np

from tycktill.disclosure.model.table import NONE, Lists, Numbers, SearchTable
from tycktill.disclosure.policies import Policy

CHAIN = 24
"""Changes of a chain that is remembered."""

Limits = tuple[int, ...]
"""Worlds to begin from within an interval and outside it, and changes of a chain."""

ROOM = 8
"""Worlds there is room for, for each that is drawn."""


@dataclass(frozen=True, slots=True, eq=False)
class TableArrays:
    """`core.c`'s Table; the order is its order. `certain` is in thousandths, 1000 for no limit."""

    bases: int
    cells: int
    groups: int
    end: int
    few: int
    certain: int
    kinds: int
    nodes: int
    sums: int
    valid: Numbers
    cells_at: Numbers
    cells_of: Numbers
    bases_at: Numbers
    bases_of: Numbers
    size: Numbers
    groups_at: Numbers
    groups_of: Numbers
    place: Numbers
    gender: Numbers
    base_at: Numbers
    apart_at: Numbers
    apart_of: Numbers
    unit: Numbers
    kind: Numbers
    place_at: Numbers
    kind_at: Numbers
    kind_of: Numbers
    unit_at: Numbers
    unit_of: Numbers
    whole: Numbers
    parts_at: Numbers
    parts_of: Numbers


@dataclass(slots=True, eq=False)
class StateArrays:
    """`core.c`'s State; the order is its order."""

    count: int
    drawn: int
    capacity: int
    wanted: int
    worlds: Numbers
    totals: Numbers
    odds: Numbers
    least: Numbers
    most: Numbers
    chains: Numbers
    place: Numbers
    dearer: Numbers
    barred: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class JointArrays:
    """`core.c`'s Joint; the order is its order."""

    towns: int
    rows: int
    end: int
    few: int
    size: Numbers
    world_at: Numbers
    town: Numbers
    adds: Numbers
    target_at: Numbers
    bases: Numbers
    target_size: Numbers
    value_at: Numbers
    values: Numbers
    columns: Numbers


@dataclass(slots=True, eq=False)
class JointStateArrays:
    """`core.c`'s JointState; the order is its order."""

    count: int
    wanted: int
    capacity: int
    worlds: Numbers
    totals: Numbers
    least: Numbers
    most: Numbers


def table_arrays(t: SearchTable, policy: Policy) -> TableArrays:
    """A table under a policy."""
    of_base = t.cells.turned(len(t.valid))
    return TableArrays(
        bases=len(t.valid),
        cells=len(t.cells),
        groups=len(t.groups),
        end=policy.end_width,
        few=policy.threshold,
        certain=round(1000 * policy.certainty),
        kinds=_count_numbers(t.kind),
        nodes=t.nodes,
        sums=len(t.wholes),
        valid=t.valid,
        cells_at=of_base.at,
        cells_of=of_base.of,
        bases_at=t.cells.at,
        bases_of=t.cells.of,
        size=t.size,
        groups_at=t.groups.at,
        groups_of=t.groups.of,
        whole=t.wholes,
        parts_at=t.parts.at,
        parts_of=t.parts.of,
        **_place_arrays(t, of_base),
    )


def _place_arrays(t: SearchTable, of_base: Lists) -> dict[str, Numbers]:
    """Who is where: target groups in units, and those that are alike."""
    places, kinds = len(t.unit), _count_numbers(t.kind)
    base_at = np.full((places, 3), NONE, np.int32)
    place_at = np.full((_count_numbers(t.unit), kinds), NONE, np.int32)
    base_at[t.place, t.gender] = np.arange(len(t.place))
    apart = _cells_apart(t, of_base, base_at)
    place_at[t.unit, t.kind] = np.arange(places)
    found = {"place": t.place, "gender": t.gender, "base_at": base_at, "place_at": place_at}
    found |= {"apart_at": apart.at, "apart_of": apart.of}
    for name, which in (("kind", t.kind), ("unit", t.unit)):
        by = _lists_by_number(which)
        found |= {name: which, f"{name}_at": by.at, f"{name}_of": by.of}
    return found


def _cells_apart(t: SearchTable, of_base: Lists, base_at: Numbers) -> Lists:
    """By base cell, and by those of the three genders in its place: its cells that do not hold that one; of its own
    gender, all. In fours, filled up with a cell of nobody."""
    cells = max(1, len(t.cells))
    own = np.repeat(np.arange(len(of_base), dtype=np.int64), np.diff(of_base.at))
    other = base_at[t.place][own]
    held = np.isin(other * np.int64(cells) + of_base.of[:, None], own * cells + of_base.of)
    pair, gender = np.nonzero((other == own[:, None]) | ((other != NONE) & ~held))
    lists = (3 * own[pair] + gender).astype(np.int32)
    found = Lists(np.arange(len(lists) + 1, dtype=np.int32), lists).turned(3 * len(of_base)).mapped(of_base.of[pair])
    return _in_fours(found, len(t.cells))


def _in_fours(lists: Lists, nobody: int) -> Lists:
    """Each list filled up to a multiple of four."""
    at = np.concatenate([[0], np.cumsum(-(-np.diff(lists.at) // 4) * 4)]).astype(np.int32)
    of = np.full(at[-1], nobody, np.int32)
    of[np.arange(len(lists.of)) + np.repeat(at[:-1] - lists.at[:-1], np.diff(lists.at))] = lists.of
    return Lists(at, of)


def state_arrays(t: SearchTable, worlds: int) -> StateArrays:
    """Nothing told, and room for the worlds drawn and those found."""
    bases, cells, capacity = len(t.valid), len(t.cells), ROOM * worlds
    return StateArrays(
        count=worlds,
        drawn=worlds,
        capacity=capacity,
        wanted=worlds,
        worlds=np.zeros((capacity, bases), np.int32),
        totals=np.zeros((capacity, cells), np.int32),
        odds=np.zeros(capacity, np.int32),
        least=np.zeros(cells, np.int32),
        most=t.size.copy(),
        chains=np.full((bases + cells + len(t.groups), 2 * CHAIN), NONE, np.int32),
        place=np.zeros(cells, np.int32),
        dearer=np.zeros((2, cells + 1), np.int32),
        barred=np.zeros(bases, np.int32),
    )


def numbers_of(arrays: TableArrays | StateArrays | JointArrays | JointStateArrays) -> list[int | Numbers]:
    """The fields in order."""
    return [getattr(arrays, each.name) for each in fields(arrays)]


def _count_numbers(numbers: Numbers) -> int:
    return int(numbers.max(initial=NONE)) + 1


def _lists_by_number(which: Numbers) -> Lists:
    """By number, the places of those that have it."""
    return Lists(np.arange(len(which) + 1, dtype=np.int32), which).turned(_count_numbers(which))
