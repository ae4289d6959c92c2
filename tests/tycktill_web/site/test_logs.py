"""Logs tell what went wrong, and no code."""

import io
import json
import logging
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tycktill.fieldwork import ALPHABET, LENGTH, group_code, make_code
from tycktill_web.participants.models import Person
from tycktill_web.site.logs import BLANK, AsJson, NoCodes, without_codes

numbers = st.lists(st.sampled_from(range(len(ALPHABET))), min_size=LENGTH - 1, max_size=LENGTH - 1)
codes = numbers.map(lambda drawn: make_code(lambda _: drawn.pop()))


@given(codes, st.sampled_from([str, group_code, str.lower, lambda code: f"{code[:3]} {code[3:]}"]))
def test_code_is_blanked_however_it_is_typed(code: str, typed: object) -> None:
    assert callable(typed)
    for text in (typed(code), quote(typed(code)), f"kod={typed(code)}&x", f'"{typed(code)}"', f"'{typed(code)}',"):
        told = without_codes(f"wrong: {text} from a tablet")
        assert BLANK in told
        assert (told.startswith("wrong: "), told.endswith(" from a tablet")) == (True, True)


@pytest.mark.parametrize(
    "words",
    [
        "Not Found: /kommun/koder/",
        "Internal Server Error: /kansli/omgangar/17/",
        "could not connect to server: Connection refused",
        "2024-09-20 10:15:32 socialtjänsten församlingen",
        "OperationalError: database is locked (SQLITE_BUSY)",
        "transaction 1234567890 rolled back, constraint registration_once",
        "vårdnadshavare brukarundersökning ekonomiskt bistånd",
    ],
)
def test_ordinary_words_are_left_alone(words: str) -> None:
    assert without_codes(words) == words


def test_ten_characters_that_are_no_code_are_left_alone() -> None:
    assert without_codes("K7MWP3XTRC K7MWP3XTRD").count(BLANK) <= 1


@pytest.mark.parametrize("path", ["/svara/k/K7MWP-3XTRD/", "/svara/?kod=nearly+a+code", "/svara/k/%20/fragor/"])
def test_what_a_respondent_asked_for_is_blanked_whole(path: str) -> None:
    assert without_codes(f"Not Found: {path}") == f"Not Found: /svara/{BLANK}"


def test_a_link_that_opens_an_account_is_blanked() -> None:
    assert without_codes("Gone: /konto/lank/WyJpbnZp.1sr-YYa.UdA_w/") == f"Gone: /konto/lank/{BLANK}"


def test_filter_blanks_message_arguments_and_traceback() -> None:
    code = make_code(lambda n: n - 1)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(NoCodes())
    logger = logging.getLogger("tycktill.tested")
    logger.propagate = False
    logger.addHandler(handler)
    try:
        raise ValueError(code)
    except ValueError:
        logger.exception("no good: %s (%d)", group_code(code), 7)
    logger.removeHandler(handler)
    told = stream.getvalue()
    assert f"no good: {BLANK} (7)" in told
    assert "ValueError" in told
    assert code not in told


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the service writes meanwhile."""
    stream = io.StringIO()
    [handler] = [each for each in logging.getLogger("django").handlers if type(each) is logging.StreamHandler]
    monkeypatch.setattr(handler, "stream", stream)
    return stream


@pytest.mark.django_db
def test_refusal_is_one_line_and_a_fault_is_told_whole(monkeypatch: pytest.MonkeyPatch, written: io.StringIO) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(Person.objects.create_user("eva@example.org"))
    assert client.get("/kansli/").status_code == 403
    assert written.getvalue() == "WARNING: Forbidden (Permission denied): /kansli/\n"
    monkeypatch.setattr("tycktill_web.pages.public.views.published_places", lambda: 1 // 0)
    assert client.get("/").status_code == 500
    assert "\nERROR: Internal Server Error: /\nTraceback " in written.getvalue()
    assert "ZeroDivisionError" in written.getvalue()


@pytest.mark.django_db
def test_wrong_host_is_one_line(written: io.StringIO) -> None:
    assert Client().get("/", headers={"host": "elsewhere.example"}).status_code == 400
    assert written.getvalue().startswith("WARNING: Invalid HTTP_HOST header: 'elsewhere.example'")
    assert written.getvalue().count("\n") == 1


@pytest.mark.django_db
def test_what_a_client_did_wrong_is_told_to_the_client_alone(written: io.StringIO) -> None:
    assert Client().get("/no-such-page/").status_code == 404
    assert Client().post("/svara/", {"kod": "K7MWP-3XTRD"}).status_code == 303
    assert Client().get("/svara/k/K7MWP3XTRD/").status_code == 404
    assert written.getvalue() == ""


def test_as_json_a_line_has_these_keys_and_no_code() -> None:
    code = make_code(lambda n: n - 1)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(NoCodes())
    handler.setFormatter(AsJson())
    logger = logging.getLogger("tycktill.tested")
    logger.propagate = False
    logger.addHandler(handler)
    logger.warning("no good: %s\nå", code, extra={"request": f"<POST /svara/ {code}>"})
    try:
        raise ValueError(code)
    except ValueError:
        logger.exception("broken")
    logger.removeHandler(handler)
    plain, fault = map(json.loads, stream.getvalue().splitlines())
    assert plain.keys() == {"time", "level", "logger", "process", "message"}
    assert (plain["level"], plain["logger"]) == ("WARNING", "tycktill.tested")
    assert plain["message"] == f"no good: {BLANK}\nå"
    assert fault.keys() - plain.keys() == {"traceback"}
    assert "ValueError" in fault["traceback"]
    assert code not in stream.getvalue()
