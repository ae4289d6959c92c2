"""The integer attack finds for every group just what all worlds leave, and so knows what the audit knows."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attacks.every_world import EveryWorld
from tests.attacks.integer import IntegerAttack, spread
from tests.attacks.made_up import EXACT, FOUR, HELD, PAIR, RANGE, SMALL, WITHHELD, bases_of, known_of, table_of
from tests.attacks.tiny_nations import NATIONS, tiny_nations
from tests.tycktill.builders import ROUND, Answers
from tests.tycktill.nations import Spot

FORMS = st.lists(st.sampled_from([EXACT, EXACT, PAIR, FOUR, RANGE, WITHHELD]), min_size=150, max_size=150)


@pytest.mark.exhaustive
@settings(max_examples=NATIONS // 4, deadline=None)
@given(tiny_nations(), FORMS)
def test_least_and_most_are_those_of_all_worlds(answered: Mapping[Spot, Answers], forms: list[str]) -> None:
    rows, bases = table_of(answered, lambda place, _: forms[place]), bases_of(answered)
    every = EveryWorld(rows, bases, HELD)
    attack = IntegerAttack(rows, known_of(answered)[ROUND, "helhet"], HELD)
    place = {base.key: number for number, base in enumerate(bases)}
    for group in dict.fromkeys(attack.groups()):
        cells = [place[attack.keys[cell]] for cell in group]
        assert attack.range_of(group) == spread(every.worlds[:, cells].sum(axis=1))
    if list(attack.known(SMALL.end_width)):
        assert every.leaks(SMALL)
