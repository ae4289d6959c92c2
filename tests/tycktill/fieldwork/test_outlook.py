"""What is to be expected of a unit: made of told figures, wider the less is known, and narrower the nearer the end."""

from hypothesis import given
from hypothesis import strategies as st

from tycktill.fieldwork import STEP, LiveFigure, Outlook, live_figure, unit_outlook

offers, days, rates = st.integers(0, 80), st.integers(1, 60), st.floats(0, 1)


def ahead(offered: int, *, days: int = 20, days_left: int = 20, rate: float = 0.4) -> Outlook:
    """Of a unit that has not been told to have five answers."""
    return unit_outlook(live_figure(0, offered=offered), offered=offered, days=days, days_left=days_left, rate=rate)


@given(offers, days, days, rates)
def test_it_is_made_of_what_is_told_alone(offered: int, so_far: int, left: int, rate: float) -> None:
    """Whatever the true number is behind a told figure, the outlook is one and the same."""
    seen = {
        unit_outlook(live_figure(true, offered=offered), offered=offered, days=so_far, days_left=left, rate=rate)
        for true in range(min(STEP, offered + 1))
    }
    assert len(seen) == 1


@given(offers, days, days, rates)
def test_its_ends_are_in_order_and_its_chance_is_one(offered: int, so_far: int, left: int, rate: float) -> None:
    found = ahead(offered, days=so_far, days_left=left, rate=rate)
    assert 0 <= found.low <= found.high
    assert 0 <= found.few <= 1 + 1e-9


def test_whoever_has_five_is_not_few() -> None:
    found = unit_outlook(LiveFigure(5, 4), offered=20, days=20, days_left=20, rate=0.4)
    assert found.few == 0
    assert found.low >= 5


def test_on_the_last_day_nothing_more_comes() -> None:
    found = ahead(30, days=40, days_left=0)
    assert found.high <= 4
    assert found.few > 1 - 1e-9


def test_the_more_are_offered_the_fewer_are_few() -> None:
    chances = [ahead(offered).few for offered in (0, 5, 10, 20, 40)]
    assert chances == sorted(chances, reverse=True)


def test_a_unit_that_offers_nobody_ends_with_hardly_any() -> None:
    found = ahead(0)
    assert found.high <= 2
    assert found.few > 0.9
