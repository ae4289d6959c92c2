"""Settings are read from the environment, and a bad value stops the start with a sentence."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tycktill_web.site import environment


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("Yes", True), ("0", False), ("", False), ("off", False)])
def test_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("TYCKTILL_X", value)
    assert environment.read_flag("TYCKTILL_X") is expected


def test_flag_that_is_neither_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TYCKTILL_X", "maybe")
    with pytest.raises(ImproperlyConfigured, match="Set it to 1 or 0"):
        environment.read_flag("TYCKTILL_X")


def test_number_is_whole_and_one_or_more(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.read_number("TYCKTILL_X", 60) == 60
    monkeypatch.setenv("TYCKTILL_X", "15")
    assert environment.read_number("TYCKTILL_X", 60) == 15


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "an hour"])
def test_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("TYCKTILL_X", value)
    with pytest.raises(ImproperlyConfigured, match="Set it to a whole number, 1 or more"):
        environment.read_number("TYCKTILL_X", 60)


def test_line_is_a_text_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.read_line("TYCKTILL_X") == ""
    monkeypatch.setenv("TYCKTILL_X", " Sveriges Kommuner och Regioner ")
    assert environment.read_line("TYCKTILL_X") == "Sveriges Kommuner och Regioner"
    monkeypatch.setenv("TYCKTILL_X", "enkat@example.se\n0920-45 30 00")
    with pytest.raises(ImproperlyConfigured, match="Write it on one line"):
        environment.read_line("TYCKTILL_X")


def test_secret_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = environment.read_secret("TYCKTILL_X", home=home, production=False)
    assert first == environment.read_secret("TYCKTILL_X", home=home, production=False)
    assert len(first) >= 50
    assert stat.S_IMODE((home / "tycktill_x").stat().st_mode) == 0o600


def test_secret_of_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TYCKTILL_X", "from outside")
    assert environment.read_secret("TYCKTILL_X", home=tmp_path, production=True) == "from outside"


def test_production_makes_no_secret_by_itself(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="TYCKTILL_X is not set"):
        environment.read_secret("TYCKTILL_X", home=tmp_path, production=True)
    assert not list(tmp_path.iterdir())


def test_database_is_a_file_at_home_unless_said(tmp_path: Path) -> None:
    database = environment.database_settings("", home=tmp_path)
    assert database["NAME"] == str(tmp_path / "tycktill.sqlite3")
    assert "secure_delete=ON" in str(database["OPTIONS"])


def test_address_of_postgresql_is_taken_apart(tmp_path: Path) -> None:
    url = "postgresql://anna%40kommun:p%2Fw@db.example:5433/tyck%20till?sslmode=require"
    database = environment.database_settings(url, home=tmp_path)
    parts = (database["USER"], database["PASSWORD"], database["HOST"], database["PORT"], database["NAME"])
    assert parts == ("anna@kommun", "p/w", "db.example", "5433", "tyck till")
    assert database["OPTIONS"] == {"sslmode": "require", "server_side_binding": True, "prepare_threshold": 5}


def test_other_databases_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="begins with 'mysql'"):
        environment.database_settings("mysql://x/y", home=tmp_path)


def test_choice_is_one_of_its_words_and_the_first_when_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.read_one_of("TYCKTILL_X", "text", "json") == "text"
    monkeypatch.setenv("TYCKTILL_X", " JSON ")
    assert environment.read_one_of("TYCKTILL_X", "text", "json") == "json"
    monkeypatch.setenv("TYCKTILL_X", "xml")
    with pytest.raises(ImproperlyConfigured, match=r"^TYCKTILL_X is 'xml'\. Set it to text or json\.$"):
        environment.read_one_of("TYCKTILL_X", "text", "json")


def test_the_address_is_what_is_set_or_the_first_host_that_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TYCKTILL_ADDRESS", raising=False)
    assert environment.read_address("TYCKTILL_ADDRESS", hosts=()) == ""
    assert environment.read_address("TYCKTILL_ADDRESS", hosts=[".example", "enkat.example"]) == "https://enkat.example"
    monkeypatch.setenv("TYCKTILL_ADDRESS", "https://resultat.example/")
    assert environment.read_address("TYCKTILL_ADDRESS", hosts=["enkat.example"]) == "https://resultat.example"


@pytest.mark.parametrize(
    "value", ["resultat.example", "ftp://resultat.example", "https://resultat.example/a", "https://"]
)
def test_an_address_with_more_or_less_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("TYCKTILL_ADDRESS", value)
    with pytest.raises(ImproperlyConfigured, match="the address alone"):
        environment.read_address("TYCKTILL_ADDRESS", hosts=())
