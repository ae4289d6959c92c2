"""The made-up country has the shape of the real one, and follows from its seed alone."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tycktill.files import read_municipalities
from tycktill_web.demo.calendar import NATIONAL, SMALL, Size, Stage, days_of, disposed_on, published_on
from tycktill_web.demo.country import SEED, Country, Survey, build_country

DAY = date(2026, 3, 2)


def build_on(day: date = DAY, *, size: Size = NATIONAL, seed: int = SEED) -> Country:
    return build_country(size, seed, municipalities=read_municipalities(), today=day)


@pytest.fixture(scope="module")
def country() -> Country:
    return build_on()


def latest(country: Country, family: str = "ifo") -> Survey:
    return [survey for survey in country.surveys_held(Stage.RELEASED) if survey.plan.family == family][-1]


def test_same_seed_gives_the_same_country(country: Country) -> None:
    assert build_on() == country


def test_another_seed_gives_another_country(country: Country) -> None:
    assert build_on(seed=2).surveys != country.surveys


def test_the_day_renames_years_and_changes_nobody(country: Country) -> None:
    later = build_on(date(2027, 10, 9))
    assert [survey.turnout for survey in later.surveys] == [survey.turnout for survey in country.surveys]
    assert [int(survey.label) - 1 for survey in later.surveys] == [int(survey.label) for survey in country.surveys]


def test_a_survey_comes_after_those_whose_results_it_waits_for(country: Country) -> None:
    for number, survey in enumerate(country.surveys):
        assert set(country.public_before(survey)) <= set(country.surveys[:number])
    assert len(country.public_before(latest(country))) == 4


def test_municipalities_are_made_up_and_as_many_as_took_part(country: Country) -> None:
    codes = [municipality.code for municipality in country.municipalities]
    assert len(codes) == 130
    assert all("9001" <= code <= "9130" for code in codes)
    assert {part.service.municipality for part in latest(country).turnout} == set(codes)


def test_latest_round_has_national_size(country: Country) -> None:
    survey = latest(country)
    assert survey.offered == 22_000
    assert abs(survey.answered - 11_000) < 300


def test_half_of_the_answers_are_about_social_assistance(country: Country) -> None:
    answers: Counter[str] = Counter()
    for part in latest(country).turnout:
        answers[part.service.instrument] += part.answered
    assert 0.48 < answers["ifo-ekonomiskt-bistand"] / answers.total() < 0.56
    assert answers.most_common()[-1][0] == "ifo-unga"


def test_five_years_of_social_services_rise_in_rate_and_in_municipalities(country: Country) -> None:
    years = [survey for survey in country.public if survey.plan.family == "ifo"]
    rates = [survey.answered / survey.offered for survey in years]
    joined = [{part.service.municipality for part in survey.turnout} for survey in years]
    assert [round(100 * rate) for rate in rates] == pytest.approx([44, 46, 48, 49, 50], abs=1)
    assert rates[0] == min(rates)
    assert rates[-1] == max(rates)
    assert sorted(map(len, joined)) == list(map(len, joined))
    assert len(set.intersection(*joined)) > 5


def test_most_units_have_few_answers_and_some_have_many(country: Country) -> None:
    answers = sorted(part.answered for part in latest(country).turnout)
    assert answers[len(answers) // 2] < 15
    assert answers[-1] > 100
    assert sum(number < 5 for number in answers) > len(answers) / 6


def test_municipalities_have_from_one_unit_to_ten_or_more(country: Country) -> None:
    places = {(part.service.municipality, part.service.unit) for part in latest(country).turnout}
    units = Counter(municipality for municipality, _ in places)
    assert min(units.values()) == 1
    assert max(units.values()) >= 10


def test_unit_names_stand_once_in_a_municipality_and_instrument(country: Country) -> None:
    places = [replace(service, weight=0) for service in country.services]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("size", [NATIONAL, SMALL])
def test_there_is_a_round_in_every_state(size: Size) -> None:
    stages = Counter(survey.plan.stage for survey in build_on(size=size).surveys)
    assert (stages[Stage.PLANNED], stages[Stage.OPEN], stages[Stage.CLOSED]) == (1, 1, 1)
    assert (stages[Stage.RELEASED], stages[Stage.DISPOSED] >= 1) == (3, True)


def test_the_open_round_is_a_third_of_the_way(country: Country) -> None:
    (survey,) = country.surveys_held(Stage.OPEN)
    opens, closes = days_of(survey.plan, DAY)
    assert opens < DAY < closes
    assert (DAY - opens) * 3 == closes - opens
    assert 0.3 < survey.offered / latest(country).offered < 0.37


def test_surveys_are_over_before_they_are_published(country: Country) -> None:
    for survey in country.public:
        opens, closes = days_of(survey.plan, DAY)
        assert opens < closes < published_on(survey.plan, DAY) < DAY


def test_answers_are_destroyed_once_their_results_have_stood_for_a_while(country: Country) -> None:
    for survey in country.surveys_held(Stage.DISPOSED):
        assert published_on(survey.plan, DAY) < disposed_on(survey.plan, DAY) < DAY


def test_nobody_is_offered_a_planned_round_yet(country: Country) -> None:
    (survey,) = country.surveys_held(Stage.PLANNED)
    assert survey.turnout
    assert survey.offered == survey.answered == 0


@pytest.mark.parametrize("size", [NATIONAL, SMALL])
def test_no_more_answer_than_were_offered(size: Size) -> None:
    for survey in build_on(size=size).surveys:
        assert all(0 <= part.answered <= part.offered for part in survey.turnout)
