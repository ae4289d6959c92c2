"""One code, one answer: both at once, or neither."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.tycktill_web import builders
from tests.tycktill_web.fieldwork.test_tickets import stranger

from tycktill.answers import Sheet, from_bytes
from tycktill.terms import Gender, Refused
from tycktill_web.fieldwork.errors import MistypedCode, NoLongerOpen, TooManyTries, UsedCode, WrongCode
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.fieldwork.tickets import WRONG_CODES
from tycktill_web.fieldwork.unused_codes import redeemed_codes
from tycktill_web.intake import submit_answers
from tycktill_web.participants.models import FailedTry
from tycktill_web.vault import mixing
from tycktill_web.vault.models import AnswerBuffer

pytestmark = pytest.mark.django_db


def answer(code: str, address: str = "") -> None:
    """Submit an ordinary answer."""
    submit_answers(code, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY, address=address)


def sheets(survey: builders.Survey) -> list[Sheet]:
    """What the vault holds, opened."""
    return [from_bytes(each.sheet) for each in survey.opened()]


def test_sheet_in_the_vault_is_the_one_that_was_sent() -> None:
    survey = builders.open_survey(unit_name="Norr")
    answer(survey.codes(1)[0])
    (sheet,) = sheets(survey)
    assert dict(sheet.answers) == builders.ANSWERS
    assert (sheet.round, sheet.instrument, sheet.unit) == ("2024", builders.QUESTIONNAIRE, "Norr")
    assert sheet.municipality == survey.registration.unit.organisation.municipality
    assert sheet.gender is Gender.WOMAN


def test_answered_is_counted_from_codes() -> None:
    survey = builders.open_survey()
    for code in survey.codes(3)[:2]:
        answer(code)
    assert redeemed_codes(survey.round)[survey.registration.pk] == 2 == len(builders.all_sealed(survey.round.key))


def test_second_answer_with_a_code_is_refused_and_changes_nothing() -> None:
    survey = builders.open_survey()
    (code,) = survey.codes(1)
    answer(code)
    for _ in range(2):
        with pytest.raises(UsedCode):
            answer(code)
    assert len(sheets(survey)) == 1


def test_skipped_questions_and_gender_are_no_fault() -> None:
    survey = builders.open_survey()
    submit_answers(survey.codes(1)[0], {}, Gender.UNKNOWN, on=builders.TODAY)
    assert sheets(survey)[0].answers == ()


@pytest.mark.parametrize("answers", [{"kontakt": 7}, {"okänd": 1}])
def test_refused_answers_leave_the_code_unused(answers: dict[str, int]) -> None:
    survey = builders.open_survey()
    (code,) = survey.codes(1)
    with pytest.raises(Refused):
        submit_answers(code, answers, Gender.MAN, on=builders.TODAY)
    assert survey.unused() == 1
    answer(code)


def test_answer_that_comes_after_closing_is_refused() -> None:
    survey = builders.open_survey()
    (code,) = survey.codes(1)
    close_round(survey.round)
    with pytest.raises(NoLongerOpen):
        answer(code)
    assert survey.unused() == 1


def test_fault_while_sealing_leaves_the_code_unused(monkeypatch: pytest.MonkeyPatch) -> None:
    survey = builders.open_survey()
    (code,) = survey.codes(1)
    with monkeypatch.context() as broken:
        broken.setattr(mixing, "seal_sheet", lambda *_, **__: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            answer(code)
    answer(code)
    assert len(sheets(survey)) == 1


@pytest.mark.usefixtures("still_clock")
def test_wrong_code_is_counted_though_its_transaction_is_undone() -> None:
    builders.open_survey()
    for _ in range(WRONG_CODES.household):
        with pytest.raises(WrongCode):
            answer(stranger(), "192.0.2.1")
    assert FailedTry.objects.get().tries == WRONG_CODES.household
    with pytest.raises(TooManyTries):
        answer(stranger(), "192.0.2.1")


def test_mistyped_code_is_not_counted() -> None:
    with pytest.raises(MistypedCode):
        answer("K7MWP-3XTRY")
    assert not FailedTry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_submitting_costs_six_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    survey = builders.open_survey()
    first, second = survey.codes(2)
    answer(first)
    with django_assert_num_queries(6):
        answer(second)


@pytest.mark.django_db(transaction=True)
def test_respondent_is_thanked_although_an_old_key_cannot_be_erased(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    survey = builders.open_survey()
    (code,) = survey.codes(1)
    monkeypatch.setattr("tycktill_web.keyring.ratchet.Ratchet.erase_key", lambda *_: 1 // 0)
    answer(code)
    assert len(sheets(survey)) == 1
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_full_buffer_is_flushed_with_the_answer_that_fills_it() -> None:
    survey = builders.open_survey()
    for code in survey.codes(mixing.FULL):
        answer(code)
    assert len(builders.lying_in_buffer(survey.round.key)) == mixing.POOL
    assert len(sheets(survey)) == mixing.FULL
    assert AnswerBuffer.objects.count() == 1
