"""A questionnaire to practise on keeps nothing, since nothing is ever sent."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.tycktill_web.pages import see

from tycktill_web.fieldwork.questionnaires import catalogue

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("questionnaire", sorted(catalogue()))
def test_practice_sends_nothing_and_asks_the_database_nothing(
    questionnaire: str, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(0):
        page = Client().get(f"/svara/prova/{questionnaire}/").content.decode()
        assert "Inget är skickat" in see(Client(), f"/svara/prova/{questionnaire}/klart/")
    assert "Det här är en övning" in page
    assert page.count("<fieldset") == len(catalogue()[questionnaire].questions) + 1
    assert "<form" not in page


def test_practice_is_in_the_questionnaire_s_languages() -> None:
    assert "This is for practice" in see(Client(), "/svara/prova/ifo-unga/?sprak=en")


def test_what_is_no_questionnaire_is_not_there() -> None:
    assert Client().get("/svara/prova/ingen/").status_code == 404
