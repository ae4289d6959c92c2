"""A code answers the national questionnaire once, and then the municipality's own questions once."""

import pytest
from tests.tycktill_web import builders
from tests.tycktill_web.after.asking import FIRST, OTHER, answer, edition_of, opened, planned, public_half

from tycktill.terms import Gender
from tycktill_web.fieldwork.after_errors import (
    AskedAlready,
    AskedThisYear,
    FollowsAnother,
    NotAnsweredYet,
    NothingAfter,
    NotLetAsk,
    TooLateToAsk,
)
from tycktill_web.fieldwork.asking_after import ask_after, let_ask_after
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.errors import MistypedCode, NoLongerOpen, UsedCode
from tycktill_web.fieldwork.live_figures import live_answers
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offered import offers_of, record_offered
from tycktill_web.fieldwork.planning import change_days, delete_round, extend_round
from tycktill_web.fieldwork.rounds import close_round, open_round, register_unit
from tycktill_web.fieldwork.unused_codes import redeemed_codes
from tycktill_web.intake import submit_after, submit_answers

pytestmark = pytest.mark.django_db


def test_a_code_is_used_once_for_each() -> None:
    asking = opened()
    (code,) = asking.codes(1)
    with pytest.raises(NotAnsweredYet):
        answer(code, own=True)
    answer(code)
    answer(code, own=True)
    for own in (False, True):
        with pytest.raises(UsedCode):
            answer(code, own=own)
        assert len(asking.sheets(own=own)) == 1
    assert redeemed_codes(asking.own).total() == redeemed_codes(asking.national).total() == 1


def test_own_answers_are_of_the_unit_and_say_nothing_of_the_national_ones() -> None:
    asking = opened()
    (code,) = asking.codes(1, place=1)
    answer(code)
    answer(code, own=True)
    (sheet,) = asking.sheets(own=True)
    assert (sheet.unit, sheet.municipality, sheet.instrument) == ("Söder", "9001", f"{asking.own.family}-enkat")
    assert dict(sheet.answers) == {"maten": 1, "har_personalen_tid_for_dig": 2}


def test_the_national_answer_is_the_same_bytes_as_without_own_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    asking, sealed = opened(), list[bytes]()
    monkeypatch.setattr(
        "tycktill_web.intake.submitting.seal_answer", lambda _round, sheet, *_, **__: sealed.append(sheet)
    )
    answer(asking.codes(1)[0])
    Round.objects.filter(pk=asking.own.pk).update(asked_after=None)
    answer(asking.codes(1)[0])
    with_own, without = sealed
    assert with_own == without


def test_codes_from_before_and_after_the_opening_let_answer() -> None:
    asking = planned()
    (early,) = asking.codes(1)
    open_round(asking.own, public_key=public_half(asking.own_key), on=builders.OPENS_ON)
    open_round(asking.national, public_key=public_half(asking.national_key), on=builders.OPENS_ON)
    (late,) = asking.codes(1)
    for code in (early, late):
        assert submit_answers(code, builders.ANSWERS, Gender.MAN, on=builders.TODAY) is True
        answer(code, own=True)


def test_a_unit_that_comes_later_is_asked_too() -> None:
    asking = opened()
    later = register_unit(round=asking.national, unit=builders.unit("Öster", of=asking.granhult), questionnaire=FIRST)
    (code,) = make_codes(round=asking.national, registration=later, size=1, on=builders.TODAY)
    answer(code)
    answer(code, own=True)
    assert [each.unit for each in asking.sheets(own=True)] == ["Öster"]


def test_nobody_else_is_asked() -> None:
    """Neither another municipality, nor whoever answers a questionnaire that was not chosen."""
    asking = opened(FIRST, OTHER)
    elsewhere = register_unit(round=asking.national, unit=builders.unit(), questionnaire=FIRST)
    (stranger,) = make_codes(round=asking.national, registration=elsewhere, size=1, on=builders.TODAY)
    (other,) = asking.codes(1, place=1)
    for code in (stranger, other):
        assert (
            submit_answers(code, builders.ANSWERS if code == stranger else {}, Gender.MAN, on=builders.TODAY) is False
        )
        with pytest.raises(NothingAfter):
            answer(code, own=True)
    with pytest.raises(MistypedCode):
        answer("nonsense", own=True)


def test_without_a_key_nobody_is_asked_and_nothing_else_changes() -> None:
    asking = planned()
    open_round(asking.national, public_key=public_half(asking.national_key), on=builders.OPENS_ON)
    (code,) = asking.codes(1)
    assert submit_answers(code, builders.ANSWERS, Gender.MAN, on=builders.TODAY) is False
    with pytest.raises(NothingAfter):
        answer(code, own=True)
    with pytest.raises(TooLateToAsk):
        open_round(asking.own, public_key=public_half(asking.own_key), on=builders.OPENS_ON)


