"""Where arrays end: tables of nobody, sets of nobody, chains that come back, and thresholds beyond any preset."""

from itertools import pairwise

import numpy as np
import pytest
from tests.tycktill.disclosure.every_world.engine import Engine
from tests.tycktill.disclosure.every_world.shapes import GROUPING, SHAPES, Shape
from tests.tycktill.disclosure.every_world.tables import Base

from tycktill.disclosure import PRESETS, Policy
from tycktill.disclosure.model.hierarchy import BaseName, Parts, build_hierarchy
from tycktill.disclosure.model.prior import SHARES
from tycktill.disclosure.model.table import SearchTable, build_table
from tycktill.disclosure.search import compiled, reference
from tycktill.disclosure.search.arrays import StateArrays, TableArrays, state_arrays, table_arrays
from tycktill.disclosure.search.engines import SearchEngine as Search
from tycktill.disclosure.search.reference.chains import is_allowed
from tycktill.disclosure.search.reference.lots import Lots
from tycktill.disclosure.search.reference.table import State
from tycktill.disclosure.search.reference.table import Table as Lists

STANDARD = PRESETS["standard"]
LIMITS = (32, 8, 32)
BOTH = [
    pytest.param(compiled, marks=pytest.mark.skipif(not compiled.IS_BUILT, reason="the search was not compiled")),
    reference,
]


def table_of(valid: dict[Base, int], more: list[Parts]) -> SearchTable:
    """Every row with enough answers, and these sets."""
    own = build_hierarchy({BaseName(*base): number for base, number in valid.items()}, GROUPING.targets())
    return build_table(own, [row for row in own.rows if own.size(row) >= STANDARD.threshold], STANDARD.threshold, more)


def opened(found: SearchTable, worlds: int = 20) -> tuple[TableArrays, StateArrays]:
    """As the engines take it."""
    return table_arrays(found, STANDARD), state_arrays(found, worlds)


def test_lots_are_those_of_splitmix64() -> None:
    lots = Lots(1234567)
    assert [lots.draw() for _ in range(3)] == [6457827717110365317, 3203168211198807973, 9817491932198370423]


@pytest.mark.parametrize("engine", BOTH)
def test_a_table_of_nobody_is_safe(engine: Search) -> None:
    own, state = opened(table_of({}, []))
    engine.begin(own, state, np.zeros(0, np.int32), SHARES, 1)
    assert engine.settle(own, state, 2)
    assert engine.is_safe(own, state, LIMITS, 3)
    engine.spread(own, state, 8, 4)
    assert state.count == 20


@pytest.mark.parametrize("engine", BOTH)
def test_a_set_of_nobody_has_nothing_to_tell(engine: Search) -> None:
    own, state = opened(table_of({Base("9001", "norr", "a", "K"): 9}, [()]))
    engine.begin(own, state, np.zeros(0, np.int32), SHARES, 1)
    assert engine.is_safe(own, state, LIMITS, 3)


@pytest.mark.parametrize("engine", BOTH)
def test_one_base_cell_of_the_fewest_answers_is_told_by_its_ends_alone(engine: Search) -> None:
    own, state = opened(table_of({Base("9001", "norr", "a", "K"): 5}, []))
    engine.begin(own, state, np.zeros(0, np.int32), SHARES, 1)
    for cell in range(own.cells):
        offer = engine.offer(own, state, cell, LIMITS, 2)
        assert (offer[0][0], offer[-1][1]) == (0, 5)
        assert all(most + 1 == least for (_, most), (least, _) in pairwise(offer))


@pytest.mark.parametrize("engine", BOTH)
def test_what_leaves_nothing_to_ask_is_given_back(engine: Search) -> None:
    own, state = opened(table_of({Base("9001", "norr", "a", "K"): 9}, []))
    state.least[:], state.most[:] = 4, 4
    engine.begin(own, state, np.zeros(0, np.int32), SHARES, 1)
    assert engine.settle(own, state, 2)
    assert list(engine.offer(own, state, 0, LIMITS, 3)) == [(4, 4)]


def test_a_chain_that_changes_a_base_cell_twice_stays_within_its_answers() -> None:
    own, state = opened(table_of({Base("9001", "norr", "a", "K"): 9, Base("9001", "norr", "a", "M"): 9}, []))
    s = State(Lists(own), state)
    world, total = [8, 1], [sum((8, 1)[base] for base in bases) for bases in s.t.bases_of]
    assert is_allowed(s, world, total, [(0, 1)])
    assert not is_allowed(s, world, total, [(0, 1), (1, -1), (0, 1)])
    assert is_allowed(s, world, total, [(0, 1), (1, 1), (0, -1)])


@pytest.mark.skipif(not compiled.IS_BUILT, reason="the search was not compiled")
def test_arrays_that_would_be_misread_are_refused() -> None:
    own, state = opened(table_of({Base("9001", "norr", "a", "K"): 9}, []))
    with pytest.raises(TypeError, match="32 bits"):
        compiled.narrow(own, state, 0, np.array([0], np.int64), 1)
    with pytest.raises(TypeError, match="one after the other"):
        compiled.narrow(own, state, 0, np.zeros(4, np.int32)[::2], 1)


@pytest.mark.parametrize("threshold", [17, 18, 30])
def test_many_single_answers_under_a_high_threshold_are_met(threshold: int) -> None:
    units = [f"enhet {unit:02}" for unit in range(20)]
    valid = {Base("9001", unit, "a", gender): 1 for unit in units for gender in "KM"}
    told = Engine(GROUPING, Policy(threshold=threshold, nation_threshold=threshold))(valid, dict.fromkeys(valid, 1))
    assert all(0 <= least <= most for least, most in told.values())


@pytest.mark.parametrize("shape", SHAPES[:4], ids=lambda shape: shape.name)
@pytest.mark.parametrize("limits", [(0, 0, 0, 0), (1000, 200, 1000, 9)], ids=str)
def test_any_limits_of_the_search_are_met(limits: tuple[int, ...], shape: Shape) -> None:
    found = table_of(dict(shape.valid), [])
    for engine in (compiled, reference) if compiled.IS_BUILT else (reference,):
        own, state = opened(found)
        engine.begin(own, state, np.zeros(0, np.int32), SHARES, 1)
        for cell in range(own.cells):
            assert engine.offer(own, state, cell, limits, 2)
