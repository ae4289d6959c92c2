"""The audit against all worlds, one after the other: it tells of leaks only, and of all that follow in real numbers."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attacks.every_world import EveryWorld
from tests.attacks.made_up import EXACT, FAMILIES, PAIR, QUESTIONS, SMALL, WITHHELD, bases_of, known_of, table_of
from tests.attacks.tiny_nations import NATIONS, tiny_nations
from tests.tycktill.builders import Answers
from tests.tycktill.nations import Spot

from tycktill.audit import Requirements, audit

OFFICIAL = Requirements("official", end_width=0, pairs=False, nation_threshold=5)
FORMS = st.lists(st.sampled_from([EXACT, EXACT, PAIR, WITHHELD, WITHHELD]), min_size=150, max_size=150)


@settings(max_examples=NATIONS)
@given(tiny_nations(), FORMS, st.sampled_from([SMALL, SMALL, OFFICIAL]))
def test_the_audit_tells_of_leaks_and_of_nothing_else(
    answered: Mapping[Spot, Answers], forms: list[str], requirements: Requirements
) -> None:
    """In any table, protected or not. What it misses follows only because people cannot be divided."""
    rows = table_of(answered, lambda place, _: forms[place], requirements)
    every = EveryWorld(rows, bases_of(answered), FAMILIES, requirements.end_width)
    leaks = every.leaks(requirements)
    folder = audit(rows, FAMILIES, QUESTIONS, requirements).faults
    insider = audit(rows, FAMILIES, QUESTIONS, requirements, known=known_of(answered)).faults
    if not leaks:
        assert (folder, insider) == ((), ())
    elif not insider:
        assert not folder
        assert all(every.varies_in_fractions(leak) for leak in leaks)
