"""What a code gives right to, and what it says when it gives none."""

import datetime

import pytest
from django.db import connection
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from tests.tycktill_web import builders

from tycktill.fieldwork import ALPHABET, group_code, parse_code
from tycktill.terms import Refused
from tycktill_web.fieldwork.codes import LARGEST_BATCH, make_codes
from tycktill_web.fieldwork.errors import MistypedCode, NoLongerOpen, NotYetOpen, UsedCode, WrongCode, WrongNumber
from tycktill_web.fieldwork.models import Code, CodeBatch, UnusedCodes
from tycktill_web.fieldwork.rounds import close_round, register_unit
from tycktill_web.fieldwork.tickets import find_ticket, redeem_code
from tycktill_web.participants.models import FailedTry

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def stranger() -> str:
    """A code that could be, and was never issued."""
    for last in ALPHABET:
        try:
            return parse_code("222222223" + last)
        except Refused:
            continue
    raise AssertionError("one of 23 check characters fits")


def test_ticket_tells_what_the_code_gives_right_to() -> None:
    survey = builders.open_survey(unit_name="Norr")
    ticket = find_ticket(survey.codes(1)[0], on=builders.TODAY)
    unit = survey.registration.unit
    assert (ticket.round, ticket.instrument) == (survey.round, builders.QUESTIONNAIRE)
    assert (ticket.municipality, ticket.unit, ticket.unit_id) == (unit.organisation.municipality, "Norr", unit.pk)


def test_code_is_found_however_it_is_typed() -> None:
    code = builders.open_survey().codes(1)[0]
    for typed in (group_code(code), code.lower(), f" {code[:3]} {code[3:]} "):
        find_ticket(typed, on=builders.TODAY)


def test_finding_a_ticket_costs_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    code = builders.open_survey().codes(1)[0]
    with django_assert_num_queries(1):
        find_ticket(code, on=builders.TODAY)


def test_code_is_redeemed_once() -> None:
    code = builders.open_survey().codes(1)[0]
    redeem_code(code, on=builders.TODAY)
    with pytest.raises(UsedCode):
        redeem_code(code, on=builders.TODAY)


def test_used_code_says_that_the_answers_have_arrived() -> None:
    code = builders.open_survey().codes(1)[0]
    redeem_code(code, on=builders.TODAY)
    with pytest.raises(UsedCode) as refused:
        find_ticket(code, on=builders.TODAY)
    assert "är de mottagna" in str(refused.value)
    with translation.override("sv"):
        assert "Koden är redan använd" in str(refused.value)


def test_round_is_open_from_its_first_to_its_last_day() -> None:
    code = builders.open_survey().codes(1)[0]
    for day in (builders.OPENS_ON, builders.CLOSES_ON):
        find_ticket(code, on=day)
    with pytest.raises(NotYetOpen) as early:
        find_ticket(code, on=builders.OPENS_ON - DAY)
    assert "1 september 2024" in str(early.value)
    with pytest.raises(NoLongerOpen) as late:
        find_ticket(code, on=builders.CLOSES_ON + DAY)
    assert "lämna den till och med 29 oktober 2024" in str(late.value)


def test_paper_is_taken_for_the_days_of_grace_and_no_longer() -> None:
    survey = builders.open_survey()
    code, until = survey.codes(1)[0], builders.CLOSES_ON + 14 * DAY
    assert survey.round.paper_until == until
    find_ticket(code, on=until, is_paper=True)
    for is_paper in (True, False):
        with pytest.raises(NoLongerOpen) as late:
            find_ticket(code, on=until + DAY, is_paper=is_paper)
        assert "Undersökningen är stängd" in str(late.value)


def test_a_round_that_gives_paper_no_grace_takes_none_later() -> None:
    survey = builders.open_survey()
    survey.round.grace_days = 0
    survey.round.save()
    code = survey.codes(1)[0]
    find_ticket(code, on=builders.CLOSES_ON, is_paper=True)
    with pytest.raises(NoLongerOpen):
        find_ticket(code, on=builders.CLOSES_ON + DAY, is_paper=True)


def test_closed_round_takes_no_answers_though_days_are_left() -> None:
    survey = builders.open_survey()
    code = survey.codes(1)[0]
    close_round(survey.round)
    with pytest.raises(NoLongerOpen):
        find_ticket(code, on=builders.TODAY)


def test_planned_round_is_not_open_yet() -> None:
    round = builders.planned_round()
    registration = register_unit(round=round, unit=builders.unit(), questionnaire=builders.QUESTIONNAIRE)
    (code,) = make_codes(round=round, registration=registration, size=1, on=builders.OPENS_ON)
    with pytest.raises(NotYetOpen):
        find_ticket(code, on=builders.TODAY)


def test_unknown_code_is_wrong_and_counted() -> None:
    builders.open_survey()
    with pytest.raises(WrongCode):
        find_ticket(stranger(), on=builders.TODAY, address="192.0.2.1")
    assert FailedTry.objects.get().tries == 1


def test_mistyped_code_costs_no_look_up_and_is_not_counted(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    code = stranger()
    typo = code[:-1] + next(each for each in ALPHABET if each != code[-1])
    for typed in (typo, "", "12345", code + "2"):
        with django_assert_num_queries(0), pytest.raises(MistypedCode):
            find_ticket(typed, on=builders.TODAY)


def test_no_code_is_kept_that_could_be_used() -> None:
    codes = builders.open_survey().codes(3)
    kept = [bytes(each) for each in Code.objects.values_list("fingerprint", flat=True)]
    assert len(kept) == len(codes)
    assert not any(code.encode() in fingerprint for code in codes for fingerprint in kept)
    assert str(Code.objects.all()[0]) == "code"
    assert str(UnusedCodes.objects.get()) == "unused codes of ifo-2024"


def test_codes_lie_in_another_order_than_they_are_printed() -> None:
    survey = builders.open_survey()
    survey.codes(50)
    stored = [bytes(each) for each in Code.objects.values_list("fingerprint", flat=True)]
    assert stored == sorted(stored)


@pytest.mark.parametrize("size", [0, -1, LARGEST_BATCH + 1])
def test_batch_has_a_sensible_size(size: int) -> None:
    survey = builders.open_survey()
    with pytest.raises(WrongNumber):
        survey.codes(size)
    assert not CodeBatch.objects.exists()


@pytest.mark.postgres
def test_the_server_plans_the_search_for_a_ticket_once_a_session() -> None:
    """Planning its seven tables is dearer than running it."""
    code = builders.open_survey().codes(1)[0]
    for _ in range(10):
        find_ticket(code, on=builders.TODAY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%fieldwork_unusedcodes AS%'")
        assert cursor.fetchone() == (1,)
