"""The scripts are short, explain themselves, and say plainly what they could not do."""

import os
import subprocess
from pathlib import Path

import pytest
from scripts.steps import environment, floors, system, translations
from tests.repo.repository import ROOT

SCRIPTS = [*sorted(path for path in (ROOT / "scripts").iterdir() if path.is_file()), ROOT / ".ci" / "run"]
NAMES = {"setup", "demo", "test", "check", "fix", "lock", "lowest", "run"}


def test_the_scripts_are_those_that_people_know() -> None:
    assert {path.name for path in SCRIPTS} == NAMES


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_a_few_lines_and_says_what_it_does(script: Path) -> None:
    lines = script.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 20
    assert lines[0] == "#!/usr/bin/env bash"
    assert lines[1].startswith("# ")
    assert "set -euo pipefail" in lines
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)


def test_what_cannot_be_installed_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(system, "privilege", lambda: None)
    need = system.Need("A sundial", "nobody knows the hour", ("sundial",), lambda: False)
    assert system.install([need]) == [need]
    assert capsys.readouterr().out == (
        "A sundial is not here: nobody knows the hour. On Debian: apt-get install sundial\n"
    )


def test_what_is_here_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert system.install([system.Need("Paper", "nothing to write on", ("paper",), lambda: True)]) == []
    assert capsys.readouterr().out == ""


def test_setup_is_done_when_the_files_are_as_they_were(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "stamp", lambda which: tmp_path / f".stamp-{which}")
    assert not environment.is_current("dev")
    (tmp_path / ".stamp-dev").write_text(environment.fingerprint("dev"), encoding="utf-8")
    assert environment.is_current("dev")
    assert environment.is_current("service")
    (tmp_path / ".stamp-dev").write_text("what it was last week", encoding="utf-8")
    assert not environment.is_current("dev")


def summary(covered: int, lines: int) -> floors.Summary:
    """A file of so many lines, each with a branch, half of them taken."""
    return {"covered_lines": covered, "num_statements": lines, "covered_branches": covered, "num_branches": lines}


def test_coverage_is_held_to_the_floor_of_its_folder(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"src/tycktill/a.py": summary(94, 100), "src/tycktill_web/b.py": summary(94, 100)}
    assert floors.shares(files) == pytest.approx({"src/tycktill/": 94.0, "src/": 94.0})
    monkeypatch.setattr(floors, "_measured", lambda: files)
    assert floors.check() == 1
    assert "src/tycktill/a.py: 12 lines and branches not covered" in capsys.readouterr().out


def test_nothing_measured_is_nothing_covered() -> None:
    assert set(floors.shares({}).values()) == {0.0}


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A service of one word, translated into English."""
    package = tmp_path / "src" / "tycktill_web"
    (package / "locale/en/LC_MESSAGES").mkdir(parents=True)
    (package / "site").mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "site/__init__.py").write_text("", encoding="utf-8")
    settings = "from pathlib import Path\nLOCALE_PATHS = [Path(__file__).parent.parent / 'locale']\n"
    (package / "site/settings.py").write_text(settings, encoding="utf-8")
    (package / "page.py").write_text("from gettext import gettext as _\ntitle = _('Svara')\n", encoding="utf-8")
    po = package / "locale/en/LC_MESSAGES/django.po"
    po.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n', encoding="utf-8")
    translations.update(tmp_path / "src")
    po.write_text(po.read_text("utf-8").replace('"Svara"\nmsgstr ""', '"Svara"\nmsgstr "Answer"'), encoding="utf-8")
    translations.update(tmp_path / "src")
    return tmp_path / "src"


def test_translations_that_are_complete_pass(words: Path) -> None:
    assert translations.faults(words) == []


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("page.py", "Svara", "Svara nu", "is not what the code and templates say now"),
        ("page.py", "Svara", "Kommunen", 'untranslated: msgid "Kommunen"'),
        ("locale/en/LC_MESSAGES/django.po", '"Answer"', '"Reply"', "the .mo file beside it is not made from it"),
        ("locale/en/LC_MESSAGES/django.po", 'msgid "Svara"', '#, fuzzy\nmsgid "Svara"', 'fuzzy: msgid "Svara"'),
    ],
)
def test_translations_out_of_date_are_seen(words: Path, file: str, before: str, after: str, said: str) -> None:
    path = words / "tycktill_web" / file
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    assert any(said in fault for fault in translations.faults(words))
