"""What pages tell of how many have answered: it stands still for a day, moves by fives, and is exact in the end."""

import datetime
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import pytest
from django.db import models, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from tests.tycktill_web import builders
from tests.tycktill_web.racing import at_once

from tycktill.fieldwork import STEP, ResponseRate
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.live_figures import FOR_GOOD, live_answers, renew_figures
from tycktill_web.fieldwork.models import Round, ShownFigures, UnusedCodes
from tycktill_web.fieldwork.offered import record_offered
from tycktill_web.fieldwork.progress import progress_in, round_progress
from tycktill_web.fieldwork.rounds import close_round, register_unit
from tycktill_web.fieldwork.tickets import redeem_code
from tycktill_web.participants.models import Registration

TODAY = builders.TODAY
TOMORROW = TODAY + datetime.timedelta(days=1)
COUNTS = st.integers(0, 9)


def answer(codes: Sequence[str]) -> None:
    """Use codes up, as those who answer do."""
    for code in codes:
        with transaction.atomic():
            redeem_code(code, on=TODAY)


def survey_of(units: int) -> tuple[Round, Sequence[Registration], Sequence[Sequence[str]]]:
    """An open round of one organisation with so many units, each with forty codes, all of them offered."""
    survey = builders.open_survey()
    of = survey.registration.unit.organisation
    more = [
        register_unit(round=survey.round, unit=builders.unit(of=of), questionnaire=builders.QUESTIONNAIRE)
        for _ in range(units - 1)
    ]
    taking_part = [survey.registration, *more]
    for each in taking_part:
        record_offered(round=survey.round, registration=each, on=builders.OPENS_ON, offered=40)
    made = [make_codes(round=survey.round, registration=each, size=40, on=builders.OPENS_ON) for each in taking_part]
    return survey.round, taking_part, made


@pytest.mark.django_db
def test_figures_stand_still_until_the_next_day() -> None:
    round, (unit,), (codes,) = survey_of(1)
    told = []
    for code in codes[:12]:
        answer([code])
        told.append(live_answers(round, on=TODAY).units[unit.pk])
    assert told == [0] * 12
    assert live_answers(round, on=TOMORROW).units[unit.pk] == 10


@pytest.mark.django_db
@pytest.mark.parametrize(("came", "told"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10)])
def test_figures_are_whole_fives(came: int, told: int) -> None:
    round, (unit,), (codes,) = survey_of(1)
    answer(codes[:came])
    assert live_answers(round, on=TODAY).units[unit.pk] == told


@pytest.mark.django_db
def test_a_day_that_is_past_takes_nothing() -> None:
    round, (unit,), (codes,) = survey_of(1)
    renew_figures(round, on=TOMORROW)
    answer(codes[:5])
    assert live_answers(round, on=TODAY).units[unit.pk] == 0
    assert ShownFigures.objects.get().day == TOMORROW


@pytest.mark.django_db
@given(days=st.lists(st.tuples(COUNTS, COUNTS, COUNTS), min_size=2, max_size=4))
def test_whatever_comes_units_move_by_fives_and_their_sum_is_not_less(days: list[tuple[int, int, int]]) -> None:
    with transaction.atomic():
        round, units, codes = survey_of(3)
        left, seen = [iter(own) for own in codes], []
        for number, came in enumerate(days):
            for own, many in zip(left, came, strict=True):
                answer([next(own) for _ in range(many)])
            seen.append(live_answers(round, on=TODAY + datetime.timedelta(days=number)))
        for before, after in pairwise(seen):
            moved = [after.units[unit.pk] - before.units[unit.pk] for unit in units]
            assert all(step == 0 or step >= STEP for step in moved)
            assert after.everybody >= before.everybody
        for told in seen:
            assert told.everybody == sum(told.organisations.values()) >= sum(told.units.values())
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_all_who_look_at_once_on_a_new_day_see_the_same() -> None:
    round, (unit,), (codes,) = survey_of(1)

    def answer_and_look(code: str) -> str:
        answer([code])
        return str(live_answers(Round.objects.get(pk=round.pk), on=TODAY).units[unit.pk])

    told = at_once([partial(answer_and_look, code) for code in codes[:8]])
    assert len(set(told)) == 1
    assert ShownFigures.objects.count() == 1


@pytest.mark.django_db
def test_an_answer_writes_nothing_here() -> None:
    round, _, (codes,) = survey_of(1)
    renew_figures(round, on=TODAY)
    before = ShownFigures.objects.values().get()
    answer(codes[:9])
    assert ShownFigures.objects.values().get() == before


def test_the_table_knows_no_time_but_a_day() -> None:
    kinds = [type(field) for field in ShownFigures._meta.get_fields()]
    assert models.DateField in kinds
    assert not any(issubclass(kind, models.DateTimeField | models.TimeField) for kind in kinds)


@pytest.mark.django_db
def test_closed_round_tells_exact_numbers() -> None:
    round, (unit, other), (codes, others) = survey_of(2)
    answer([*codes[:7], *others[:2]])
    renew_figures(round, on=TODAY)
    close_round(round)
    told = round_progress(round, on=TODAY)
    assert [told.of(each).rate.rate for each in (unit, other)] == [ResponseRate(40, 7), ResponseRate(40, 2)]
    assert (told.rate.rate, told.rate.is_exact) == (ResponseRate(80, 9), True)


