"""A password of one's own is hard to guess, also for who speaks Swedish and knows whose it is."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from tycktill_web.participants.models import Person
from tycktill_web.participants.passwords import offer_password

CILLA = Person(email="cilla.bergström@björkköping.example", first_name="Cilla Bergström")


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa",
        "kortkortkort",
        "123456789012",
        "abcdefghijkl",
        "qwertyuiopasd",
        "Sommaren2026!",
        "lösenord1234",
        "Välkommen2026",
        "brukarundersökning",
        "bergström1985",
        "björkköping12",
        "a" * 500,
    ],
)
def test_what_comes_to_mind_first_is_refused(password: str) -> None:
    with pytest.raises(ValidationError, match="Välj till exempel fyra ord som inte hör ihop"):
        validate_password(password, CILLA)


@pytest.mark.parametrize(
    "password", ["öl och ostron i oktober", "kantarell spik moln", "rK8#vq2LmZ0x", "moln vrål skåp " * 9]
)
def test_what_does_not_is_taken(password: str) -> None:
    validate_password(password, CILLA)


def test_so_is_the_one_that_is_offered() -> None:
    validate_password(offer_password(), CILLA)


@pytest.mark.django_db
def test_the_page_says_what_to_do() -> None:
    person = Person.objects.create_user("cilla@exempel.se", "öl och ostron i oktober")
    client = Client()
    client.force_login(person)
    page = client.get("/konto/password/change/").content.decode()
    assert "Det ska vara svårt att gissa" in page
    assert 'href="/konto/"' in page
    assert "Lösenordet är lätt att gissa" not in page
    form = {"oldpassword": "öl och ostron i oktober", "password1": "kortkortkort", "password2": "kortkortkort"}
    page = client.post("/konto/password/change/", form).content.decode()
    assert "Lösenordet är lätt att gissa. Välj till exempel fyra ord som inte hör ihop" in page
