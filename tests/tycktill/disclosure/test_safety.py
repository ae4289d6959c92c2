"""Other answers give the same publication: tried with all answers there could be, on nations small enough for it."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from tests.tycktill.builders import Answers
from tests.tycktill.disclosure.worlds import leaks, worlds_of
from tests.tycktill.nations import Spot, answers, tallies_of

from tycktill.disclosure import PRESETS, protect


@pytest.mark.parametrize("preset", sorted(PRESETS))
@given(answered=answers(most=9))
def test_nobodys_answer_follows_from_all_that_is_published(preset: str, answered: Mapping[Spot, Answers]) -> None:
    policy = PRESETS[preset]
    protected = protect(tallies_of(answered), policy)
    for family in ("liten", "annan"):
        worlds = worlds_of(answered, protected, family)
        if worlds:
            assert not list(leaks(worlds, policy))
