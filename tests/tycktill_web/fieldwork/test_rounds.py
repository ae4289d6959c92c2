"""The life of a round."""

import datetime
from collections.abc import Callable

import pytest
from tests.tycktill_web import builders

from tycktill_web.fieldwork.batches import void_batch
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.errors import (
    FieldworkError,
    KeyInUse,
    KeyTaken,
    NotAPublicKey,
    NotInThisState,
    NotOfThisRound,
    WrongDates,
    WrongOrder,
)
from tycktill_web.fieldwork.models import CodeBatch, Round
from tycktill_web.fieldwork.offered import record_offered
from tycktill_web.fieldwork.rounds import (
    check_key,
    close_round,
    mark_disposed,
    mark_released,
    mark_withdrawn,
    open_round,
    plan_round,
    register_unit,
)
from tycktill_web.fieldwork.states import ACTION_RULES, RoundAction
from tycktill_web.participants.models import Registration

pytestmark = pytest.mark.django_db
KEY = bytes(range(32))

ACTIONS: dict[RoundAction, Callable[[Round, Registration], object]] = {
    RoundAction.REGISTER: lambda round, registration: register_unit(
        round=round, unit=registration.unit, questionnaire=registration.instrument
    ),
    RoundAction.MAKE_CODES: lambda round, registration: make_codes(
        round=round, registration=registration, size=1, on=builders.TODAY
    ),
    RoundAction.VOID_CODES: lambda round, registration: void_batch(
        CodeBatch.objects.create(round=round, registration=registration, made_on=builders.TODAY, size=1, start=0),
        on=builders.TODAY,
    ),
    RoundAction.OPEN: lambda round, _: open_round(round, public_key=KEY, on=builders.TODAY),
    RoundAction.COUNT_OFFERED: lambda round, registration: record_offered(
        round=round, registration=registration, on=builders.TODAY, offered=1
    ),
    RoundAction.CLOSE: lambda round, _: close_round(round),
    RoundAction.RELEASE: lambda round, _: mark_released(round),
    RoundAction.WITHDRAW: lambda round, _: mark_withdrawn(round),
    RoundAction.DISPOSE: lambda round, _: mark_disposed(round, on=builders.TODAY),
}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
@pytest.mark.parametrize("state", Round.State)
def test_actions_are_allowed_exactly_as_the_table_says(action: RoundAction, state: Round.State) -> None:
    survey = builders.open_survey()
    Round.objects.update(state=state)
    survey.round.refresh_from_db()
    rule = ACTION_RULES[action]
    if state in rule.states:
        ACTIONS[action](survey.round, survey.registration)
    else:
        with pytest.raises(NotInThisState):
            ACTIONS[action](survey.round, survey.registration)
    after = (rule.then or state) if state in rule.states else state
    assert survey.round.state == after == Round.objects.get().state


def test_closed_round_never_opens_again() -> None:
    leads_to_open = [rule.states for rule in ACTION_RULES.values() if rule.then == Round.State.OPEN]
    assert leads_to_open == [frozenset({Round.State.PLANNED})]


def test_stale_page_cannot_move_a_round_twice() -> None:
    survey = builders.open_survey()
    stale = Round.objects.get()
    close_round(survey.round)
    with pytest.raises(NotInThisState):
        close_round(stale)


def test_opening_keeps_the_key_that_seals() -> None:
    open_round(builders.planned_round(), public_key=KEY, on=builders.TODAY)
    assert bytes(Round.objects.get().public_key) == KEY


def test_opening_asks_for_a_whole_key_and_days_that_are_left() -> None:
    round = builders.planned_round()
    with pytest.raises(NotAPublicKey):
        open_round(round, public_key=KEY[:31], on=builders.TODAY)
    with pytest.raises(WrongDates):
        open_round(round, public_key=KEY, on=builders.CLOSES_ON.replace(year=2025))