def test_own_questions_open_before_the_national_ones_and_close_with_them() -> None:
    asking = opened()
    (code,) = asking.codes(1)
    answer(code)
    own = Round.objects.get(pk=asking.own.pk)
    with pytest.raises(FollowsAnother):
        close_round(own)
    close_round(asking.national)
    assert Round.objects.get(pk=own.pk).state == Round.State.CLOSED
    with pytest.raises(NoLongerOpen):
        submit_after(code, {}, Gender.MAN, on=builders.TODAY)


def test_its_days_are_those_of_the_national_round() -> None:
    asking = planned()
    later = builders.CLOSES_ON.replace(day=20)
    change_days(asking.national, {"closes_on": later})
    assert Round.objects.get(pk=asking.own.pk).closes_on == later
    with pytest.raises(FollowsAnother):
        change_days(asking.own, {"closes_on": later})
    open_round(asking.own, public_key=public_half(asking.own_key), on=builders.OPENS_ON)
    open_round(asking.national, public_key=public_half(asking.national_key), on=builders.OPENS_ON)
    extend_round(asking.national, closes_on=later.replace(day=30), on=builders.TODAY)
    assert Round.objects.get(pk=asking.own.pk).closes_on == later.replace(day=30)


def test_who_was_offered_the_national_questionnaire_was_offered_the_own_questions() -> None:
    asking = opened(FIRST, FIRST)
    (code, *_) = asking.codes(9)
    for place, number in enumerate((7, 4)):
        record_offered(
            round=asking.national, registration=asking.registrations[place], on=builders.TODAY, offered=number
        )
    answer(code)
    answer(code, own=True)
    own = Round.objects.get(pk=asking.own.pk)
    assert {each.unit: each.offered for each in offers_of(own)} == {"Norr": 7, "Söder": 4}
    with pytest.raises(FollowsAnother):
        record_offered(round=own, registration=asking.registrations[0], on=builders.TODAY, offered=1)
    assert live_answers(own, on=builders.TODAY).everybody == 0  # in fives, as any round's


def test_target_groups_of_a_unit_add_up() -> None:
    asking = planned(FIRST, FIRST, after=(FIRST, OTHER))
    both = register_unit(round=asking.national, unit=asking.registrations[0].unit, questionnaire=OTHER)
    open_round(asking.own, public_key=public_half(asking.own_key), on=builders.OPENS_ON)
    open_round(asking.national, public_key=public_half(asking.national_key), on=builders.OPENS_ON)
    for registration, number in ((asking.registrations[0], 7), (both, 5)):
        record_offered(round=asking.national, registration=registration, on=builders.TODAY, offered=number)
    own = Round.objects.get(pk=asking.own.pk)
    assert {each.unit: each.offered for each in offers_of(own)} == {"Norr": 12, "Söder": 0}


def test_own_questions_were_offered_at_least_to_all_who_answered_the_national_ones() -> None:
    asking = opened(FIRST, FIRST)
    for code in (*asking.codes(3, place=0), *asking.codes(2, place=1)):
        answer(code)
    (code,) = asking.codes(1, place=0)
    answer(code)
    answer(code, own=True)
    record_offered(round=asking.national, registration=asking.registrations[0], on=builders.TODAY, offered=1)
    close_round(asking.national)
    own = Round.objects.get(pk=asking.own.pk)
    assert [(each.unit, each.offered, each.least) for each in sorted(offers_of(own))] == [
        ("Norr", 1, 4),
        ("Söder", 0, 2),
    ]


def test_the_office_may_let_nobody_ask() -> None:
    asking = planned()
    let_ask_after(asking.national, let=False)
    with pytest.raises(NotLetAsk):
        open_round(asking.own, public_key=public_half(asking.own_key), on=builders.OPENS_ON)
    let_ask_after(asking.national, let=True)
    open_round(asking.own, public_key=public_half(asking.own_key), on=builders.OPENS_ON)
    let_ask_after(asking.national, let=False)
    open_round(asking.national, public_key=public_half(asking.national_key), on=builders.OPENS_ON)
    (code,) = asking.codes(1)
    answer(code)
    with pytest.raises(NothingAfter):
        answer(code, own=True)


def test_a_questionnaire_has_own_questions_after_it_once() -> None:
    asking = planned()
    edition = asking.own.edition
    assert edition
    again = edition_of(asking.granhult, asking.kim)
    with pytest.raises(AskedAlready):
        ask_after(asking.national, again, questionnaires=[FIRST], on=builders.OPENS_ON)
    with pytest.raises(AskedThisYear):
        ask_after(asking.national, edition, questionnaires=[OTHER], on=builders.OPENS_ON)
    delete_round(asking.own)
    assert ask_after(asking.national, again, questionnaires=[FIRST], on=builders.OPENS_ON).asked_after
