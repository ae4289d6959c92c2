"""On whatever day the demo is made each survey is as far as planned; offers are made on working days, and add up."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.tycktill_web.demo.conftest import build_small

from tycktill_web.demo.calendar import PLANS, Plan, Stage, days_of, disposed_on, published_on
from tycktill_web.demo.surveys import spread_offers, working_days

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: f"{plan.family}-{plan.back}")
@given(DAYS)
@example(date(2026, 12, 31))
@example(date(2027, 1, 1))
@example(date(2028, 2, 29))
def test_a_survey_is_as_far_on_its_day_as_its_stage_says(plan: Plan, today: date) -> None:
    first, last = days_of(plan, today)
    match plan.stage:
        case Stage.PLANNED:
            order = [today, first, last]
        case Stage.OPEN:
            order = [first, today, last]
        case Stage.CLOSED:
            order = [first, last, today]
        case Stage.RELEASED:
            order = [first, last, published_on(plan, today), today]
        case Stage.DISPOSED:
            order = [first, last, published_on(plan, today), disposed_on(plan, today), today]
    assert order == sorted(set(order))


@given(DAYS)
def test_each_survey_of_a_family_begins_when_the_one_before_is_over(today: date) -> None:
    for family in {plan.family for plan in PLANS}:
        own = sorted((plan for plan in PLANS if plan.family == family), key=lambda plan: -plan.back)
        days = [day for plan in own for day in days_of(plan, today)]
        assert days == sorted(set(days))


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
