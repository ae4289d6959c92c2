"""A batch's figures tell of no single code, and a batch that is voided takes no answer and loses none."""

import datetime
from collections.abc import Sequence
from functools import partial

import pytest
from django.db import transaction
from tests.tycktill_web import builders
from tests.tycktill_web.racing import at_once

from tycktill.terms import Gender
from tycktill_web.fieldwork.batches import batches_of, void_batch
from tycktill_web.fieldwork.errors import CodeRefused, UsedCode, VoidCode
from tycktill_web.fieldwork.live_figures import live_answers, renew_figures
from tycktill_web.fieldwork.models import Code, CodeBatch, UnusedCodes
from tycktill_web.fieldwork.offered import record_offered
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.fieldwork.tickets import find_ticket, redeem_code
from tycktill_web.fieldwork.unused_codes import redeemed_batches, redeemed_codes, unwrap_unused
from tycktill_web.intake import submit_answers
from tycktill_web.intake.bulk import Form, submit_all
from tycktill_web.keyring.errors import KeyringError

pytestmark = pytest.mark.django_db
TODAY = builders.TODAY
TOMORROW = TODAY + datetime.timedelta(days=1)


def answer(code: str) -> str:
    """Answer as the pages do, and say how it went."""
    try:
        submit_answers(code, builders.ANSWERS, Gender.WOMAN, on=TODAY)
    except CodeRefused as refused:
        return type(refused).__name__
    return "thanks"


def use(codes: Sequence[str]) -> None:
    """Use codes up without the answers."""
    for code in codes:
        with transaction.atomic():
            redeem_code(code, on=TODAY)


def told(survey: builders.Survey, on: datetime.date) -> Sequence[int | None]:
    """How many codes of each batch pages say were used, the first batch first."""
    batches = batches_of(survey.round, survey.registration, on=on)
    return [each.rate.answered if each.rate else None for each in reversed(batches)]


def balance(survey: builders.Survey) -> tuple[int, int]:
    """How many codes were used and how many sealed answers there are, which a count asks to be the same."""
    return redeemed_codes(survey.round).total(), len(survey.opened())


@pytest.mark.django_db(transaction=True)
def test_a_void_batch_takes_no_answer_and_keeps_those_it_has() -> None:
    survey = builders.open_survey()
    codes = survey.codes(4)
    assert [answer(code) for code in codes[:2]] == ["thanks"] * 2
    void_batch(CodeBatch.objects.get(), on=TODAY)
    assert [answer(code) for code in codes] == ["UsedCode", "UsedCode", "VoidCode", "VoidCode"]
    with pytest.raises(VoidCode) as refused:
        find_ticket(codes[2], on=TODAY)
    assert "be den som gav dig koden om en ny" in str(refused.value).lower()
    with pytest.raises(VoidCode):
        submit_all(survey.round, [Form(codes[3], Gender.WOMAN, builders.ANSWERS)])
    assert balance(survey) == (2, 2)


@pytest.mark.django_db(transaction=True)
def test_batches_made_before_and_after_take_answers_still() -> None:
    survey = builders.open_survey()
    before, void = survey.codes(1), survey.codes(3)
    void_batch(CodeBatch.objects.latest("pk"), on=TODAY)
    after = survey.codes(2)
    assert [answer(code) for code in (*before, *void, *after)] == ["thanks", *["VoidCode"] * 3, *["thanks"] * 2]
    assert balance(survey) == (3, 3)


@pytest.mark.django_db(transaction=True)
def test_voiding_twice_is_voiding_once() -> None:
    survey = builders.open_survey()
    survey.codes(2)
    void_batch(CodeBatch.objects.get(), on=TODAY)
    kept = bytes(UnusedCodes.objects.get().bits), CodeBatch.objects.values().get()
    void_batch(CodeBatch.objects.get(), on=TOMORROW)
    assert (bytes(UnusedCodes.objects.get().bits), CodeBatch.objects.values().get()) == kept
    assert kept[1]["voided_on"] == TODAY


