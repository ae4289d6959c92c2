"""The audit against all worlds, one after the other: it tells of all leaks, and of nothing else."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attacks.every_world import EveryWorld
from tests.attacks.made_up import (
    EXACT,
    FOUR,
    HELD,
    PAIR,
    QUESTIONS,
    RANGE,
    SMALL,
    WITHHELD,
    bases_of,
    grouping_of,
    known_of,
    table_of,
)
from tests.attacks.tiny_nations import NATIONS, tiny_nations
from tests.tycktill.builders import Answers
from tests.tycktill.nations import Spot

from tycktill.audit import Reader, Requirements, audit

OFFICIAL = Requirements("official", end_width=0, nation_threshold=5, may_withhold=True)
FORMS = st.lists(st.sampled_from([EXACT, EXACT, PAIR, FOUR, RANGE, WITHHELD]), min_size=150, max_size=150)


@pytest.mark.exhaustive
@settings(max_examples=NATIONS)
@given(tiny_nations(), FORMS, st.sampled_from([SMALL, SMALL, OFFICIAL]))
def test_the_audit_tells_of_leaks_and_of_nothing_else(
    answered: Mapping[Spot, Answers], forms: list[str], requirements: Requirements
) -> None:
    """In any table, protected or not, for whoever knows who answered; a reader of the folder alone knows less."""
    rows = table_of(answered, lambda place, _: forms[place], requirements)
    every = EveryWorld(rows, bases_of(answered), HELD)
    leaks = every.leaks(requirements)
    folder = audit(rows, grouping_of(rows), QUESTIONS, requirements).faults
    insider = audit(rows, grouping_of(rows), QUESTIONS, requirements, reader=Reader(known_of(answered))).faults
    assert bool(insider) == bool(leaks)
    assert leaks or not folder
