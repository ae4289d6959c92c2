"""What every respondent's page keeps: no cookie, no trace, no door for others, and little to carry."""

import gzip
import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Protocol

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.tycktill_web.respond.surveys import OpenSurvey, day, open_survey

from tycktill.answers import is_in_use
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.pages.respond.urls import urlpatterns
from tycktill_web.participants.access import EVERYBODY
from tycktill_web.participants.models import Person

BUDGET = 14 * 1024
STATEMENTS = 10


class Page(Protocol):
    """What a test looks at in an answer."""

    content: bytes
    cookies: SimpleCookie

    def __getitem__(self, header: str) -> str: ...


def every_page(survey: OpenSurvey, client: Client) -> Iterator[Page]:
    """Each page on the way and each kind of refusal."""
    code, answers = survey.code(), {"fraga-contact": "1", "kon": "K"}
    carried = {"kod": code, "sprak": "en", **answers}
    yield client.get("/svara/")
    yield client.get(f"/svara/k/{code}/")
    yield client.get(f"/svara/k/{code}/fragor/")
    yield client.post("/svara/", carried)
    yield client.post("/svara/", {})
    yield client.get("/svara/?kod=")
    yield client.post("/svara/om/", carried)
    yield client.post("/svara/fragor/", carried)
    yield client.post("/svara/kontroll/", carried)
    yield client.get("/svara/kontroll/")
    yield client.post("/svara/skicka/", carried | {"fraga-contact": "77"})
    yield client.post("/svara/skicka/", carried)
    yield client.post("/svara/skicka/", carried)
    yield client.get("/svara/tack/")
    yield client.get("/svara/k/nonsense/")


def test_no_cookie_is_ever_set(easy: OpenSurvey) -> None:
    client = Client(enforce_csrf_checks=True)
    assert not any(page.cookies for page in every_page(easy, client))
    assert not client.cookies


def test_no_session_is_kept(easy: OpenSurvey) -> None:
    list(every_page(easy, Client()))
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from participants_session")
        assert cursor.fetchone() == (0,)


def test_a_page_is_kept_nowhere_and_tells_nobody_where_one_was(easy: OpenSurvey) -> None:
    for page in every_page(easy, Client()):
        assert page["Cache-Control"] == "no-store"
        assert page["Referrer-Policy"] == "no-referrer"


def test_somebody_who_is_signed_in_answers_like_anybody_else(easy: OpenSurvey) -> None:
    client, other = Client(), Client()
    client.force_login(Person.objects.create_user("anna@example.org", "lösenord för prov"))
    code = easy.code()
    pages = [each.post("/svara/fragor/", {"kod": code}).content for each in (client, other)]
    assert pages[0] == pages[1]
    assert client.post("/svara/skicka/", {"kod": code, "fraga-contact": "1"}).cookies == {}


def test_what_one_has_chosen_stands_on_nobody_elses_page(easy: OpenSurvey) -> None:
    """The questions are written once for all who have chosen nothing yet."""
    one, other = easy.codes(2)
    before = Client().get(f"/svara/k/{other}/fragor/").content
    assert b" checked" in Client().post("/svara/fragor/", {"kod": one, "fraga-contact": "1"}).content
    assert Client().get(f"/svara/k/{other}/fragor/").content == before
    assert b" checked" not in before


@pytest.mark.parametrize("address", ["/svara/", "/svara/tack/"])
def test_pages_that_all_share_are_in_each_ones_language(db: None, address: str) -> None:
    pages = {language: Client().get(address, {"sprak": language}).content.decode() for language in ("sv", "en", "sv")}
    assert all(f'<html lang="{language}"' in page for language, page in pages.items())


def test_nothing_stands_inline_and_nothing_comes_from_elsewhere(easy: OpenSurvey) -> None:
    for page in every_page(easy, Client()):
        html = page.content.decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
        assert not re.search(r"<script(?![^>]*\ssrc=)", html)
        assert not re.search(r"(src|href|action)=\"(https?:)?//", html)


def test_the_code_stands_in_no_title_and_no_link(easy: OpenSurvey) -> None:
    code = easy.code()
    html = Client().post("/svara/kontroll/", {"kod": code, "fraga-contact": "1"}).content.decode()
    assert html.count(code) == 1
    assert f'<input type="hidden" name="kod" value="{code}">' in html


def test_every_address_says_that_it_is_for_everybody() -> None:
    assert all(getattr(pattern.callback, "admits", None) is EVERYBODY for pattern in urlpatterns)


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "head"])
def test_other_methods_do_nothing(easy: OpenSurvey, method: str) -> None:
    for address in ("/svara/", "/svara/om/", "/svara/fragor/", "/svara/kontroll/", "/svara/skicka/"):
        assert getattr(Client(), method)(address).status_code in {200, 303}
    assert easy.sheets() == []


@pytest.mark.django_db(transaction=True)
def test_an_answer_costs_few_statements(easy: OpenSurvey) -> None:
    client, (first, code) = Client(), easy.codes(2)
    client.post("/svara/skicka/", {"kod": first, "fraga-contact": "1"})  # the first in a round makes its place
    with CaptureQueriesContext(connection) as statements:
        client.post("/svara/", {"kod": code}, follow=True)
        client.get(f"/svara/k/{code}/fragor/")
        client.post("/svara/kontroll/", {"kod": code, "fraga-contact": "1"})
        client.post("/svara/skicka/", {"kod": code, "fraga-contact": "1"}, follow=True)
    assert len(statements) <= STATEMENTS, [query["sql"][:90] for query in statements]


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_questionnaire_is_heavy(language: str) -> None:
    used = [instrument for instrument in catalogue().values() if is_in_use(instrument, str(day().year))]
    families = {instrument.family: instrument for instrument in sorted(used, key=_words)}
    weights = {each.id: _weight(open_survey(each.id), language) for each in families.values()}
    assert max(weights.values()) <= BUDGET, weights


def _words(instrument: object) -> int:
    return len(repr(instrument))


def _weight(survey: OpenSurvey, language: str) -> int:
    address = f"/svara/k/{survey.code()}/fragor/?sprak={language}"
    page = Client().get(address, headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    html = gzip.decompress(page.content).decode()
    needed = re.findall(r'(?:href|src)="/static/([^"]+)"', html)
    assert len(needed) == 4
    return len(page.content) + sum(len(gzip.compress(_static(name), 6)) for name in needed)


def _static(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()
