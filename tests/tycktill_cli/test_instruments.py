"""`tycktill instruments` lists, checks and shows, and says by its status how it went."""

import shutil
from pathlib import Path

import pytest

from tycktill_cli.command import main
from tycktill_cli.instruments import check_instruments, list_instruments, show_instrument

TINY = Path("tests/instruments")

Captured = pytest.CaptureFixture[str]


def test_list_has_a_line_for_each(capsys: Captured) -> None:
    assert list_instruments() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["id", "version", "family", "questions", "languages", "rounds", "status"]
    assert len(lines) == 18
    by_id = {line.split()[0]: line.split()[1:] for line in lines}
    assert by_id["ifo-ensamkommande"] == ["1", "ifo", "7", "sv", "en", "2015-2019", "retired"]
    assert by_id["oppenvard-vardnadshavare"] == ["1", "oppenvard", "11", "sv", "en", "2023-", "pilot"]
    assert by_id["fo-gruppbostad"] == ["1", "fo", "9", "sv", "en", "2016-"]


def test_check_lists_what_must_be_confirmed(capsys: Captured) -> None:
    assert check_instruments([]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "ifo-unga: sound, " in told.out
    assert "  languages.en: complete, unreviewed\n" in told.out
    assert "  scales.latt.options[3]: Ganska svårt\n" in told.out
    assert "  questions[varfor]: Vet du varför du har kontakt med familjebehandlaren?\n" in told.out


def test_check_says_which_questions_have_no_results(capsys: Captured) -> None:
    assert check_instruments([TINY / "tiny-condition.toml"]) == 0
    asked = "kind, reach are asked only of some: answers are kept and counted, but no results are shown"
    assert capsys.readouterr().out == f"tiny-condition: sound, nothing to confirm\n  {asked}\n"


def test_check_of_one_file_is_of_that_alone(capsys: Captured) -> None:
    assert check_instruments([TINY / "tiny-yes-no.toml"]) == 0
    assert capsys.readouterr().out == "tiny-yes-no: sound, nothing to confirm\n"


def test_check_tells_the_faults_of_every_file(tmp_path: Path, capsys: Captured) -> None:
    text = (TINY / "tiny-yes-no.toml").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(text.replace("version = 1", "version = 0"), encoding="utf-8")
    assert check_instruments([wrong, TINY / "tiny-top-only.toml", tmp_path / "none.toml"]) == 1
    told = capsys.readouterr()
    assert told.out == "tiny-top-only: sound, nothing to confirm\n"
    unread, remedy = "The file cannot be read: No such file or directory", "Check the name and who may read it"
    assert told.err.splitlines() == [
        f"{wrong}, version: The version is 0. Count from 1.",
        f"{tmp_path / 'none.toml'}: {unread}. {remedy}.",
    ]


def test_check_of_all_tells_their_faults(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree("src/tycktill/reference/instruments", tmp_path / "instruments")
    (tmp_path / "instruments" / "extra.toml").write_text("", encoding="utf-8")
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path)
    assert check_instruments([]) == 1
    told = capsys.readouterr()
    assert "extra.toml: The key `id` is missing. Add `id`." in told.err
    assert told.out == ""


def test_show_writes_a_questionnaire_out(capsys: Captured) -> None:
    assert show_instrument("ifo-ekonomiskt-bistand", language="sv") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Ekonomiskt bistånd (ifo-ekonomiskt-bistand, version 1)\n")
    assert "Family: Individ- och familjeomsorg (ifo)\n" in shown
    assert "Kolada: U31903 answers, U31902 response rate\n" in shown
    assert "      A  Annat eller vill inte svara\n" in shown
    assert "5. paverka: Kan påverka hjälpen\n" in shown
    assert "    + 2  Ganska mycket\n" in shown
    assert "      4  Inte alls *\n" in shown
    assert "    - 8  Jag har inte fått någon hjälp *\n" in shown
    assert "  area: Delaktighet, meaning 1, Kolada U31504\n" in shown
    assert max(len(line) for line in shown.splitlines()) <= 100


def test_show_speaks_the_language_asked_for(capsys: Captured) -> None:
    assert show_instrument("oppenvard-unga", language="en") == 0
    shown = capsys.readouterr().out
    assert "In use: 2023-, pilot\n" in shown
    assert "3. varfor: Knows the reason for the contact *\n" in shown
    assert "  area: Information, meaning 1\n" in shown


def test_show_tells_conditions(capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "instruments").symlink_to(TINY.resolve())
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path)
    assert show_instrument("tiny-condition", language="sv") == 0
    shown = capsys.readouterr().out
    assert "  asked only when kind is 1 or 2, and so without results\n" in shown
    assert "Kolada" not in shown
    assert "Wording:" not in shown


def test_show_of_an_unknown_instrument_is_refused(capsys: Captured) -> None:
    assert show_instrument("ifo", language="sv") == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("There is no instrument `ifo`. Write one of fo-boende-sol, ")


def test_show_in_an_unknown_language_is_refused(capsys: Captured) -> None:
    assert show_instrument("ifo-unga", language="fi") == 1
    assert capsys.readouterr().err == "`ifo-unga` has no language `fi`. Write one of sv, en.\n"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["list"], 0), (["check"], 0), (["show", "ifo-unga"], 0), (["show", "ifo-unga", "--language", "fi"], 1)],
)
def test_the_command_hands_over(arguments: list[str], status: int, capsys: Captured) -> None:
    assert main(["instruments", *arguments]) == status
    assert capsys.readouterr()


@pytest.mark.parametrize("arguments", [["show"], ["list", "all"], ["burn"]])
def test_wrong_usage_is_two(arguments: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["instruments", *arguments])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: ")
