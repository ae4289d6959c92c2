"""Many answers at once: all of them or none, each where its code says."""

import dataclasses

import pytest
from tests.tycktill_web import builders

from tycktill.answers import from_bytes
from tycktill.fieldwork import group_code
from tycktill.terms import Gender, Refused
from tycktill_web.fieldwork.errors import NotInThisState, UsedCode, WrongCode
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.intake.bulk import Form, submit_all

pytestmark = pytest.mark.django_db


def forms(codes: tuple[str, ...]) -> list[Form]:
    """A form for each code, no two answered alike."""
    return [
        Form(group_code(code).lower(), Gender.WOMAN, answers)
        for code, answers in zip(codes, builders.different_answers(len(codes)), strict=True)
    ]


def test_every_answer_lies_in_the_vault_once() -> None:
    survey = builders.open_survey(unit_name="Norr")
    sent = forms(survey.codes(30))
    submit_all(survey.round, sent)
    sheets = [from_bytes(each.sheet) for each in survey.opened()]
    assert sorted(sheet.answers for sheet in sheets) == sorted(tuple(form.answers.items()) for form in sent)
    assert {(sheet.unit, sheet.instrument, sheet.round, sheet.gender) for sheet in sheets} == {
        ("Norr", builders.QUESTIONNAIRE, survey.round.label, Gender.WOMAN)
    }


def test_only_the_codes_that_came_are_used_up() -> None:
    survey = builders.open_survey()
    submit_all(survey.round, forms(survey.codes(30)[:12]))
    assert survey.unused() == 18


def test_one_used_code_keeps_all_answers_out() -> None:
    survey = builders.open_survey()
    codes = survey.codes(10)
    submit_all(survey.round, forms(codes[:1]))
    with pytest.raises(UsedCode):
        submit_all(survey.round, forms(codes))
    assert (survey.unused(), len(builders.all_sealed(survey.round.key))) == (9, 1)


def test_one_code_used_twice_keeps_all_answers_out() -> None:
    survey = builders.open_survey()
    codes = survey.codes(2)
    with pytest.raises(UsedCode):
        submit_all(survey.round, forms((*codes, codes[0])))
    assert (survey.unused(), len(builders.all_sealed(survey.round.key))) == (2, 0)


def test_a_code_of_another_round_is_refused() -> None:
    survey, other = builders.open_survey(), builders.open_survey(questionnaire="fo-gruppbostad")
    with pytest.raises(WrongCode):
        submit_all(survey.round, forms(other.codes(1)))


def test_an_unknown_answer_keeps_all_out() -> None:
    survey = builders.open_survey()
    sent = forms(survey.codes(3))
    with pytest.raises(Refused):
        submit_all(survey.round, [*sent[:2], dataclasses.replace(sent[2], answers={"kontakt": 77})])
    assert len(builders.all_sealed(survey.round.key)) == 0


def test_nobody_answers_in_a_closed_round() -> None:
    survey = builders.open_survey()
    sent = forms(survey.codes(1))
    close_round(survey.round)
    with pytest.raises(NotInThisState):
        submit_all(survey.round, sent)
