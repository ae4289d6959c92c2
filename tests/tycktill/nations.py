"""Small made-up nations for laws: few units with few answers each, so that much must be withheld."""

from collections.abc import Collection, Mapping

from hypothesis import strategies as st
from tests.tycktill.builders import COMBINED, ONE_QUESTION, Answers, base, counts

from tycktill.counting import Counts, Tallies, tally
from tycktill.fieldwork import Offer
from tycktill.terms import Gender

Spot = tuple[str, str, str, Gender]
"""(instrument, municipality, unit, gender)."""

NUMBERS = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 8, 13])
"""Valid answers of a base cell: often none or few, as in real units."""

SPOTS = st.tuples(
    st.sampled_from(sorted(ONE_QUESTION)),
    st.sampled_from(["9001", "9002", "9003"]),
    st.sampled_from(["norr", "syd"]),
    st.sampled_from([Gender.WOMAN, Gender.MAN, Gender.WOMAN, Gender.MAN, Gender.UNKNOWN]),
)


@st.composite
def answers(draw: st.DrawFn, *, most: int = 16) -> Mapping[Spot, Answers]:
    """Valid and positive answers by base cell, at least one answer in all."""
    valid = draw(st.dictionaries(SPOTS, NUMBERS, min_size=1, max_size=most).filter(lambda found: any(found.values())))
    return {spot: (number, draw(st.integers(0, number))) for spot, number in valid.items()}


def counts_of(answered: Mapping[Spot, Answers]) -> Counts:
    """Their counts, to the one question of `ONE_QUESTION`."""
    return counts([base(spot[:3], spot[3], {"helhet": pair}) for spot, pair in answered.items()])


def without_units(answered: Mapping[Spot, Answers], code: str) -> Mapping[Spot, Answers]:
    """The same where a municipality names no units."""
    found: dict[Spot, Answers] = {}
    for (instrument, municipality, unit, gender), (valid, positive) in answered.items():
        spot = instrument, municipality, "" if municipality == code else unit, gender
        before = found.get(spot, (0, 0))
        found[spot] = before[0] + valid, before[1] + positive
    return found


def tallies_of(
    answered: Mapping[Spot, Answers],
    *,
    offered: int = 40,
    combined: Mapping[str, tuple[str, ...]] = COMBINED,
    local: Collection[str] = (),
) -> Tallies:
    """Their tallies, each unit having offered to so many and to as many as answered more."""
    sheets = {spot[:3]: 0 for spot in answered}
    for spot, (valid, _) in answered.items():
        sheets[spot[:3]] += valid
    offers = [Offer("2024", *place, offered + number) for place, number in sheets.items()]
    return tally(counts_of(answered), ONE_QUESTION, offers, combined, local=local)