@pytest.mark.django_db
def test_who_answered_was_offered_and_of_fewer_counted_no_rate_is_told() -> None:
    survey = builders.open_survey()
    record_offered(round=survey.round, registration=survey.registration, on=TODAY, offered=3)
    answer(survey.codes(9)[:8])
    told = round_progress(survey.round, on=TODAY)
    assert told.of(survey.registration).rate.rate == told.rate.rate == ResponseRate(5, 5)
    assert (told.rate.per_cent, told.rate.is_counted, told.rate.is_at_least) == (None, False, False)
    close_round(survey.round)
    assert round_progress(survey.round, on=TODAY).rate.at_most is None


@pytest.mark.django_db
def test_a_unit_that_does_not_count_makes_the_rate_of_all_a_limit() -> None:
    round, (unit, _), (codes, others) = survey_of(2)
    record_offered(round=round, registration=unit, on=builders.OPENS_ON, offered=2)
    answer([*codes[:10], *others[:20]])
    close_round(round)
    told = round_progress(round, on=TODAY)
    assert (told.rate.rate, told.rate.is_counted, told.rate.at_most) == (ResponseRate(50, 30), False, 60)
    assert (told.rate.per_cent, told.of(unit).rate.at_most) == (None, None)


@pytest.mark.django_db
def test_offered_is_exact_at_once() -> None:
    survey = builders.open_survey()
    survey.codes(20)
    for offered in (1, 2, 3):
        record_offered(round=survey.round, registration=survey.registration, on=TODAY, offered=offered)
        rate = round_progress(survey.round, on=TODAY).of(survey.registration).rate
        assert (rate.offered, rate.is_few, rate.per_cent) == (offered, True, None)


@pytest.mark.django_db
def test_a_lower_bound_is_never_rounded_up() -> None:
    survey = builders.open_survey()
    record_offered(round=survey.round, registration=survey.registration, on=TODAY, offered=15)
    answer(survey.codes(15)[:10])
    assert round_progress(survey.round, on=TODAY).rate.per_cent == 66
    close_round(survey.round)
    assert round_progress(survey.round, on=TODAY).rate.per_cent == 67


@pytest.mark.django_db
def test_without_codes_nobody_has_answered() -> None:
    survey = builders.open_survey()
    rate = round_progress(survey.round, on=TODAY).of(survey.registration).rate
    assert (rate.answered, rate.is_exact, rate.is_few) == (0, True, False)


@pytest.mark.django_db
def test_units_do_not_share_their_figures() -> None:
    survey = builders.open_survey(unit_name="Söder")
    other = builders.unit("Norr", survey.registration.unit.organisation)
    register_unit(round=survey.round, unit=other, questionnaire="ifo-missbruk")
    record_offered(round=survey.round, registration=survey.registration, on=TODAY, offered=3)
    (own,) = round_progress(survey.round, on=TODAY).organisations
    rows = [(unit.unit, unit.instrument, unit.rate.offered) for unit in own.units]
    assert rows == [("Norr", "ifo-missbruk", 0), ("Söder", builders.QUESTIONNAIRE, 3)]


@pytest.mark.django_db
def test_organisations_stand_apart() -> None:
    survey = builders.open_survey()
    register_unit(round=survey.round, unit=builders.unit(), questionnaire="ifo-missbruk")
    assert [len(own.units) for own in round_progress(survey.round, on=TODAY).organisations] == [1, 1]


@pytest.mark.django_db
def test_a_look_costs_four_statements_and_counts_no_codes(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    round, _, _ = survey_of(3)
    renew_figures(round, on=TODAY)
    with django_assert_num_queries(4) as statements:
        round_progress(round, on=TODAY)
    assert not any(UnusedCodes._meta.db_table in each["sql"] for each in statements.captured_queries)


@pytest.mark.django_db
def test_a_closed_round_is_counted_once_for_good(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    round, (unit,), (codes,) = survey_of(1)
    answer(codes[:12])
    assert live_answers(round, on=TODAY).units[unit.pk] == 10
    close_round(round)
    assert live_answers(round, on=TODAY).units[unit.pk] == 12
    assert ShownFigures.objects.get().day == FOR_GOOD
    with django_assert_num_queries(1):
        told = live_answers(round, on=TOMORROW)
    assert (told.is_exact, told.everybody, dict(told.units)) == (True, 12, {unit.pk: 12})


@pytest.mark.django_db
def test_an_open_round_is_never_told_exactly_whatever_a_reader_holds_it_for() -> None:
    round, (unit,), (codes,) = survey_of(1)
    answer(codes[:12])
    round.state = Round.State.CLOSED
    told = live_answers(round, on=TODAY)
    assert (told.is_exact, told.units[unit.pk]) == (False, 10)


@pytest.mark.django_db
def test_a_planned_round_is_asked_nothing_and_told_in_fives_when_it_opens() -> None:
    round = builders.planned_round()
    told = live_answers(round, on=TODAY)
    assert (told.is_exact, told.everybody) == (True, 0)
    assert renew_figures(round, on=TODAY).day == TODAY


@pytest.mark.django_db
def test_many_rounds_cost_as_many_statements_as_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    closed, _, (codes,) = survey_of(1)
    answer(codes[:7])
    close_round(closed)
    rounds = [closed, *(builders.planned_round(label=label) for label in ("2025", "2026"))]
    progress_in(rounds, on=TODAY)
    with django_assert_num_queries(4):
        told = progress_in(rounds, on=TODAY)
    assert [told[round.pk].rate.answered for round in rounds] == [7, 0, 0]