@pytest.mark.django_db(transaction=True)
def test_who_answers_while_the_batch_is_voided_comes_before_it_or_not_at_all() -> None:
    survey = builders.open_survey()
    codes = survey.codes(12)
    batch = CodeBatch.objects.get()

    def void() -> str:
        void_batch(batch, on=TODAY)
        return "void"

    for first in (0, 4, 8):
        said = at_once([*(partial(answer, code) for code in codes[first : first + 4]), void])
        assert set(said) <= {"thanks", "VoidCode", "void"}
        used, stored = balance(survey)
        assert used == stored
        assert used <= first + 4
        if first:
            assert "thanks" not in said
    assert not {answer(code) for code in codes} - {"UsedCode", "VoidCode"}


@pytest.mark.django_db(transaction=True)
def test_voiding_tells_a_thief_nothing_of_which_codes_were_used() -> None:
    """Rows of codes stand as they were, what is unused is wrapped anew, and its key of before is gone."""
    survey = builders.open_survey()
    use(survey.codes(40)[:7])
    rows, before = list(Code.objects.values()), bytes(UnusedCodes.objects.get().bits)
    void_batch(CodeBatch.objects.get(), on=TODAY)
    after = bytes(UnusedCodes.objects.get().bits)
    assert list(Code.objects.values()) == rows
    assert not {before[at : at + 4] for at in range(8, len(before) - 3)} & {
        after[at : at + 4] for at in range(8, len(after) - 3)
    }
    with pytest.raises(KeyringError):
        unwrap_unused(survey.round.key, before)


def test_a_used_code_of_a_void_batch_says_that_its_answer_has_arrived() -> None:
    survey = builders.open_survey()
    codes = survey.codes(2)
    use(codes[:1])
    void_batch(CodeBatch.objects.get(), on=TODAY)
    with pytest.raises(UsedCode):
        find_ticket(codes[0], on=TODAY)


def test_batches_are_told_in_fives_that_stand_still_for_a_day() -> None:
    survey = builders.open_survey()
    first, second = survey.codes(20), survey.codes(20)
    record_offered(round=survey.round, registration=survey.registration, on=TODAY, offered=40)
    renew_figures(survey.round, on=TODAY)
    use([*first[:9], *second[:5]])
    assert told(survey, TODAY) == [0, 0]
    assert told(survey, TOMORROW) == [5, 5]


def test_voiding_moves_no_figure() -> None:
    survey = builders.open_survey()
    use(survey.codes(20)[:9])
    before = told(survey, TODAY)
    void_batch(CodeBatch.objects.get(), on=TODAY)
    assert told(survey, TODAY) == told(survey, TOMORROW) == before == [5]
    close_round(survey.round)
    assert told(survey, TOMORROW) == [9]


def test_the_code_of_a_batch_of_one_is_told_by_no_difference_between_the_unit_and_its_batches() -> None:
    """Fives of the whole unit, 5, beside those of its batches, 0 and 0, would say that the single code was used."""
    survey = builders.open_survey()
    many, alone = survey.codes(30), survey.codes(1)
    record_offered(round=survey.round, registration=survey.registration, on=TODAY, offered=31)
    use([*many[:4], *alone])
    assert told(survey, TODAY) == [0, 0]
    assert live_answers(survey.round, on=TODAY).units[survey.registration.pk] == 0
    close_round(survey.round)
    assert live_answers(survey.round, on=TODAY).units[survey.registration.pk] == 5
    assert told(survey, TODAY) == [None, None]


def test_of_a_closed_round_batches_that_could_be_results_are_told_exactly() -> None:
    survey = builders.open_survey()
    first, second = survey.codes(8), survey.codes(5)
    use([*first[:3], *second[:4]])
    close_round(survey.round)
    assert told(survey, TODAY) == [3, 4]


def test_before_a_round_opens_none_of_its_codes_were_used() -> None:
    survey = builders.open_survey()
    survey.codes(2)
    survey.round.state = "planned"
    survey.round.save()
    assert told(survey, TODAY) == [0]


def test_batches_of_a_round_add_up_to_its_registrations() -> None:
    survey = builders.open_survey()
    use([*survey.codes(8)[:3], *survey.codes(5)[:4]])
    assert [each.used for each in redeemed_batches(survey.round)] == [3, 4]
    assert redeemed_codes(survey.round) == {survey.registration.pk: 7}