def test_no_two_rounds_have_a_key_in_common() -> None:
    first, second = builders.planned_round(), builders.planned_round(label="2025")
    open_round(first, public_key=KEY, on=builders.TODAY)
    with pytest.raises(KeyInUse) as refused:
        open_round(second, public_key=bytes(32) + KEY, on=builders.TODAY)
    assert refused.value.holder == 1
    open_round(second, public_key=bytes(32), on=builders.TODAY)


@pytest.mark.parametrize(
    ("family", "label", "days", "error"),
    [
        ("ifo", "24", (builders.OPENS_ON, builders.CLOSES_ON), NotOfThisRound),
        ("okänd", "2024", (builders.OPENS_ON, builders.CLOSES_ON), NotOfThisRound),
        ("ifo", "2024", (builders.CLOSES_ON, builders.OPENS_ON), WrongDates),
    ],
)
def test_planning_refuses_what_cannot_be(
    family: str, label: str, days: tuple[datetime.date, datetime.date], error: type[FieldworkError]
) -> None:
    with pytest.raises(error) as refused:
        plan_round(family=family, label=label, opens_on=days[0], closes_on=days[1])
    assert str(refused.value).endswith(".")


def test_unit_is_registered_once_and_with_a_questionnaire_of_the_family() -> None:
    round, unit = builders.planned_round(), builders.unit()
    first = register_unit(round=round, unit=unit, questionnaire=builders.QUESTIONNAIRE)
    assert register_unit(round=round, unit=unit, questionnaire=builders.QUESTIONNAIRE) == first
    for stranger in ("fo-gruppbostad", "ifo-ensamkommande", "okänd"):
        with pytest.raises(NotOfThisRound):
            register_unit(round=round, unit=unit, questionnaire=stranger)


def test_codes_and_offers_belong_to_the_rounds_own_units() -> None:
    survey, other = builders.open_survey(), builders.planned_round(label="2025")
    Round.objects.filter(pk=other.pk).update(state=Round.State.OPEN)
    other.refresh_from_db()
    with pytest.raises(NotOfThisRound):
        make_codes(round=other, registration=survey.registration, size=1, on=builders.TODAY)
    with pytest.raises(NotOfThisRound):
        record_offered(round=other, registration=survey.registration, on=builders.TODAY, offered=1)


def plan(label: str, month: int) -> None:
    day = datetime.date(2025, month, 1)
    plan_round(family="ifo", label=label, opens_on=day, closes_on=day)


@pytest.mark.parametrize(
    ("first", "second"),
    [(("2025-var", 2), ("2025-host", 9)), (("2025-host", 9), ("2025-var", 2)), (("2025", 9), ("2026", 2))],
)
def test_names_of_rounds_sort_as_they_open(first: tuple[str, int], second: tuple[str, int]) -> None:
    plan(*first)
    with pytest.raises(WrongOrder, match=first[0]):
        plan(*second)
    assert Round.objects.count() == 1


def test_rounds_of_a_year_are_named_by_number() -> None:
    plan("2025-2", 9)
    plan("2025-1", 2)
    plan("2026", 10)
    assert Round.objects.count() == 3


def test_no_two_rounds_read_the_same_where_they_are_known_by_name_alone() -> None:
    plan("2026-2027", 2)
    day = datetime.date(2025, 3, 1)
    with pytest.raises(KeyTaken, match="2026-2027"):
        check_key(Round(family="ifo-2026", label="2027", opens_on=day, closes_on=day))
    check_key(Round(family="ifo-2026", label="2028"))
    check_key(Round(family="ifo", label="2026-2027"))  # itself


def test_a_round_is_closed_by_its_days_as_they_are_and_not_as_they_were_read() -> None:
    survey = builders.open_survey()
    stale = Round.objects.get()
    later = survey.round.closes_on + datetime.timedelta(days=20)
    Round.objects.update(closes_on=later)  # extended meanwhile
    close_round(stale)
    assert Round.objects.get().closes_on == later
