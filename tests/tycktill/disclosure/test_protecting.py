"""What is withheld cannot be had by adding and subtracting what is shown; as much as can be is shown."""

import ast
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.builders import Answers
from tests.tycktill.disclosure.rowspace import Span, base_spots, rest_vector, vector
from tests.tycktill.nations import Spot, answers, estimates_of

import tycktill
from tycktill.disclosure import Policy, Protected, ProtectedValue, protect
from tycktill.statistics import Estimates, file_share
from tycktill.terms import Cell, Gender, GenderGroup, Level, Reason, Status

NATIONS = answers(most=24)
THRESHOLD = Policy().threshold
W, M, U = Gender.WOMAN, Gender.MAN, Gender.UNKNOWN


def protected(answered: Mapping[Spot, Answers]) -> Protected:
    """The nation's values, protected."""
    return protect(estimates_of(answered), Policy(), seed=b"lots")


def valid_of(answered: Mapping[Spot, Answers], cell_vector: tuple[int, ...]) -> int:
    """Valid answers in the base cells of a vector."""
    return sum(answered[spot][0] * there for spot, there in zip(base_spots(answered), cell_vector, strict=True))


def shown_span(answered: Mapping[Spot, Answers], values: Protected) -> Span:
    """What follows from the shown."""
    spots = base_spots(answered)
    return Span(vector(value.cell, spots) for value in values.values if value.status is Status.SHOWN)


@given(NATIONS)
def test_nothing_withheld_can_be_derived(answered: Mapping[Spot, Answers]) -> None:
    values, spots = protected(answered), base_spots(answered)
    span = shown_span(answered, values)
    for value in values.values:
        own = vector(value.cell, spots)
        if value.status is Status.WITHHELD and any(own):
            assert own not in span


@given(NATIONS)
def test_not_even_who_knows_the_rest_can_derive_few_women_or_men(answered: Mapping[Spot, Answers]) -> None:
    values, spots = protected(answered), base_spots(answered)
    shown = [vector(value.cell, spots) for value in values.values if value.status is Status.SHOWN]
    span = Span([*shown, *(rest_vector(value.cell, spots) for value in values.values)])
    for value in values.values:
        own = vector(value.cell, spots)
        if value.reason is Reason.FEW and value.cell.gender is not GenderGroup.ALL and any(own):
            assert own not in span


@given(NATIONS)
def test_no_rest_of_few_can_be_derived(answered: Mapping[Spot, Answers]) -> None:
    values, spots = protected(answered), base_spots(answered)
    span = shown_span(answered, values)
    for value in values.values:
        rest = rest_vector(value.cell, spots)
        if 0 < valid_of(answered, rest) < THRESHOLD:
            assert rest not in span


@given(NATIONS)
def test_no_whole_gives_away_few_in_its_withheld_parts(answered: Mapping[Spot, Answers]) -> None:
    values, spots = protected(answered), base_spots(answered)
    span = shown_span(answered, values)
    for whole in values.values:
        for parts in parts_of(whole, values):
            vectors = [vector(part.cell, spots) for part in parts]
            if len(parts) == 2 and parts[0].cell.gender is GenderGroup.WOMEN and whole.cell.gender is GenderGroup.ALL:
                vectors.append(rest_vector(whole.cell, spots))
            hidden = [each for each in vectors if each not in span]
            if vector(whole.cell, spots) in span:
                assert not 0 < sum(valid_of(answered, each) for each in hidden) < THRESHOLD


def parts_of(whole: ProtectedValue, values: Protected) -> list[list[ProtectedValue]]:
    """The published parts of a value: by gender, by place and by instrument."""
    cell = whole.cell
    narrower = {Level.NATION: Level.MUNICIPALITY, Level.MUNICIPALITY: Level.UNIT, Level.UNIT: None}[cell.level]
    genders, places, instruments = [], [], []
    for value in values.values:
        other = value.cell
        same_place = (other.level, other.municipality, other.unit) == (cell.level, cell.municipality, cell.unit)
        same_target, same_gender = other.instrument == cell.instrument, other.gender == cell.gender
        if same_place and same_target and cell.gender is GenderGroup.ALL and not same_gender:
            genders.append(value)
        if same_target and same_gender and other.level is narrower and cell.municipality in {"", other.municipality}:
            places.append(value)
        if same_place and same_gender and cell.instrument == "liten" and other.instrument in {"liten-a", "liten-b"}:
            instruments.append(value)
    return [parts for parts in (genders, places, instruments) if parts]


