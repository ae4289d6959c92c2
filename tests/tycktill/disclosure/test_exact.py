"""The rule with every world before it: what it tells is safe, and its choices tell nothing."""

import pytest
from tests.tycktill.disclosure.every_world.exact import ExactEngine
from tests.tycktill.disclosure.every_world.flatness import examine
from tests.tycktill.disclosure.every_world.shapes import FAMILIES, POLICY, SHAPES, Shape

from tycktill.disclosure import Policy

POLICIES = [POLICY, Policy(threshold=6, nation_threshold=6)]


@pytest.mark.parametrize("policy", POLICIES, ids=str)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_world_that_fits_gives_the_same_release_and_nothing_follows(shape: Shape, policy: Policy) -> None:
    worlds = shape.worlds(policy)
    found = examine(ExactEngine(worlds, FAMILIES), worlds, most=3_000)
    assert not found.faults
    assert found.runs == len(worlds.all)


@pytest.mark.parametrize("share", [0.3, 0.97])
def test_a_wrong_prior_costs_width_and_no_safety(share: float) -> None:
    for shape in SHAPES[:8]:
        worlds = shape.worlds()
        assert not examine(ExactEngine(worlds, FAMILIES, share), worlds, most=3_000).faults
