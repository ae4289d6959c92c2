"""Every step from a world is a world: without a programme, and without a mistake."""

from collections.abc import Mapping

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.attacks.made_up import EXACT, FOUR, PAIR, RANGE, SMALL, known_of, table_of
from tests.tycktill.builders import GROUPING, Answers
from tests.tycktill.nations import Spot, answers

from tycktill.audit.attack.steps import Steps
from tycktill.audit.attack.worlds import World, Worlds
from tycktill.audit.table.question import QuestionTable
from tycktill.audit.table.rows import read_row
from tycktill.terms import Gender

W = Gender.WOMAN
FORMS = st.lists(st.sampled_from([EXACT, PAIR, FOUR, RANGE]), min_size=200, max_size=200)


def worlds_of(answered: Mapping[Spot, Answers], forms: list[str], *, is_known: bool) -> Worlds:
    """All worlds of a table of one family."""
    rows = table_of(answered, lambda place, _: forms[place % len(forms)], SMALL)
    own = [read_row(row, number) for number, row in enumerate(rows, start=2) if row["instrument"] != "ensam"]
    own = [row for row in own if row.spot.place.target != "annan"]
    known = {key: n for key, n in known_of(answered)["2024", "helhet"].items() if key.instrument != "ensam"}
    return Worlds(QuestionTable(own, GROUPING, SMALL, known if is_known else None))


def is_world(worlds: Worlds, world: World) -> bool:
    """Whether it gives the table."""
    total = worlds.rows @ world
    limits = (world, worlds.upper - world, total - worlds.least, worlds.most - total)
    return all((each >= -1e-6).all() for each in limits)


@given(answers(most=24), FORMS, st.booleans(), st.integers(0, 5))
def test_every_step_leads_to_a_world(
    answered: Mapping[Spot, Answers], forms: list[str], is_known: bool, seed: int
) -> None:
    everybody = dict(answered) | {("liten-a", "9001", "norr", W): (9, 4)}
    worlds, lots = worlds_of(everybody, forms, is_known=is_known), np.random.default_rng(seed)
    world = worlds.world_with_most(lots.integers(-9, 9, len(worlds.upper))).world
    assert world is not None
    for step in Steps(worlds, lots).steps_from(world):
        for one in range(len(step[0].more)):
            other = np.append(world, 0.0)
            for moves in step:
                other[moves.more[one]] += 1
                other[moves.fewer[one]] -= 1
            assert is_world(worlds, other[:-1])


def test_a_step_across_municipalities_is_found() -> None:
    """Two municipalities of few: all that is told is how many of both are positive."""
    answered = {("liten-a", municipality, "norr", W): (4, 2) for municipality in ("9001", "9002")}
    worlds = worlds_of(answered, [EXACT], is_known=True)
    steps = Steps(worlds, np.random.default_rng(0))
    steps.add(np.array([2.0, 2.0]))
    assert not steps.apart.any()
    assert steps.joint.all()
    assert not steps.joint.sum(axis=0).any()
