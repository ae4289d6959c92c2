"""Every access to the truth that is planted into the search is found, and nothing is where none was."""

import numpy as np
import pytest
from tests.tycktill.disclosure.every_world.engine import Engine
from tests.tycktill.disclosure.every_world.fitting import extreme_worlds, fits, pinned
from tests.tycktill.disclosure.every_world.flatness import examine, release_of
from tests.tycktill.disclosure.every_world.leaks import LEAKS, Leak, planted
from tests.tycktill.disclosure.every_world.shapes import GROUPING, POLICY, SHAPES, made_up
from tests.tycktill.disclosure.every_world.tables import Method, table_of

ENGINE = Engine(GROUPING, POLICY)
TELLING = {"three target groups", "twos", "two families", "a unit with one target group beside one with two"}
"""Small nations of which much is asked, so that a look shows."""


def is_otherwise(method: Method, seed: int) -> bool:
    """Whether an outermost world that fits a larger municipality's release is told otherwise."""
    valid, positive = made_up(seed)
    table, told = table_of(valid, GROUPING, POLICY), method(valid, positive)
    others = (
        extreme_worlds(table, told, number=4, random=np.random.default_rng(seed)) if fits(table, told, positive) else ()
    )
    return any(release_of(method(valid, other)) != release_of(told) for other in others)


def is_noticed(method: Method) -> bool:
    """Whether either kind of check finds anything; lots show in large municipalities only, a clock in small ones."""
    small = (shape for shape in SHAPES if shape.name in TELLING)
    return any(examine(method, shape.worlds(), most=50).faults for shape in small) or any(
        is_otherwise(method, seed) for seed in range(1, 9)
    )


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.__name__)
def test_a_look_at_the_truth_is_noticed(leak: Leak) -> None:
    assert is_noticed(planted(leak, ENGINE))


def test_where_nobody_looks_nothing_is_noticed() -> None:
    assert not is_noticed(ENGINE)


def test_what_follows_from_exact_figures_is_found_in_a_large_nation() -> None:
    valid, positive = made_up(1)
    table = table_of(valid, GROUPING, POLICY)
    sums = table.members.astype(np.int64) @ np.array([positive[base] for base in table.bases], np.int64)
    told = {row: (total, total) for row, total in zip(table.rows, sums.tolist(), strict=True)}
    assert list(pinned(table, told, positive, np.random.default_rng(1)))
