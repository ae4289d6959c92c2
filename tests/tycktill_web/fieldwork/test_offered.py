"""How many were offered: the days add up, and who answered was offered."""

import pytest
from tests.tycktill_web import builders

from tycktill.fieldwork import Offer
from tycktill_web.fieldwork.errors import WrongNumber
from tycktill_web.fieldwork.offer_sums import offer_sums_in
from tycktill_web.fieldwork.offered import MOST_A_DAY, offers_of, record_offered
from tycktill_web.fieldwork.tickets import redeem_code

pytestmark = pytest.mark.django_db


def count_offered(survey: builders.Survey, offered: int, day: int = 20) -> None:
    """Count a day's offered."""
    on = builders.TODAY.replace(day=day)
    record_offered(round=survey.round, registration=survey.registration, on=on, offered=offered)


def test_offered_is_the_sum_of_the_days() -> None:
    survey = builders.open_survey()
    count_offered(survey, 3, day=20)
    count_offered(survey, 4, day=21)
    assert offers_of(survey.round)[0].offered == 7


def test_days_number_is_corrected_by_counting_again() -> None:
    survey = builders.open_survey()
    count_offered(survey, 30)
    count_offered(survey, 3)
    assert offers_of(survey.round)[0].offered == 3


def test_who_answered_is_not_taken_for_all_who_were_offered() -> None:
    """What follows of it the method says."""
    survey = builders.open_survey()
    count_offered(survey, 1)
    for code in survey.codes(5)[:2]:
        redeem_code(code, on=builders.TODAY)
    assert offers_of(survey.round)[0].offered == 1


def test_of_no_round_there_is_nothing() -> None:
    assert offer_sums_in([]) == {}


def test_offers_are_what_counting_wants() -> None:
    survey = builders.open_survey(unit_name="Norr")
    count_offered(survey, 3)
    municipality = survey.registration.unit.organisation.municipality
    assert offers_of(survey.round) == (Offer("2024", builders.QUESTIONNAIRE, municipality, "Norr", 3),)


@pytest.mark.parametrize("offered", [-1, MOST_A_DAY + 1])
def test_impossible_numbers_are_refused(offered: int) -> None:
    with pytest.raises(WrongNumber):
        count_offered(builders.open_survey(), offered)


def test_day_outside_the_round_is_refused() -> None:
    survey = builders.open_survey()
    with pytest.raises(WrongNumber):
        record_offered(
            round=survey.round, registration=survey.registration, on=builders.OPENS_ON.replace(year=2023), offered=1
        )
