"""Offers are made on working days, and add up."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill_web.demo.conftest import build_small

from tycktill_web.demo.surveys import spread_offers, working_days

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(DAYS, st.integers(0, 60))
def test_working_days_lie_within_the_round(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    days = working_days(first, last)
    assert days
    assert first <= days[0] <= days[-1] <= last
    assert length < 2 or all(day.weekday() < 5 for day in days)


def test_what_each_unit_offered_adds_up_over_the_days() -> None:
    country = build_small()
    for survey in country.surveys:
        offered: Counter[int] = Counter()
        for number, _, tally in spread_offers(survey, country):
            offered[number] += tally
        assert [offered[number] for number in range(len(survey.turnout))] == [part.offered for part in survey.turnout]
