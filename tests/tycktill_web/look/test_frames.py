"""Frames, sign-in, refusals and the language, as a browser gets them."""

import re

import pytest
from django.template.loader import get_template
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from tycktill_web.look.language import language_of
from tycktill_web.participants.models import Person

PASSWORD = "ett långt lösenord"


@pytest.mark.parametrize(
    ("address", "accepted", "language"),
    [
        ("/?sprak=en", "sv", "en"),
        ("/?sprak=sv", "en", "sv"),
        ("/?sprak=xx", "en", "en"),
        ("/", "en-GB,en;q=0.9,sv;q=0.8", "en"),
        ("/", "ar,so;q=0.9,en;q=0.5", "en"),
        ("/", "ar,so;q=0.9", "sv"),
        ("/", "*", "sv"),
        ("/", "", "sv"),
    ],
)
def test_the_language_asked_for_goes_before_the_browsers(address: str, accepted: str, language: str) -> None:
    request = RequestFactory().get(address, headers={"Accept-Language": accepted})
    assert language_of(request) == language


def test_the_last_language_in_a_form_has_the_last_word() -> None:
    response = Client().post("/svara/om/", "sprak=sv&sprak=en", content_type="application/x-www-form-urlencoded")
    assert response["Content-Language"] == "en"


def test_a_language_written_from_right_to_left_turns_the_page(settings: Settings) -> None:
    settings.LANGUAGES = [("sv", "Svenska"), ("ar", "العربية")]
    page = Client().get("/svara/?sprak=ar")
    assert page["Content-Language"] == "ar"
    html = page.content.decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert '<a href="?sprak=sv" lang="sv" hreflang="sv">Svenska</a>' in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "heading"), [("sv", "Sidan finns inte"), ("en", "There is no such page")], ids=["sv", "en"]
)
def test_a_page_that_is_not_there_is_said_calmly(language: str, heading: str) -> None:
    page = Client().get(f"/finns/inte/?sprak={language}")
    assert page.status_code == 404
    assert f"<h1>{heading}</h1>" in page.content.decode()
    assert not page.cookies


def test_a_form_without_proof_of_origin_is_refused_calmly() -> None:
    page = Client(enforce_csrf_checks=True).post("/konto/login/", {"login": "a@example.org"})
    assert page.status_code == 403
    assert "Sidan hade legat öppen för länge" in page.content.decode()


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_a_page_for_the_worst_needs_nothing(name: str) -> None:
    html = get_template(name).render()
    assert "<h1>" in html
    assert "look/tycktill.css" in html


def test_the_page_for_our_own_fault_is_in_both_languages_and_says_what_became_of_the_answers() -> None:
    html = get_template("500.html").render()
    assert "Är den redan använd har de kommit fram." in html
    assert "If it has already been used, they did." in html


@pytest.mark.django_db
def test_a_person_signs_in_and_out() -> None:
    Person.objects.create_user("anna@example.org", PASSWORD)
    client = Client()
    client.post("/konto/login/", {"login": "anna@example.org", "password": PASSWORD, "next": "/konto/password/change/"})
    frame = client.get("/konto/password/change/").content.decode()
    assert "anna@example.org" in frame
    assert "Logga ut" in frame
    assert "Vill du logga ut?" in client.get("/konto/logout/").content.decode()
    client.post("/konto/logout/")
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_a_new_password_is_chosen_and_work_goes_on() -> None:
    person = Person.objects.create_user("anna@example.org", PASSWORD)
    client = Client()
    client.force_login(person)
    page = client.get("/konto/password/change/").content.decode()
    assert all(words in page for words in ("Byt lösenord", 'class="skip"', "look/work.css", 'class="field"'))
    form = {"oldpassword": "fel", "password1": "ett annat långt lösenord", "password2": "ett annat långt lösenord"}
    assert "Lösenordet du har nu stämmer inte." in client.post("/konto/password/change/", form).content.decode()
    assert client.post("/konto/password/change/", form | {"oldpassword": PASSWORD})["Location"] == "/"
    person.refresh_from_db()
    assert person.check_password("ett annat långt lösenord")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "way", ["signup", "password/reset", "password/set", "email", "confirm-email", "inactive", "login/code/confirm"]
)
def test_nothing_of_the_account_is_there_that_needs_mail_or_lets_strangers_in(way: str) -> None:
    assert Client().get(f"/konto/{way}/").status_code == 404
    assert f"/konto/{way}" not in Client().get("/konto/login/").content.decode()


def refusal(email: str, password: str) -> str:
    """What the page says to this sign-in, but for what was typed and the proof of origin."""
    page = Client().post("/konto/login/", {"login": email, "password": password}).content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.replace(email, ""))


@pytest.mark.django_db
def test_signing_in_does_not_tell_which_addresses_exist() -> None:
    Person.objects.create_user("anna@example.org", PASSWORD)
    Person.objects.create_user("bo@example.org", PASSWORD, is_active=False)
    unknown = refusal("nobody@example.org", PASSWORD)
    assert "E-postadressen eller lösenordet stämmer inte." in unknown
    assert refusal("anna@example.org", "ett fel lösenord") == unknown
    assert refusal("bo@example.org", PASSWORD) == unknown


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.usefixtures("still_clock")
def test_guessing_passwords_is_slowed_alike_for_all_addresses() -> None:
    Person.objects.create_user("anna@example.org", PASSWORD)
    pages = [
        [refusal(email, "ett fel lösenord") for _ in range(7)] for email in ("anna@example.org", "nobody@example.org")
    ]
    assert pages[0] == pages[1]
    assert "Det har blivit för många försök. Vänta fem minuter" in pages[0][-1]


@pytest.mark.django_db
def test_a_faulty_form_says_what_and_where() -> None:
    html = Client().post("/konto/login/", {"login": "nej", "password": "nej"}).content.decode()
    assert "Något behöver rättas" in html
    assert 'href="#id_login"' in html
