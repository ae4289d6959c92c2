"""distribution.csv tells how answers lie over options only where that gives nobody away."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.builders import COMBINED, GROUPING, ONE_QUESTION, base, counts

from tycktill.counting import Tallies, tally
from tycktill.disclosure import Policy, Protected, Public, protect
from tycktill.tables import OptionShare, distribution_faults, option_shares, parse_distribution, write_distribution
from tycktill.terms import Gender, Level

CellKey = tuple[str, str, str]
PLAIN = Policy(nation_threshold=5)

CHOSEN = st.tuples(*[st.sampled_from([0, 1, 2, 3, 5, 9])] * 4)
NATIONS = st.dictionaries(
    st.tuples(st.sampled_from(sorted(ONE_QUESTION)), st.sampled_from(["9001", "9002", "9003"]), st.just("norr")),
    CHOSEN.filter(any),
    min_size=1,
    max_size=7,
)


def tallies_of(chosen: Mapping[CellKey, tuple[int, ...]]) -> Tallies:
    """Of men who chose the four options so many times."""
    bases = [
        replace(base(place, Gender.MAN, {}), answered=sum(each), options={"helhet": dict(enumerate(each, start=1))})
        for place, each in chosen.items()
    ]
    return tally(counts(bases), ONE_QUESTION, [], COMBINED)


def protected(chosen: Mapping[CellKey, tuple[int, ...]]) -> Protected:
    """As they may leave."""
    return protect(tallies_of(chosen), PLAIN)


def told(chosen: Mapping[CellKey, tuple[int, ...]]) -> set[tuple[str, str]]:
    """Targets and municipalities with a distribution; the nation has no municipality."""
    return {(each.cell.instrument, each.cell.municipality) for each in protected(chosen).distributions}


@given(NATIONS)
def test_what_is_told_stands_a_proof(chosen: Mapping[CellKey, tuple[int, ...]]) -> None:
    values = protected(chosen)
    rows = list(values.values)
    assert not list(distribution_faults(option_shares(values.distributions), rows, GROUPING, PLAIN))


def test_what_is_told_of_more_than_ten_thousand_stands_too() -> None:
    """Though four decimals do not tell such numbers of answers to the last one."""
    values = protected({("ensam", "9001", "norr"): (7001, 9002, 8003, 6004), ("ensam", "9002", "norr"): (9, 8, 7, 6)})
    shares = option_shares(values.distributions)
    rows = list(values.values)
    assert {share.municipality for share in shares} == {"", "9001", "9002"}
    assert not list(distribution_faults(shares, rows, GROUPING, PLAIN))


def again(now: Mapping[CellKey, tuple[int, ...]], before: Mapping[CellKey, tuple[int, ...]]) -> set[tuple[str, str]]:
    """What a correction tells when the answers before had been published."""
    public = Public(distributions=protected(before).distributions)
    corrected = protect(tallies_of(now), PLAIN, public=public)
    return {(each.cell.instrument, each.cell.municipality) for each in corrected.distributions}


def test_a_correction_tells_again_what_is_still_so() -> None:
    before = {("ensam", "9001", "norr"): (9, 9, 9, 9), ("ensam", "9002", "norr"): (5, 5, 5, 5)}
    assert again(before, before) == told(before)
    more = before | {("ensam", "9002", "norr"): (7, 7, 7, 7)}
    assert ("ensam", "9001") in again(more, before)
    assert not {("ensam", ""), ("ensam", "9002")} & again(more, before)


@given(NATIONS, NATIONS)
def test_a_correction_tells_no_distribution_that_was_not_told(
    before: Mapping[CellKey, tuple[int, ...]], now: Mapping[CellKey, tuple[int, ...]]
) -> None:
    assert not told(before) or again(now, before) <= told(before)


@given(NATIONS)
def test_shares_add_up_and_are_read_back(chosen: Mapping[CellKey, tuple[int, ...]]) -> None:
    values = protected(chosen)
    for each in values.distributions:
        assert sum(each.chosen.values()) == each.valid
        assert all(1 < number < each.valid - 1 for number in each.chosen.values())
    shares = option_shares(values.distributions)
    assert parse_distribution(write_distribution(shares)) == shares


def test_no_municipality_is_left_out_for_the_nation() -> None:
    """Few are left beyond those that are told, and of them too much would be."""
    chosen = {
        ("ensam", "9001", "norr"): (9, 9, 9, 9),
        ("ensam", "9002", "norr"): (5, 5, 5, 5),
        ("ensam", "9003", "norr"): (5, 5, 3, 0),
    }
    assert {key for key in told(chosen) if key[0] == "ensam"} == {("ensam", "9001"), ("ensam", "9002")}


def test_the_nation_waits_where_a_municipality_that_is_not_told_would_have_to_be_as_it_is() -> None:
    """Else 9002 had to have four of the last option, since 9001 has one of some, and nobody else could."""
    alone = {("ensam", "9001", "norr"): (9, 9, 9, 1), ("ensam", "9002", "norr"): (4, 4, 0, 4)}
    assert not told(alone)
    others = {("ensam", f"9{place:03}", "norr"): (2, 2, 1, 1) for place in range(3, 9)}
    assert {key for key in told(alone | others) if key[0] == "ensam"} == {("ensam", "")}


def test_a_family_is_told_where_all_its_groups_are() -> None:
    both = {("liten-a", "9001", "norr"): (9, 9, 9, 9), ("liten-b", "9001", "norr"): (5, 5, 5, 5)}
    assert ("liten", "9001") in told(both)
    one = both | {("liten-b", "9001", "norr"): (5, 5, 5, 0)}
    assert ("liten-a", "9001") in told(one)
    assert ("liten", "9001") not in told(one)


def test_a_forged_distribution_is_found() -> None:
    values = protected({("ensam", "9001", "norr"): (9, 9, 9, 9), ("ensam", "9002", "norr"): (2, 2, 1, 1)})
    rows = list(values.values)
    shares = option_shares(values.distributions)
    assert {row.municipality for row in shares} == {"9001"}
    beside = {1: 2, 2: 2, 3: 1, 4: 1}
    nation = [
        replace(share, level=Level.NATION, municipality="", valid=42, chosen=share.chosen + beside[share.option])
        for share in shares
    ]
    (sentence,) = {str(fault) for fault in distribution_faults([*shares, *nation], rows, GROUPING, PLAIN)}
    assert "gives away by subtraction" in sentence
    changed = [replace(share, chosen=share.chosen - 1) for share in shares]
    assert any("does not add up" in str(fault) for fault in distribution_faults(changed, rows, GROUPING, PLAIN))


def test_a_forged_distribution_of_the_nation_that_leaves_no_room_is_found() -> None:
    values = protected({("ensam", "9001", "norr"): (9, 9, 9, 1), ("ensam", "9002", "norr"): (4, 4, 0, 4)})
    rows = list(values.values)
    place = ("2024", "ensam", Level.NATION, "", "helhet", 40)
    forged = [OptionShare(*place, option, chosen) for option, chosen in enumerate((13, 13, 9, 5), start=1)]
    (sentence,) = {str(fault) for fault in distribution_faults(forged, rows, GROUPING, PLAIN)}
    assert "some municipality has to have chosen" in sentence
