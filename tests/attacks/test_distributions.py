"""Distributions over options, together with all shares, tell nothing of few, of nearly all or of nearly none."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attacks.distributions import by_distribution
from tests.attacks.linear import by_linear_programming
from tests.attacks.made_up import EXACT, RANGE, table_of
from tests.attacks.released import Files
from tests.attacks.test_attacks import files_of
from tests.tycktill.builders import COMBINED, ONE_QUESTION, base, counts

from tycktill.counting import Tally, tally
from tycktill.disclosure import Policy, protect
from tycktill.publication import compose
from tycktill.tables import DISTRIBUTION
from tycktill.tables.distribution import DISTRIBUTION_COLUMNS
from tycktill.terms import BaseKey, Gender, Numbers

Spot = tuple[str, str, str, Gender]
Chosen = Mapping[Spot, tuple[int, ...]]
FINGERPRINTS = dict.fromkeys(ONE_QUESTION, "0" * 64)
GENDERS = {Gender.WOMAN: "K", Gender.MAN: "M", Gender.UNKNOWN: "rest"}

NATIONS = st.dictionaries(
    st.tuples(
        st.sampled_from(["liten-a", "liten-b", "ensam"]),
        st.sampled_from(["9001", "9002"]),
        st.sampled_from(["norr", "syd"]),
        st.sampled_from(list(GENDERS)),
    ),
    st.tuples(*[st.sampled_from([0, 1, 2, 3, 5, 9])] * 4).filter(any),
    min_size=2,
    max_size=9,
)
"""By base cell, how many chose each of four options."""


def release_of(chosen: Chosen) -> Files:
    """Their release, with as many distributions as may be."""
    bases = [
        replace(base(spot[:3], spot[3], {}), answered=sum(each), options={"helhet": dict(enumerate(each, start=1))})
        for spot, each in chosen.items()
    ]
    tallies = tally(counts(bases), ONE_QUESTION, [], COMBINED)
    protected = protect(tallies, Policy(nation_threshold=5))
    return compose(protected, catalogue=ONE_QUESTION, fingerprints=FINGERPRINTS).files


def known_of(chosen: Chosen) -> Numbers:
    """Who answered."""
    keys = {BaseKey(spot[1], spot[2], spot[0], GENDERS[spot[3]]): sum(each) for spot, each in chosen.items()}
    return {("2024", "helhet"): keys}


@pytest.mark.exhaustive
@given(NATIONS)
def test_nothing_follows_from_distributions(chosen: Chosen) -> None:
    files = release_of(chosen)
    assert by_distribution(files, known_of(chosen)) == []
    assert by_distribution(files) == []


UNITS = {
    ("ensam", "9001", "norr", Gender.MAN): (9, 9, 9, 9),
    ("ensam", "9001", "syd", Gender.MAN): (3, 2, 2, 4),
}


@pytest.mark.parametrize(
    ("rest", "found"),
    [((7, 8, 1, 7), "option 3 of 23 in"), ((1, 1, 1, 1), "option 2 of 4 in")],
)
def test_a_distribution_of_a_part_tells_of_the_rest(rest: tuple[int, ...], found: str) -> None:
    """The nation's and one municipality's leave the other, where nobody but one chose an option, or few answered."""
    chosen = UNITS | {("ensam", "9002", "norr", Gender.MAN): rest}
    files = release_of(chosen)
    assert by_distribution(files, known_of(chosen)) == []
    nation = tuple(sum(each) for each in zip(*chosen.values(), strict=True))
    both = [*_told("nation", "", nation), *_told("municipality", "9001", (12, 11, 11, 13))]
    telling = dict(files) | {DISTRIBUTION: "\n".join([",".join(DISTRIBUTION_COLUMNS), *both, ""]).encode()}
    for known in (known_of(chosen), None):
        assert any(found in learned for learned in by_distribution(telling, known))


@pytest.mark.parametrize(("positive", "learned"), [(8, []), (9, ["13"])])
def test_only_an_end_of_a_row_may_not_follow(positive: int, learned: list[str]) -> None:
    """From both target groups of two units and all of the first follow all of the second, told as 0 to 14 though."""
    spots = {("liten-a", "norr"): (8, 6), ("liten-b", "norr"): (17, 15), ("liten-a", "syd"): (5, 4)}
    spots |= {("liten-b", "syd"): (9, positive)}
    answered = {(target, "9001", unit, Gender.MAN): numbers for (target, unit), numbers in spots.items()}
    exact = {("municipality", "liten-a"), ("municipality", "liten-b"), ("norr", "liten")}

    def is_told(_: int, row: Tally) -> str:
        place = row.cell.unit or str(row.cell.level)
        return EXACT if (place, row.cell.instrument) in exact and row.cell.gender == "T" else RANGE

    told = _told("municipality", "9001", (5, 5, 2, 1), "liten-a")
    shares = files_of(table_of(answered, is_told))
    files = dict(shares) | {DISTRIBUTION: "\n".join([",".join(DISTRIBUTION_COLUMNS), *told, ""]).encode()}
    found = by_distribution(files)
    assert {each.rpartition(": ")[2] for each in found} == set(learned)
    assert bool(by_linear_programming(files)) == bool(learned)


def _told(level: str, municipality: str, numbers: tuple[int, ...], target: str = "ensam") -> list[str]:
    place = f"2024,{target},{level},{municipality},helhet,{sum(numbers)}"
    return [f"{place},{code},{number},{number / sum(numbers):.4f}" for code, number in enumerate(numbers, start=1)]
