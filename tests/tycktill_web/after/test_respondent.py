"""Somebody who has answered is thanked, offered the municipality's questions, and loses nothing by leaving them."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.tycktill_web import builders
from tests.tycktill_web.after.asking import Asking, opened
from tests.tycktill_web.respond.reading import Respondent
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.rounds import close_round

pytestmark = pytest.mark.django_db
DONE = "Dina svar har kommit fram."


@pytest.fixture(autouse=True)
def today(time_machine: TimeMachineFixture) -> None:
    """A day on which both are open."""
    time_machine.move_to(builders.TODAY)


def answered(asking: Asking, language: str = "sv") -> tuple[Respondent, str]:
    """Somebody who has just sent the national questionnaire, and the code."""
    (code,) = asking.codes(1)
    person = Respondent().open(f"/svara/k/{code}/?sprak={language}").press().press(kontakt="1", kon="K")
    assert person.press().status == 200
    return person, code


def test_after_the_national_answer_has_arrived_own_questions_are_offered() -> None:
    asking = opened()
    person, code = answered(asking)
    assert person.address == f"/svara/k/{code}/mer/"
    assert person.sees(DONE, "Du är klar och kan stänga sidan.", "Din kommun har några frågor till", "Nej tack")
    assert len(asking.sheets(own=False)) == 1
    assert not asking.sheets(own=True)


def test_who_goes_on_answers_them_and_is_thanked() -> None:
    asking = opened()
    person, _ = answered(asking)
    assert person.press().sees("Frågor från din kommun", "Hur smakar maten?", "har kommit fram")
    assert person.press(maten="2", kon="M").sees("Stämmer det här?", "men inte de här än")
    assert person.press().sees(DONE)
    assert person.address == "/svara/tack/"
    (sheet,) = asking.sheets(own=True)
    assert dict(sheet.answers) == {"maten": 2}
    assert len(asking.sheets(own=False)) == 1


def test_who_chooses_nothing_sends_nothing() -> None:
    asking = opened()
    person, _ = answered(asking)
    told = person.press().press()
    assert told.sees("Du har inte svarat på någon fråga", "Nej tack, jag är klar")
    assert "Skicka utan svar" not in told.html


def test_reloading_and_coming_again_ask_the_own_questions_once() -> None:
    asking = opened()
    person, code = answered(asking)
    assert person.open(f"/svara/k/{code}/mer/").sees("Din kommun har några frågor till")
    person.press().press(maten="1").press()
    assert person.open(f"/svara/k/{code}/mer/").address == "/svara/tack/"
    assert person.send("/svara/mer/skicka/", kod=code, fraga_maten="1").status == 410
    assert len(asking.sheets(own=True)) == 1


def test_nobody_comes_to_them_before_the_national_questionnaire() -> None:
    asking = opened()
    (code,) = asking.codes(1)
    assert Respondent().open(f"/svara/k/{code}/mer/").address == f"/svara/k/{code}/"
    assert Respondent().send("/svara/mer/skicka/", kod=code, fraga_maten="1").status == 403
    assert not asking.sheets(own=True)


def test_what_no_page_sends_is_refused_and_can_be_answered_anew() -> None:
    asking = opened()
    person, code = answered(asking)
    assert person.send("/svara/mer/skicka/", kod=code, fraga_maten="77").status == 400
    assert person.send("/svara/mer/skicka/", kod=code, fraga_maten="1").status == 200
    assert len(asking.sheets(own=True)) == 1


def test_a_language_that_they_lack_is_said() -> None:
    asking = opened()
    person, code = answered(asking, "en")
    assert person.open(f"/svara/k/{code}/mer/?sprak=en").sees("The questions are in Swedish only", 'lang="sv"')
    assert person.open(f"/svara/k/{code}/mer/fragor/?sprak=en").sees("The questions are in Swedish only", 'lang="sv"')
    assert "in Swedish only" not in person.open(f"/svara/k/{code}/mer/?sprak=sv").html


def test_when_the_rounds_are_closed_there_are_no_more_questions() -> None:
    asking = opened()
    person, code = answered(asking)
    close_round(asking.national)
    assert person.open(f"/svara/k/{code}/mer/").address == "/svara/tack/"
    assert person.send("/svara/mer/skicka/", kod=code, fraga_maten="1").status == 410


def test_who_is_answering_them_then_is_told_that_the_national_answers_have_arrived() -> None:
    asking = opened()
    person, _ = answered(asking)
    person.press()
    close_round(asking.national)
    told = person.press(maten="2", kon="M")
    assert told.status == 410
    assert told.sees("Enkäten som du skickade före dem har kommit fram.")


def test_these_pages_keep_nothing_and_weigh_little() -> None:
    asking = opened()
    person, code = answered(asking)
    form = {"kod": code, "fraga-maten": "1"}
    client = person.client
    pages = [client.get(f"/svara/k/{code}/mer/"), client.get(f"/svara/k/{code}/mer/fragor/")]
    pages += [client.post(f"/svara/mer/{step}/", form) for step in ("fragor", "kontroll", "skicka", "skicka")]
    for page in pages:
        assert page["Cache-Control"] == "no-store"
        assert page["Referrer-Policy"] == "no-referrer"
        assert not page.cookies
        assert len(gzip.compress(page.content)) < 4_000
    assert [page.status_code for page in pages] == [200, 200, 200, 200, 303, 410]


def test_the_way_of_both_answers_asks_the_database_seldom() -> None:
    asking = opened()
    (code,) = asking.codes(1)
    person = Respondent()
    with CaptureQueriesContext(connection) as national:
        person.open(f"/svara/k/{code}/fragor/").press(kontakt="1").press()
    first = [each for each in national.captured_queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    with CaptureQueriesContext(connection) as own:
        person.press().press(maten="1").press()
    second = [each for each in own.captured_queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(first) <= 10, [each["sql"][:80] for each in first]
    assert len(second) <= 12, [each["sql"][:80] for each in second]