@given(NATIONS)
def test_few_are_withheld_and_only_they_are_called_few(answered: Mapping[Spot, Answers]) -> None:
    for value, row in zip(protected(answered).values, estimates_of(answered).rows, strict=True):
        assert (value.reason is Reason.FEW) == (row.valid < THRESHOLD)
        if value.status is Status.SHOWN:
            assert value.valid is not None
            assert value.valid >= THRESHOLD


@given(NATIONS)
def test_whatever_could_be_shown_is_shown(answered: Mapping[Spot, Answers]) -> None:
    """Where nobody's answers are few, nothing needs protecting."""
    plenty = {spot: (valid * THRESHOLD, positive) for spot, (valid, positive) in answered.items()}
    assert all(value.reason is not Reason.PROTECTS for value in protected(plenty).values)


@given(NATIONS)
def test_a_withheld_value_tells_nothing_but_participation(answered: Mapping[Spot, Answers]) -> None:
    for value in protected(answered).values:
        if value.status is Status.WITHHELD:
            secret = (value.valid, value.share, value.share_min, value.share_max, value.low, value.high)
            assert secret == (None,) * 6
            is_total = value.cell.gender is GenderGroup.ALL
            assert (value.answered is not None) == is_total
            assert (value.offered is not None) == is_total


@given(NATIONS)
def test_a_shown_value_is_its_estimate_to_four_decimals(answered: Mapping[Spot, Answers]) -> None:
    for value, row in zip(protected(answered).values, estimates_of(answered).rows, strict=True):
        if value.status is Status.SHOWN:
            assert row.share is not None
            assert value.share == value.share_min == value.share_max == file_share(row.share)
            assert (value.offered, value.answered, value.valid) == (row.offered, row.answered, row.valid)


@given(NATIONS, st.data())
def test_answers_do_not_decide_what_is_shown(answered: Mapping[Spot, Answers], data: st.DataObject) -> None:
    others = {spot: (valid, data.draw(st.integers(0, valid))) for spot, (valid, _) in answered.items()}
    assert [value.reason for value in protected(others).values] == [
        value.reason for value in protected(answered).values
    ]


@given(NATIONS, st.data())
def test_the_order_of_estimates_does_not_matter(answered: Mapping[Spot, Answers], data: st.DataObject) -> None:
    estimates = estimates_of(answered)
    shuffled = Estimates(tuple(data.draw(st.permutations(estimates.rows))), estimates.families)
    assert protect(shuffled, Policy(), seed=b"lots") == protect(estimates, Policy(), seed=b"lots")


@given(NATIONS)
def test_values_are_sorted_and_complete(answered: Mapping[Spot, Answers]) -> None:
    keys = [(value.cell, value.question) for value in protected(answered).values]
    assert keys == [(row.cell, row.question) for row in estimates_of(answered).rows] == sorted(keys)


def reasons(answered: Mapping[Spot, Answers], instrument: str, level: Level) -> Mapping[tuple[str, str], Reason | None]:
    """Why values of an instrument at a level are withheld, by unit or municipality, and gender."""
    cells = [value for value in protected(answered).values if value.cell.instrument == instrument]
    return {
        (value.cell.unit or value.cell.municipality, value.cell.gender.value): value.reason
        for value in cells
        if value.cell.level is level
    }


