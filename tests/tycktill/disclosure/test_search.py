"""The search by drawn worlds, tried on all worlds: what it tells is safe, and its choices tell nothing."""

from os import environ

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.disclosure.every_world.engine import Engine
from tests.tycktill.disclosure.every_world.exact import ExactEngine
from tests.tycktill.disclosure.every_world.fitting import extreme_worlds, fits, pinned
from tests.tycktill.disclosure.every_world.flatness import examine, release_of
from tests.tycktill.disclosure.every_world.kept import kept
from tests.tycktill.disclosure.every_world.shapes import GROUPING, POLICY, SHAPES, Shape, made_up
from tests.tycktill.disclosure.every_world.tables import Base, Numbers, table_of
from tests.tycktill.disclosure.every_world.worlds import Worlds, number_of_worlds

from tycktill.disclosure import PRESETS, Policy

WORLDS = int(environ.get("TYCKTILL_WORLDS", "30"))
"""On how many worlds of a nation the search is run. All of them: `TYCKTILL_WORLDS=3000 scripts/test tests/…`."""

ENGINES = {
    "target groups first": Engine(GROUPING, POLICY),
    "families first": Engine(GROUPING, POLICY, {"liten"}),
    "eight answers": Engine(GROUPING, Policy(threshold=8, nation_threshold=8)),
}

SPOTS = st.builds(
    Base,
    st.sampled_from(["9001", "9001", "9002"]),
    st.sampled_from(["norr", "syd", "vast"]),
    st.sampled_from("abc"),
    st.sampled_from(["K", "M", "K", "M", "rest"]),
)
NATIONS = st.dictionaries(SPOTS, st.sampled_from([1, 1, 1, 2, 2, 3, 4, 5, 6, 9]), min_size=2, max_size=9).filter(
    lambda valid: number_of_worlds(valid) <= 20_000
)


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_world_that_fits_gives_the_same_release_and_nothing_follows(shape: Shape, engine: Engine) -> None:
    assert not examine(engine, shape.worlds(engine.policy), most=WORLDS).faults


@given(NATIONS, st.sampled_from([5, 5, 6, 8, 10]), st.booleans(), st.integers(0, 1000))
def test_so_it_is_in_any_small_nation(valid: Numbers, threshold: int, are_families_first: bool, seed: int) -> None:
    policy = Policy(threshold=threshold, nation_threshold=threshold)
    engine = Engine(GROUPING, policy, {"liten"} if are_families_first else ())
    assert not examine(engine, Worlds(table_of(valid, GROUPING, policy)), most=12, seed=seed).faults


@pytest.mark.parametrize(("seed", "municipalities"), [(1, 1), (2, 1), (3, 4)])
def test_a_large_nation_is_safe_and_worlds_far_apart_that_fit_give_the_same_release(
    seed: int, municipalities: int
) -> None:
    valid, positive = made_up(seed, municipalities=municipalities)
    policy = PRESETS["standard"]
    engine, table = Engine(GROUPING, policy), table_of(valid, GROUPING, policy)
    told = engine(valid, positive)
    assert fits(table, told, positive)
    assert not list(pinned(table, told, positive, np.random.default_rng(seed)))
    others = list(extreme_worlds(table, told, number=5, random=np.random.default_rng(seed)))
    assert len(others) > 1
    assert all(release_of(engine(valid, other)) == release_of(told) for other in others)


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES)
def test_no_interval_begins_or_ends_inside_an_ends_class(engine: Engine) -> None:
    for shape in SHAPES:
        worlds = shape.worlds(engine.policy)
        table = worlds.table
        valid = dict(zip(table.bases, table.valid.tolist(), strict=True))
        for world in np.random.default_rng(1).integers(len(worlds.all), size=8).tolist():
            least, most = table.limits(engine(valid, worlds.positive(world)))
            width = engine.policy.end_width
            for edge in (least, table.answers - most):
                assert ((edge == 0) | (edge > width)).all()
            for edge in (most, table.answers - least):
                assert (edge >= width).all()


def test_the_search_tells_as_much_as_if_it_knew_every_world() -> None:
    """A little less or more in each nation, as its worlds are drawn, and the same on average."""
    less, wider = [], []
    for shape in (shape for shape in SHAPES if shape.table().rows):
        searched = kept(ENGINES["target groups first"], shape, worlds=20)
        exact = kept(ExactEngine(shape.worlds(), GROUPING), shape, worlds=20)
        less.append(exact.fine - searched.fine)
        wider.append(searched.width - exact.width)
    assert max(less) < 0.05
    assert max(wider) < 0.02
    assert np.mean(less) < 0.005
    assert np.mean(wider) < 0.002
