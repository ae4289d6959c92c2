"""Which cell is asked about when, by public constants alone: the order that the manual writes down (disclosure 6)."""

from collections.abc import Mapping, Set
from hashlib import sha256

import numpy as np
from tests.tycktill.disclosure.every_world.tables import Row, Table, Whole

HEADLINE_FAMILIES = frozenset({"ifo"})
"""Families whose total every published headline tells; of the others each target group's total is the base."""

BASE, NATION = 0, 9


def stage_of(row: Row, families: Mapping[str, str], headline: Set[str] = HEADLINE_FAMILIES) -> tuple[int, int]:
    """When a row is asked about: the stage, and within it women before men or men before women, by place for ever."""
    is_group, is_total = row.target in families, row.gender == "T"
    if row.level == "nation":
        return NATION, 0 if is_total else 1
    if row.level == "unit":
        return (5 if is_total else 6), _turn(row)
    is_base = is_total and is_group is not (families.get(row.target, row.target) in headline)
    if is_base:
        return BASE, 0
    return 1 + (0 if is_group else 1) + (0 if is_total else 2), _turn(row)


def cells_of(table: Table) -> dict[bytes, list[int]]:
    """Rows with the same base cells are one cell."""
    cells: dict[bytes, list[int]] = {}
    for number, line in enumerate(table.members):
        cells.setdefault(line.tobytes(), []).append(number)
    return cells


def plan_of(table: Table, families: Mapping[str, str]) -> tuple[Whole, list[int]]:
    """One row for each cell, first to last, and the stage of each."""
    found = []
    for rows in cells_of(table).values():
        when, row = min((stage_of(table.rows[number], families), number) for number in rows)
        found.append((when, row))
    ordered = sorted(found, key=lambda each: (each[0][0], each[0][1], table.rows[each[1]]))
    return np.array([row for _, row in ordered], np.int64), [when[0] for when, _ in ordered]


def _turn(row: Row) -> int:
    if row.gender == "T":
        return 0
    are_women_first = sha256(row.municipality.encode()).digest()[0] % 2 == 0
    return int((row.gender == "K") is not are_women_first)