def test_the_third_gender_is_not_given_away_by_subtraction() -> None:
    answered = {("ensam", "9001", "norr", W): (9, 5), ("ensam", "9001", "norr", M): (8, 5)}
    alone = reasons(answered, "ensam", Level.UNIT)
    assert set(alone.values()) == {None}
    with_rest = reasons(answered | {("ensam", "9001", "norr", U): (2, 1)}, "ensam", Level.UNIT)
    assert with_rest["norr", "T"] is None
    assert with_rest["norr", "K"] is None
    assert with_rest["norr", "M"] is Reason.PROTECTS


def test_a_small_unit_is_covered_by_the_smallest_that_can() -> None:
    units = {"syd": 3, "norr": 30, "vast": 8}
    answered = {("ensam", "9001", unit, M): (valid, 0) for unit, valid in units.items()}
    totals = {
        unit: reason for (unit, gender), reason in reasons(answered, "ensam", Level.UNIT).items() if gender == "T"
    }
    assert totals == {"syd": Reason.FEW, "vast": Reason.PROTECTS, "norr": None}


def test_two_small_units_do_not_cover_each_other_when_few_together() -> None:
    units = {"syd": 2, "norr": 2, "vast": 8}
    answered = {("ensam", "9001", unit, M): (valid, 0) for unit, valid in units.items()}
    assert reasons(answered, "ensam", Level.UNIT)["vast", "T"] is Reason.PROTECTS


def test_small_units_that_are_few_together_need_another() -> None:
    """The example of docs/method/disclosure.md."""
    units = {"vast": 30, "norr": 8, "syd": 2, "ost": 2}
    answered = {("ensam", "9001", unit, M): (valid, 0) for unit, valid in units.items()}
    found = reasons(answered, "ensam", Level.UNIT)
    assert [found[unit, "T"] for unit in units] == [None, Reason.PROTECTS, Reason.FEW, Reason.FEW]


def test_a_rest_among_few_men_does_not_cover_them() -> None:
    answered = {("ensam", "9001", "norr", gender): (n, 0) for gender, n in ((W, 9), (M, 4), (U, 6))}
    found = reasons(answered, "ensam", Level.UNIT)
    assert found["norr", "M"] is Reason.FEW
    assert Reason.PROTECTS in {found["norr", "K"], found["norr", "T"]}


def test_a_higher_threshold_withholds_more() -> None:
    answered = {("ensam", "9001", "norr", M): (7, 3)}
    strict = protect(estimates_of(answered), Policy(threshold=10), seed=b"lots")
    assert all(value.reason is Reason.FEW for value in strict.values)


def test_no_policy_goes_below_what_surveys_promise() -> None:
    with pytest.raises(ValueError, match="a threshold of 4 is below the 5"):
        Policy(threshold=4)
    with pytest.raises(ValueError, match="`loose` is none of the presets"):
        Policy(preset="loose")


def test_estimates_that_do_not_add_up_are_an_error() -> None:
    estimates = estimates_of({("ensam", "9001", "norr", M): (7, 3), ("ensam", "9001", "syd", M): (7, 3)})
    without_nation = [row for row in estimates.rows if row.cell.level is not Level.MUNICIPALITY]
    halved = [row for row in estimates.rows if row.cell.unit != "syd"]
    assert protect(Estimates(tuple(without_nation), estimates.families), Policy(), seed=b"lots").values
    assert protect(Estimates(tuple(halved), estimates.families), Policy(), seed=b"lots").values
    nation = Cell("2024", "ensam", Level.NATION, "", "", GenderGroup.ALL)
    (too_few,) = [row for row in estimates_of({("ensam", "9001", "norr", M): (3, 3)}).rows if row.cell == nation]
    others = [row for row in estimates.rows if row.cell != nation]
    with pytest.raises(ValueError, match="exceed their whole"):
        protect(Estimates((*others, too_few), estimates.families), Policy(), seed=b"lots")


def test_only_protect_makes_protected_values() -> None:
    sources = Path(tycktill.__file__).parent.parent
    makers = {
        path.relative_to(sources).as_posix()
        for path in sources.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", None) or getattr(node.func, "attr", None)) in {"Protected", "ProtectedValue"}
    }
    assert makers == {"tycktill/disclosure/protecting.py"}
