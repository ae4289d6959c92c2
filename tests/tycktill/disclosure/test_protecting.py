"""What leaves is as much as the rules let, in the forms they say; what follows from it is tried in test_safety.py."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.builders import Answers
from tests.tycktill.disclosure.rowspace import Span, base_spots, is_in, rest_vector, vector
from tests.tycktill.nations import Spot, answers, tallies_of

from tycktill.counting import Tallies
from tycktill.disclosure import PRESETS, Policy, Protected, protect
from tycktill.statistics import ShareClass, file_share, share_interval
from tycktill.terms import Cell, Gender, GenderGroup, Level, Reason, Status

NATIONS = answers(most=24)
THRESHOLD = Policy().threshold
W, M, U = Gender.WOMAN, Gender.MAN, Gender.UNKNOWN
PLAIN = Policy()


def protected(answered: Mapping[Spot, Answers], policy: Policy = PLAIN) -> Protected:
    """The nation's values, protected."""
    return protect(tallies_of(answered), policy)


def fewest(answered: Mapping[Spot, Answers], cell: Cell, policy: Policy) -> int:
    """How many answers a row needs: more where it is of several municipalities."""
    places = {spot[1] for spot in base_spots(answered) if is_in(spot, cell)}
    return max(policy.threshold, policy.nation_threshold) if len(places) > 1 else policy.threshold


def valid_of(answered: Mapping[Spot, Answers], cell_vector: tuple[int, ...]) -> int:
    """Valid answers in the base cells of a vector."""
    return sum(answered[spot][0] * there for spot, there in zip(base_spots(answered), cell_vector, strict=True))


@given(NATIONS)
def test_strict_lets_no_number_of_few_follow_by_subtraction(answered: Mapping[Spot, Answers]) -> None:
    values, spots = protected(answered, PRESETS["strict"]), base_spots(answered)
    span = Span(vector(value.cell, spots) for value in values.values if value.status is not Status.WITHHELD)
    for value in values.values:
        for those in (vector(value.cell, spots), rest_vector(value.cell, spots)):
            if 0 < valid_of(answered, those) < THRESHOLD:
                assert those not in span


@pytest.mark.parametrize("preset", sorted(PRESETS))
@given(answered=NATIONS)
def test_few_are_withheld_and_by_strict_alone_more_than_they(preset: str, answered: Mapping[Spot, Answers]) -> None:
    """Every row of enough answers is told as an interval, however wide."""
    policy = PRESETS[preset]
    for value, row in zip(protected(answered, policy).values, tallies_of(answered).rows, strict=True):
        assert (value.reason is Reason.FEW) == (row.valid < fewest(answered, row.cell, policy))
        if value.status is Status.WITHHELD:
            assert value.reason is Reason.FEW or preset == "strict"
        else:
            assert value.valid == row.valid >= THRESHOLD


@given(NATIONS)
def test_where_nobody_is_near_an_end_nothing_is_coarsened(answered: Mapping[Spot, Answers]) -> None:
    middling = {spot: (valid * 8, valid * 4) for spot, (valid, _) in answered.items()}
    values = protected(middling).values
    assert {
        value.status for value in values if value.reason is not Reason.FEW and value.cell.level is not Level.NATION
    } <= {Status.SHOWN}


@given(NATIONS)
def test_a_class_holds_the_truth_and_its_widest_interval(answered: Mapping[Spot, Answers]) -> None:
    for value, row in zip(protected(answered).values, tallies_of(answered).rows, strict=True):
        if value.status is Status.BOUNDED:
            assert value.positive_min is not None
            assert value.positive_max is not None
            assert value.share is None
            least, most = value.positive_min, value.positive_max
            assert (value.share_min, value.share_max) == (file_share(least / row.valid), file_share(most / row.valid))
            assert least <= row.positive <= most
            low, high = share_interval(ShareClass(row.valid, least, most), row.offered)
            assert (value.low, value.high) == (file_share(low), file_share(high))


@given(NATIONS)
def test_nearly_all_alike_is_never_told_exactly(answered: Mapping[Spot, Answers]) -> None:
    for value, row in zip(protected(answered).values, tallies_of(answered).rows, strict=True):
        if row.positive <= 1 or row.positive >= row.valid - 1:
            assert value.status is not Status.SHOWN


@given(NATIONS)
def test_a_withheld_value_tells_nothing_but_participation(answered: Mapping[Spot, Answers]) -> None:
    for value in protected(answered).values:
        if value.status is Status.WITHHELD:
            numerator = value.positive_min, value.positive_max
            secret = (value.valid, value.share, value.share_min, value.share_max, value.low, value.high)
            assert numerator + secret == (None,) * 8
            is_total = value.cell.gender is GenderGroup.ALL
            assert (value.answered is not None) == is_total
            assert (value.offered is not None) == is_total


@given(NATIONS)
def test_a_shown_value_is_its_share_to_four_decimals(answered: Mapping[Spot, Answers]) -> None:
    for value, row in zip(protected(answered).values, tallies_of(answered).rows, strict=True):
        if value.status is Status.SHOWN:
            assert value.share == value.share_min == value.share_max == file_share(row.positive / row.valid)
            assert (value.offered, value.answered, value.valid) == (row.offered, row.answered, row.valid)


