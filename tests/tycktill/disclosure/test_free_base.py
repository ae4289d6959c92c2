"""The lemma of the free base: cells with nobody in common may all be told exactly, or as an end, whatever the answers.

Nothing of the search is tried here: all worlds of small nations are grouped by what a base would tell, and of each
group what must vary does.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.disclosure.every_world.shapes import GROUPING, SHAPES, Shape
from tests.tycktill.disclosure.every_world.tables import Base, Table, table_of
from tests.tycktill.disclosure.every_world.worlds import Worlds, number_of_worlds

from tycktill.disclosure import Policy


def broken_by_base(worlds: Worlds, base: list[int]) -> list[str]:
    """What somebody could work out, in any world, of whom these rows have been told as finely as can be."""
    table = worlds.table
    width, answers = table.policy.end_width, table.answers[base]
    told = np.clip(worlds.numerators[:, base], width, answers - width)
    _, group = np.unique(told, axis=0, return_inverse=True)
    group = group.reshape(-1)
    return [fault for each in range(group.max() + 1) for fault in worlds.broken(np.flatnonzero(group == each))]


def disjoint_rows(table: Table, order: list[int]) -> list[int]:
    """Rows with nobody in common, the first of an order first."""
    taken, found = np.zeros(len(table.bases), bool), []
    for row in order:
        if not (taken & table.members[row]).any():
            taken |= table.members[row]
            found.append(row)
    return found


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_the_headlines_of_a_nation_can_always_be_told(shape: Shape) -> None:
    worlds = shape.worlds()
    rows = worlds.table.rows
    for targets in (set(GROUPING.families), set(GROUPING.families.values())):
        base = [
            n
            for n, row in enumerate(rows)
            if row.level == "municipality" and row.gender == "T" and row.target in targets
        ]
        assert base == disjoint_rows(worlds.table, base)
        assert not broken_by_base(worlds, base)


@given(st.data())
def test_any_rows_with_nobody_in_common_can_be_told(data: st.DataObject) -> None:
    spots = st.builds(
        Base,
        st.sampled_from(["9001", "9002"]),
        st.sampled_from(["norr", "syd"]),
        st.sampled_from("ab"),
        st.sampled_from(["K", "M", "rest"]),
    )
    valid = data.draw(st.dictionaries(spots, st.integers(1, 7), min_size=1, max_size=6))
    if number_of_worlds(valid) > 5_000:
        return
    threshold = data.draw(st.sampled_from([5, 5, 6, 8]))
    width = data.draw(st.sampled_from([1, (threshold - 1) // 2]))
    worlds = Worlds(table_of(valid, GROUPING, Policy(threshold=threshold, end_width=width, nation_threshold=5)))
    order = data.draw(st.permutations(range(len(worlds.table.rows))))
    if order:
        assert not broken_by_base(worlds, disjoint_rows(worlds.table, list(order)))


def test_rows_that_share_somebody_cannot_always_be_told() -> None:
    worlds = next(shape for shape in SHAPES if shape.name == "one beside a whole").worlds()
    assert broken_by_base(worlds, list(range(len(worlds.table.rows))))
