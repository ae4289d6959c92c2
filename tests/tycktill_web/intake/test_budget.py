"""Promise 7: an answer, from opening the page to the thanks, costs at most ten SQL statements, mixing included."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.tycktill_web import builders
from tests.tycktill_web.intake.attack.crowd import by_pages

from tycktill_web.vault.mixing import FULL, POOL


@pytest.mark.django_db(transaction=True)
def test_answers_cost_at_most_ten_statements_each() -> None:
    codes = builders.open_survey().codes(FULL + POOL)
    with time_machine.travel(builders.TODAY, tick=True):
        for code in codes[:POOL]:
            by_pages(code, builders.ANSWERS)
        with CaptureQueriesContext(connection) as statements:
            for code in codes[POOL:]:
                by_pages(code, builders.ANSWERS)
    assert len(statements) <= 10 * FULL