@given(NATIONS, st.data())
def test_the_order_of_tallies_does_not_matter(answered: Mapping[Spot, Answers], data: st.DataObject) -> None:
    tallies = tallies_of(answered)
    shuffled = Tallies(tuple(data.draw(st.permutations(tallies.rows))), tallies.grouping)
    assert protect(shuffled, Policy()) == protect(tallies, Policy())


@given(NATIONS)
def test_values_are_sorted_and_complete(answered: Mapping[Spot, Answers]) -> None:
    keys = [(value.cell, value.question) for value in protected(answered).values]
    assert keys == [(row.cell, row.question) for row in tallies_of(answered).rows] == sorted(keys)


def forms(answered: Mapping[Spot, Answers], level: Level, policy: Policy = PLAIN) -> Mapping[tuple[str, str], Status]:
    """How values at a level are given, by unit or municipality, and gender."""
    return {
        (value.cell.unit or value.cell.municipality, value.cell.gender.value): value.status
        for value in protected(answered, policy).values
        if value.cell.level is level and value.cell.instrument == "ensam"
    }


def test_a_third_gender_is_covered_by_an_interval() -> None:
    """Total - women - men is the commonest leak of all."""
    answered = {("ensam", "9001", "norr", W): (19, 10), ("ensam", "9001", "norr", M): (18, 9)}
    assert set(forms(answered, Level.UNIT).values()) == {Status.SHOWN}
    found = forms(answered | {("ensam", "9001", "norr", U): (2, 1)}, Level.UNIT)
    assert found["norr", "T"] is Status.SHOWN
    assert Status.BOUNDED in {found["norr", "K"], found["norr", "M"]}


def test_a_small_unit_is_covered_by_another() -> None:
    units = {"syd": (3, 2), "norr": (30, 20), "vast": (8, 4)}
    answered = {("ensam", "9001", unit, M): numbers for unit, numbers in units.items()}
    found = {unit: form for (unit, gender), form in forms(answered, Level.UNIT).items() if gender == "T"}
    assert found == {"syd": Status.WITHHELD, "vast": Status.BOUNDED, "norr": Status.SHOWN}


def test_official_has_no_classes_at_the_ends_and_covers_the_few_all_the_same() -> None:
    units = {"syd": (3, 2), "norr": (30, 30), "vast": (8, 4)}
    answered = {("ensam", "9001", unit, M): numbers for unit, numbers in units.items()}
    found = {unit: form for (unit, gender), form in forms(answered, Level.UNIT, PRESETS["official"]).items()}
    assert found.pop("syd") is Status.WITHHELD
    assert sorted(found.values()) == [Status.BOUNDED, Status.SHOWN]
    alone = {("ensam", "9001", "norr", M): (30, 30)}
    assert forms(alone, Level.UNIT, PRESETS["official"])["norr", "T"] is Status.SHOWN


def test_a_higher_threshold_withholds_more() -> None:
    answered = {("ensam", "9001", "norr", M): (7, 3)}
    assert all(value.reason is Reason.FEW for value in protected(answered, replace(PLAIN, threshold=10)).values)


def test_no_policy_goes_below_what_surveys_promise() -> None:
    with pytest.raises(ValueError, match="a threshold of 4 is below the 5"):
        Policy(threshold=4)
    with pytest.raises(ValueError, match="`strict` keeps numbers of fewer than 5 answers from following"):
        Policy("strict", threshold=6)
    with pytest.raises(ValueError, match="`loose` is none of the presets"):
        Policy(preset="loose")
    with pytest.raises(ValueError, match="`standard` promises that nobody's answer follows"):
        Policy(end_width=0)
    with pytest.raises(ValueError, match="`cautious` keeps facts about base cells from becoming"):
        Policy("cautious")
    with pytest.raises(ValueError, match=r"a certainty of 1\.1"):
        Policy(certainty=1.1)
    with pytest.raises(ValueError, match="an interval of shares is between 0 and 1 wide"):
        Policy(widest=1.5)
    with pytest.raises(ValueError, match="end classes 3 wide would meet"):
        Policy(end_width=3)


def test_estimates_that_do_not_add_up_are_an_error() -> None:
    tallies = tallies_of({("ensam", "9001", "norr", M): (7, 3), ("ensam", "9001", "syd", M): (7, 3)})
    without_a_unit = [row for row in tallies.rows if row.cell.unit != "syd"]
    with pytest.raises(ValueError, match=r"the row municipality, 9001, annan, \w is not the sum of its parts"):
        protect(Tallies(tuple(without_a_unit), tallies.grouping), Policy())
    more_women = [
        replace(row, valid=9) if row.cell.unit == "syd" and row.cell.gender is GenderGroup.WOMEN else row
        for row in tallies.rows
    ]
    with pytest.raises(ValueError, match="women and men exceed all"):
        protect(Tallies(tuple(more_women), tallies.grouping), Policy())
