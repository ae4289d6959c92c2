"""How evenly people answered, against every outcome that chance can give."""

from itertools import product
from math import comb, isclose, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.statistics.shares import exact

from tycktill.statistics import FrameCell, ShareClass, response

COUNTS = st.integers(1, 60).flatmap(lambda offered: st.tuples(st.just(offered), st.integers(0, offered)))


def cells(*counts: tuple[int, int]) -> list[FrameCell]:
    """Units of so many offered and answered, in pairs of a target group."""
    return [
        FrameCell({"unit": str(place), "target group": str(place // 2)}, offered, answered)
        for place, (offered, answered) in enumerate(counts)
    ]


@pytest.mark.parametrize("rates", [(0.5, 0.5, 0.5), (0.2, 0.5, 0.9)])
def test_the_variance_is_right_on_average(rates: tuple[float, ...]) -> None:
    offered = (3, 5, 4)
    mean = sum(n * rate for n, rate in zip(offered, rates, strict=True)) / sum(offered)
    true = sum(n * (rate - mean) ** 2 for n, rate in zip(offered, rates, strict=True)) / sum(offered)
    expected = sum(
        response(cells(*zip(offered, answered, strict=True))).variance
        * prod(
            comb(n, x) * rate**x * (1 - rate) ** (n - x) for n, x, rate in zip(offered, answered, rates, strict=True)
        )
        for answered in product(*(range(n + 1) for n in offered))
    )
    assert isclose(expected, true, abs_tol=1e-12)


@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_indicators_are_what_they_can_be(counts: list[tuple[int, int]]) -> None:
    evenness = response(cells(*counts))
    assert evenness.r_indicator <= 1
    assert set(evenness.partial) == {"unit", "target group"}
    assert isclose(evenness.partial["unit"], max(evenness.variance, 0) ** 0.5)
    assert 0 <= evenness.worst_bias(ShareClass(10, 0, 10)) <= 1


@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_categories_weigh_up(counts: list[tuple[int, int]]) -> None:
    evenness = response(cells(*counts))
    offered = sum(number for number, _ in counts)
    weighed = sum(
        evenness.categories["unit", str(place)] * (number / offered) ** 0.5 for place, (number, _) in enumerate(counts)
    )
    assert isclose(weighed, 0, abs_tol=1e-12)


def test_even_response_is_fully_representative() -> None:
    evenness = response(cells((40, 20), (80, 40), (60, 30)))
    assert evenness.r_indicator == 1
    assert evenness.worst_bias(exact(8, 10)) == 0


def test_response_that_all_depends_on_the_place() -> None:
    evenness = response(cells((50, 50), (50, 0)))
    assert evenness.r_indicator == 0
    assert (evenness.rate, evenness.variance) == (0.5, 0.25)
    assert evenness.categories["unit", "0"] == -evenness.categories["unit", "1"] > 0
    assert isclose(evenness.worst_bias(exact(8, 10)), 0.4)


def test_a_class_has_the_bias_of_its_worst_share() -> None:
    evenness = response(cells((50, 40), (50, 20)))
    assert evenness.worst_bias(ShareClass(10, 2, 9)) == evenness.worst_bias(exact(5, 10))
    assert evenness.worst_bias(ShareClass(10, 7, 9)) == evenness.worst_bias(exact(7, 10))


def test_people_offered_one_by_one_show_nothing_of_chance() -> None:
    assert response(cells((1, 1), (1, 0), (1, 1), (1, 0))).r_indicator == 1


def test_where_nobody_answered_anything_can_be() -> None:
    assert response(cells((5, 0), (7, 0))).worst_bias(exact(8, 10)) == 1


@pytest.mark.parametrize(("offered", "answered"), [(5, 6), (0, 0), (5, -1)])
def test_more_answered_than_offered_is_an_error(offered: int, answered: int) -> None:
    with pytest.raises(ValueError, match="answered of"):
        FrameCell({"unit": "1"}, offered, answered)


def test_cells_are_told_apart_by_the_same_variables() -> None:
    with pytest.raises(ValueError, match="same variables"):
        response([FrameCell({"unit": "1"}, 5, 3), FrameCell({"week": "17"}, 5, 3)])
    with pytest.raises(ValueError, match="same variables"):
        response([])
