"""The compiled search and its reference in Python are the same, byte by byte, at every call of a release."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import fields
from re import MULTILINE, findall

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.repo.repository import SOURCE
from tests.tycktill.disclosure.every_world.engine import Engine
from tests.tycktill.disclosure.every_world.shapes import GROUPING, SHAPES, Shape, made_up
from tests.tycktill.disclosure.every_world.tables import Base, Numbers
from tests.tycktill.disclosure.test_search import NATIONS

from tycktill.disclosure import PRESETS, Policy, telling
from tycktill.disclosure.model.hierarchy import BaseName, build_hierarchy
from tycktill.disclosure.model.intervals import Interval
from tycktill.disclosure.model.table import build_table
from tycktill.disclosure.search import arrays, compiled, engines, joint, reference, search

pytestmark = pytest.mark.skipif(not compiled.IS_BUILT, reason="the search was not compiled")
# To watch coverage takes the reference three times as long; the few that are watched go through all of it.

POLICIES: Mapping[str, Policy] = {
    **{
        name: Policy(name, end_width=0 if name == "official" else 1, nation_threshold=5)
        for name in ("standard", "official")
    },
    "cautious": Policy("cautious", nation_threshold=5, certainty=0.95),
    "nine": Policy(threshold=9, nation_threshold=9, end_width=2),
    "nineteen": Policy(threshold=19, nation_threshold=19),
}


def mostly(valid: Numbers) -> Numbers:
    """Positive answers, most of them all."""
    return {base: number * 4 // 5 for base, number in valid.items()}


class Both:
    """Does all with both engines and holds them against each other; `calls` counts what was asked of them."""

    def __init__(self) -> None:
        self.calls = dict.fromkeys(engines.FUNCTIONS, 0)

    def __getattr__(self, name: str) -> object:
        if name not in self.calls:  # whoever prints this asks for more
            raise AttributeError(name)

        def call(own: arrays.TableArrays | arrays.JointArrays, *rest: object) -> object:
            self.calls[name] += 1
            other = deepcopy(rest)
            given = [getattr(engine, name)(own, *mine) for engine, mine in ((compiled, rest), (reference, other))]
            np.testing.assert_array_equal(given[0], given[1])
            for mine, theirs in zip(map(_bytes, rest), map(_bytes, other), strict=True):
                assert mine == theirs
            return given[0]

        return call


def _bytes(argument: object) -> object:
    """All that an engine may read or write; of worlds those that are there."""
    if isinstance(argument, arrays.StateArrays | arrays.JointStateArrays):
        numbers = [(each.name, getattr(argument, each.name)) for each in fields(argument)]
        own = {"worlds", "totals", "odds"}
        return [_bytes(number[: argument.count] if name in own else number) for name, number in numbers]
    return argument.tobytes() if isinstance(argument, np.ndarray) else argument


@pytest.fixture(scope="module")
def both() -> Iterator[Both]:
    """The search, with both engines at once."""
    with pytest.MonkeyPatch.context() as patch:
        watched = Both()
        for module in (search, joint):
            patch.setattr(module, "engine", watched)
        yield watched


@pytest.mark.exhaustive
@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_tiny_tables_are_told_alike(both: Both, shape: Shape, policy: Policy) -> None:
    Engine(GROUPING, policy)(shape.valid, mostly(shape.valid))


@pytest.mark.exhaustive
@settings(max_examples=15, deadline=None)
@given(NATIONS, st.sampled_from(sorted(POLICIES)), st.data())
def test_any_small_table_is_told_alike(both: Both, valid: Numbers, policy: str, data: st.DataObject) -> None:
    Engine(GROUPING, POLICIES[policy])(valid, {base: data.draw(st.integers(0, n)) for base, n in valid.items()})


@pytest.mark.parametrize(
    ("seed", "municipalities", "preset"), [(1, 1, "standard"), (2, 2, "cautious"), (3, 1, "official")]
)
def test_middling_tables_are_told_alike(
    both: Both, monkeypatch: pytest.MonkeyPatch, seed: int, municipalities: int, preset: str
) -> None:
    monkeypatch.setattr(telling, "JUDGED_WORLDS", 64)  # the reference takes a minute for all
    Engine(GROUPING, PRESETS[preset])(*made_up(seed, municipalities=municipalities))


@pytest.mark.parametrize("number", range(0, len(SHAPES), 3))
def test_what_was_told_before_is_taken_in_alike(both: Both, number: int) -> None:
    valid, policy = SHAPES[number].valid, POLICIES["standard"]
    positive = mostly(valid)
    everybody = sum(positive.values())
    earlier = [(frozenset(valid), (max(0, everybody - 2), everybody))]
    Engine(GROUPING, policy).after(valid, positive, earlier)


WIDE = st.dictionaries(
    st.builds(
        Base,
        st.sampled_from([f"900{town}" for town in range(1, 7)]),
        st.sampled_from(["norr", "syd"]),
        st.sampled_from("ab"),
        st.sampled_from(["K", "M", "K", "M", "rest"]),
    ),
    st.sampled_from([1, 1, 2, 2, 3, 4, 5, 6, 9, 30]),
    min_size=4,
    max_size=10,
).filter(lambda valid: len({base.municipality for base in valid}) > 1)
"""Nations of two to six municipalities."""


@pytest.mark.exhaustive
@settings(max_examples=5, deadline=None)
@given(WIDE, st.sampled_from(sorted(POLICIES)), st.sampled_from([0, 20, 80, 100]), st.booleans())
def test_any_nation_of_some_municipalities_is_told_alike(
    both: Both, valid: Numbers, policy: str, share: int, is_public: bool
) -> None:
    positive = {base: number * share // 100 for base, number in valid.items()}
    everybody = sum(positive.values())
    earlier = [(frozenset(valid), (everybody // 2, everybody))] if is_public else []
    Engine(GROUPING, POLICIES[policy]).after(valid, positive, earlier)


def joint_search(valid: Numbers, policy: Policy, seed: int) -> joint.JointSearch:
    """Joint rows over pools of a few worlds each, drawn by lot: more never changes than in a search."""
    own = build_hierarchy({BaseName(*base): number for base, number in valid.items()}, GROUPING.targets())
    tellable = [row for row in own.rows if row.gender != "rest" and own.size(row) >= policy.threshold]
    whole = build_table(own, tellable, policy.threshold)
    random = np.random.default_rng(seed)
    counts = [whole.valid[whole.town[whole.place] == town] for town in range(int(whole.town.max()) + 1)]
    number = int(random.integers(2, 12))
    pools = [random.integers(0, count + 1, (number, len(count))).astype(np.int32) for count in counts]
    return joint.JointSearch(whole, [np.unique(each, axis=0) for each in pools], policy, 12)


def asked(found: joint.JointSearch, cells: Sequence[int], seed: int) -> bool:
    """Ask of every joint cell, answers by lot; whether what was told then is safe."""
    for cell in cells:
        offer = found.offer(cell, seed)
        if len(offer) > 1:
            found.narrow(cell, offer[seed % len(offer)], seed + 1)
    return found.is_safe(seed)


@pytest.mark.exhaustive
@settings(max_examples=6, deadline=None)
@given(WIDE, st.sampled_from(sorted(POLICIES)), st.integers(0, 2**32), st.floats(0, 1))
def test_whatever_the_pools_and_whatever_is_public_joint_rows_are_told_alike(
    both: Both, valid: Numbers, policy: str, seed: int, exact: float
) -> None:
    found = joint_search(valid, POLICIES[policy], seed)
    cells = [cell for cell in range(len(found.table.cells)) if found.is_joint(cell)]
    random = np.random.default_rng(seed)
    truth = random.integers(0, found.table.valid + 1)
    for cell in cells:
        total, width = int(truth[found.table.cells[cell]].sum()), int(random.integers(0, 4))
        if random.random() < exact:
            found.limit(cell, Interval(total - width, total + width))
    if found.begin(seed):
        asked(found, cells, seed)


def test_every_function_is_compared(both: Both) -> None:
    valid, policy = SHAPES[0].valid, POLICIES["standard"]
    Engine(GROUPING, policy).after(valid, mostly(valid), [(frozenset(valid), (9, 12))])
    Engine(GROUPING, policy)(*made_up(2, municipalities=2, units=1))
    found = joint_search({Base(f"900{town}", "norr", "a", "K"): 9 for town in range(1, 5)}, policy, 1)
    assert found.begin(2)
    asked(found, [cell for cell in range(len(found.table.cells)) if found.is_joint(cell)], 3)
    assert set(both.calls) == {name for name, count in both.calls.items() if count}


def test_the_compiled_search_has_every_function_that_is_called_and_no_other() -> None:
    source = (SOURCE / "tycktill/disclosure/search/core.c").read_text("utf-8")
    assert set(findall(r"^(?:void|i32) (\w+)\(", source, MULTILINE)) == set(engines.FUNCTIONS)
    assert all(callable(getattr(engine, name)) for engine in (compiled, reference) for name in engines.FUNCTIONS)
