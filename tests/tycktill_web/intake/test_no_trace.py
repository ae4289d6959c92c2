"""Beside the tables that are for them, nothing keeps a code or an answer: no log, no session, no other table."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from tests.tycktill_web import builders
from tests.tycktill_web.disk import bytes_of
from tests.tycktill_web.intake.attack.crowd import by_pages

from tycktill.fieldwork import group_code
from tycktill_web.fieldwork.code_tags import code_fingerprint
from tycktill_web.fieldwork.models import Code, UnusedCodes
from tycktill_web.participants.models import Session
from tycktill_web.site.logs import BLANK, NoCodes
from tycktill_web.vault.models import AnswerBuffer, SealedAnswer

pytestmark = pytest.mark.django_db(transaction=True)
RESPONDENTS = 5


@pytest.fixture
def answered() -> tuple[builders.Survey, tuple[str, ...]]:
    """A few have answered through the pages; the last tried once more, and once with a typing mistake."""
    survey = builders.open_survey()
    codes = survey.codes(RESPONDENTS)
    with time_machine.travel(builders.TODAY, tick=True):
        for code, answers in zip(codes, builders.different_answers(RESPONDENTS), strict=True):
            by_pages(code, answers)
        for code in (codes[-1], codes[-1][:-1] + codes[-1][0]):
            with pytest.raises(AssertionError):
                by_pages(code, {})
    return survey, codes


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """All that any logger says, down to DEBUG, as the service's own handler writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(NoCodes())
    loggers = [logging.getLogger(name) for name in ("", "django", "gunicorn.error")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    yield stream
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


def test_no_log_holds_a_code_or_an_answer(written: io.StringIO, request: pytest.FixtureRequest) -> None:
    _, codes = request.getfixturevalue("answered")
    with time_machine.travel(builders.TODAY):
        assert Client().get(f"/svara/k/{codes[0]}/").status_code == 410
    told = written.getvalue().lower()
    assert f"gone: /svara/{BLANK}" in told
    for code in codes:
        fingerprint = code_fingerprint(code)
        for trace in (code, group_code(code), fingerprint.hex(), str(fingerprint)):
            assert trace.lower() not in told
    assert "kontakt" not in told
    assert "update" not in told


@pytest.mark.usefixtures("answered")
def test_no_respondent_has_a_session() -> None:
    assert not Session.objects.exists()


def test_no_other_table_holds_a_code_or_an_answer(answered: tuple[builders.Survey, tuple[str, ...]]) -> None:
    survey, codes = answered
    secrets = [code_fingerprint(code) for code in codes] + builders.all_sealed(survey.round.key)
    for model in apps.get_models(include_auto_created=True):
        kept = {Code, UnusedCodes, AnswerBuffer, SealedAnswer} - {model}
        if len(kept) == 4:
            rows = repr([_bare(row) for row in model._base_manager.values_list()])
            assert not any(code in rows or group_code(code) in rows for code in codes)
            assert not any(repr(secret) in rows for secret in secrets)


def _bare(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)


def test_no_file_at_home_holds_a_code(answered: tuple[builders.Survey, tuple[str, ...]]) -> None:
    _, codes = answered
    database = Path(str(connection.settings_dict["NAME"]))
    homes = {settings.HOME, *([database.parent] if connection.vendor == "sqlite" else [])}
    files = [bytes_of(path) for home in homes for path in home.rglob("*") if path.is_file()]
    for code in codes:
        assert not any(form.encode() in file for form in (code, group_code(code)) for file in files)
