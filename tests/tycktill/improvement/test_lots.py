"""Who starts first is drawn by lot, by a seed that anybody can draw with again; and the test is of all such draws."""

from collections import Counter
from itertools import permutations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tycktill.improvement import Draw, draw_units, effect_of_draw

UNITS = ["Norr", "Syd", "Öst", "Väst", "Mitt"]


@given(st.permutations(UNITS), st.integers(1, 4), st.text(min_size=1))
def test_the_same_seed_draws_the_same_in_whatever_order_units_are_given(
    units: list[str], number: int, seed: str
) -> None:
    drawn = draw_units(units, number, seed)
    assert drawn == draw_units(UNITS, number, seed)
    assert sorted((*drawn.first, *drawn.waiting)) == sorted(UNITS)
    assert len(drawn.first) == number


def test_every_unit_is_as_likely_to_be_first() -> None:
    drawn = Counter(draw_units(UNITS, 2, str(seed)).first[0] for seed in range(4000))
    assert all(abs(number - 800) < 110 for number in drawn.values())


@pytest.mark.parametrize(("number", "seed"), [(0, "a"), (5, "a"), (2, "")])
def test_some_must_start_and_some_must_wait_by_some_seed(number: int, seed: str) -> None:
    with pytest.raises(ValueError, match="units, by the seed"):
        draw_units(UNITS, number, seed)


@given(st.lists(st.integers(-9, 9), min_size=5, max_size=5))
def test_the_p_value_is_that_of_going_through_every_order(values: list[int]) -> None:
    drawn = Draw(("Norr", "Syd"), ("Öst", "Väst", "Mitt"))
    found = effect_of_draw(drawn, dict(zip(UNITS, values, strict=True)), "lott")
    assert found is not None
    every = [fmean(each[:2]) - fmean(each[2:]) for each in permutations(values)]
    own = fmean(values[:2]) - fmean(values[2:])
    assert found.difference == pytest.approx(own)
    assert found.p_value == pytest.approx(sum(each >= own - 1e-9 for each in every) / len(every))


def test_of_very_many_units_many_draws_are_tried_and_an_effect_is_seen() -> None:
    units = [f"Enhet {number}" for number in range(30)]
    drawn = draw_units(units, 15, "lott")
    changes = {unit: float(unit in drawn.first) + (int(unit[6:]) % 5) / 10 for unit in units}
    found = effect_of_draw(drawn, changes, "lott")
    assert found is not None
    assert found.p_value < 0.001


def test_units_that_tell_nothing_are_left_out() -> None:
    drawn = Draw(("Norr", "Syd"), ("Öst", "Väst"))
    assert effect_of_draw(drawn, {"Norr": 1.0, "Öst": 0.0}, "lott") is not None
    assert effect_of_draw(drawn, {"Norr": 1.0, "Syd": 0.0}, "lott") is None
