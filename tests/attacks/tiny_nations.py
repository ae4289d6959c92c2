"""Nations so small that all their worlds can be tried one after the other."""

from collections.abc import Mapping
from os import environ

from hypothesis import assume
from hypothesis import strategies as st
from tests.attacks.every_world import number_of_worlds
from tests.attacks.made_up import bases_of
from tests.tycktill.builders import Answers
from tests.tycktill.nations import Spot

from tycktill.terms import Gender

NATIONS = int(environ.get("TYCKTILL_NATIONS", "40"))
"""How many nations each law makes. Where there is time: `TYCKTILL_NATIONS=5000 scripts/test tests/attacks`."""

MOST_WORLDS = 20_000

_SPOTS = st.tuples(
    st.sampled_from(["liten-a", "liten-b", "ensam"]),
    st.sampled_from(["9001", "9002"]),
    st.sampled_from(["norr", "syd", "vast"]),
    st.sampled_from([Gender.WOMAN, Gender.MAN, Gender.UNKNOWN]),
)


@st.composite
def tiny_nations(draw: st.DrawFn) -> Mapping[Spot, Answers]:
    """Valid and positive answers by base cell: few or all are positive in many."""
    valid = draw(st.dictionaries(_SPOTS, st.sampled_from([1, 1, 2, 3, 4, 5, 6, 8]), min_size=1, max_size=8))
    answered = {
        spot: (number, draw(st.sampled_from([0, number // 2, number, number]))) for spot, number in valid.items()
    }
    assume(number_of_worlds(bases_of(answered)) <= MOST_WORLDS)
    return answered
