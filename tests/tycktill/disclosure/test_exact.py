"""The rule with every world before it: what it tells is safe, and its choices tell nothing."""

import pytest
from tests.tycktill.disclosure.every_world.exact import ExactEngine
from tests.tycktill.disclosure.every_world.flatness import examine
from tests.tycktill.disclosure.every_world.shapes import GROUPING, SHAPES, Shape

from tycktill.disclosure import Policy


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_world_that_fits_gives_the_same_release_and_nothing_follows(shape: Shape) -> None:
    worlds = shape.worlds()
    found = examine(ExactEngine(worlds, GROUPING), worlds, most=3_000)
    assert not found.faults
    assert found.runs == len(worlds.all)


def test_so_it_is_where_families_are_the_base() -> None:
    for shape in (shape for shape in SHAPES if len({base.instrument for base in shape.valid}) > 1):
        worlds = shape.worlds()
        assert not examine(ExactEngine(worlds, GROUPING, {"liten"}), worlds, most=3_000).faults


@pytest.mark.parametrize("share", [0.3, 0.97])
def test_a_wrong_prior_costs_width_and_no_safety(share: float) -> None:
    for shape in SHAPES[4:8]:
        worlds = shape.worlds()
        assert not examine(ExactEngine(worlds, GROUPING, share=share), worlds, most=3_000).faults


def test_more_answers_to_a_row_are_protected_in_full() -> None:
    for shape in SHAPES[:4]:
        worlds = shape.worlds(Policy(threshold=8, nation_threshold=8))
        assert not examine(ExactEngine(worlds, GROUPING), worlds, most=3_000).faults
