"""The made-up answers have the shape of the real ones: shares, target groups, gaps and likeness."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from tycktill.answers import Sheet, accept
from tycktill.files import read_catalogue, read_instrument, read_municipalities
from tycktill.instrument import Instrument
from tycktill.terms import Gender
from tycktill_web.demo.calendar import NATIONAL, Stage
from tycktill_web.demo.country import SEED, Country, Survey, build_country
from tycktill_web.demo.population import Service
from tycktill_web.demo.sheets import draw_sheets
from tycktill_web.demo.turnout import Turnout

CATALOGUE = read_catalogue()[0]
Groups = Mapping[str, Sequence[Sheet]]


@pytest.fixture(scope="module")
def country() -> Country:
    return build_country(NATIONAL, SEED, municipalities=read_municipalities(), today=date(2026, 3, 2))


@pytest.fixture(scope="module")
def survey(country: Country) -> Survey:
    return next(survey for survey in country.surveys if (survey.plan.family, survey.plan.back) == ("ifo", 1))


@pytest.fixture(scope="module")
def groups(country: Country, survey: Survey) -> Groups:
    return {sheets[0].instrument: sheets for sheets in country.sheets(survey, CATALOGUE)}


def answers_to(question: str, sheets: Iterable[Sheet]) -> list[int]:
    return [code for sheet in sheets for name, code in sheet.answers if name == question]


def share(question: str, sheets: Iterable[Sheet]) -> float:
    """The positive share by the scale of the ifo question, which all ifo instruments share."""
    instrument = CATALOGUE["ifo-ekonomiskt-bistand"]
    scale = instrument.scale_of(instrument.question(question))
    valid = [code for code in answers_to(question, sheets) if code in scale.valid]
    return sum(code in scale.positive for code in valid) / len(valid)


def test_same_seed_gives_the_same_sheets(country: Country, survey: Survey, groups: Groups) -> None:
    assert list(country.sheets(survey, CATALOGUE)) == list(groups.values())


def test_there_is_a_sheet_for_everybody_who_answered(survey: Survey, groups: Groups) -> None:
    assert sum(map(len, groups.values())) == survey.answered


@pytest.mark.parametrize("stage", list(Stage))
def test_the_intake_would_accept_every_sheet_as_it_stands(country: Country, stage: Stage) -> None:
    for survey in country.surveys_held(stage):
        for sheets in country.sheets(survey, CATALOGUE):
            for sheet in sheets[:50]:
                assert accepted(sheet, CATALOGUE[sheet.instrument]) == sheet
                assert sheet.answers


def accepted(sheet: Sheet, instrument: Instrument) -> Sheet:
    return accept(
        instrument,
        round=sheet.round,
        municipality=sheet.municipality,
        unit=sheet.unit,
        gender=sheet.gender,
        answers=dict(sheet.answers),
    )


@pytest.mark.parametrize(
    ("question", "national"),
    [("kontakt", 86), ("information", 90), ("forstaelse", 84), ("synpunkter", 86), ("paverka", 68), ("situation", 76),
     ("helhet", 84)],
)  # fmt: skip
def test_national_shares_are_near_the_real_ones(groups: Groups, question: str, national: int) -> None:
    assert 100 * share(question, chain(*groups.values())) == pytest.approx(national, abs=4)


def test_users_with_addiction_are_the_most_content(groups: Groups) -> None:
    for question in ("kontakt", "forstaelse", "helhet"):
        assert max(groups, key=lambda group: share(question, groups[group])) == "ifo-missbruk"


def test_influence_is_lowest_for_social_assistance(groups: Groups) -> None:
    instrument = CATALOGUE["ifo-ekonomiskt-bistand"]
    shares = {question.id: share(question.id, groups[instrument.id]) for question in instrument.questions}
    assert min(shares, key=lambda question: shares[question]) == "paverka"


def test_change_is_lowest_for_the_young_and_their_guardians(groups: Groups) -> None:
    for group in ("ifo-unga", "ifo-vardnadshavare"):
        shares = {question.id: share(question.id, groups[group]) for question in CATALOGUE[group].questions}
        assert min(shares, key=lambda question: shares[question]) == "situation"


def test_women_are_slightly_less_content_and_girls_clearly(groups: Groups) -> None:
    gaps = {
        group: share("helhet", of_gender(Gender.MAN, sheets)) - share("helhet", of_gender(Gender.WOMAN, sheets))
        for group, sheets in groups.items()
    }
    assert 0 < gaps["ifo-ekonomiskt-bistand"] < 0.06
    assert gaps["ifo-unga"] > 0.05


def of_gender(gender: Gender, sheets: Iterable[Sheet]) -> list[Sheet]:
    return [sheet for sheet in sheets if sheet.gender is gender]


def test_every_gender_answer_is_there_and_a_few_skip_it(groups: Groups) -> None:
    sheets = list(chain(*groups.values()))
    assert 0.005 < len(of_gender(Gender.OTHER, sheets)) / len(sheets) < 0.02
    assert 0.02 < len(of_gender(Gender.UNKNOWN, sheets)) / len(sheets) < 0.04
    assert 0.5 < len(of_gender(Gender.WOMAN, sheets)) / len(sheets) < 0.6


def test_some_do_not_know_and_some_leave_blanks(groups: Groups) -> None:
    sheets = groups["ifo-ekonomiskt-bistand"]
    codes = answers_to("paverka", sheets)
    assert 0.02 < 1 - len(codes) / len(sheets) < 0.07
    assert 0.03 < codes.count(8) / len(codes) < 0.08
    assert 0.03 < codes.count(9) / len(codes) < 0.08


def test_every_option_is_chosen_by_somebody(groups: Groups) -> None:
    for group, sheets in groups.items():
        for question in CATALOGUE[group].questions:
            assert set(answers_to(question.id, sheets)) == set(CATALOGUE[group].scale_of(question).codes)


def test_a_respondent_who_is_content_with_one_thing_is_with_another(groups: Groups) -> None:
    sheets = [dict(sheet.answers) for sheet in groups["ifo-ekonomiskt-bistand"]]
    content = [sheet["helhet"] in {1, 2} for sheet in sheets if sheet["kontakt"] in {1, 2} and "helhet" in sheet]
    others = [sheet["helhet"] in {1, 2} for sheet in sheets if sheet["kontakt"] in {3, 4} and "helhet" in sheet]
    assert sum(content) / len(content) > 0.2 + sum(others) / len(others)


def test_municipalities_differ_more_than_chance_would_have_it(groups: Groups) -> None:
    sheets = list(chain(*groups.values()))
    places = {sheet.municipality for sheet in sheets}
    shares = {place: [sheet for sheet in sheets if sheet.municipality == place] for place in places}
    large = {place: own for place, own in shares.items() if len(own) > 150}
    national = share("helhet", sheets)
    excess = [(share("helhet", own) - national) ** 2 / (national * (1 - national) / len(own)) for own in large.values()]
    assert sum(excess) / len(excess) > 1.5


def test_what_was_not_to_be_asked_is_not_answered() -> None:
    instrument = read_instrument(Path("tests/instruments/tiny-condition.toml"))
    asked = next(question for question in instrument.questions if question.when)
    assert asked.when
    turnout = [Turnout(Service("9001", "Norr", instrument.id, weight=1), offered=300, answered=200)]
    answers = [dict(sheet.answers) for sheet in draw_sheets(instrument, turnout, label="2026", year=0, seed=SEED)]
    called_for = [given.get(asked.when.question) in asked.when.codes for given in answers]
    assert 0 < sum(called_for) < len(answers)
    assert any(asked.id in given for given in answers)
    assert all(is_called_for for given, is_called_for in zip(answers, called_for, strict=True) if asked.id in given)
