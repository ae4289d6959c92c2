"""`tycktill instruments new` writes a questionnaire that is sound, whatever is typed, or nothing."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from time_machine import TimeMachineFixture

from tycktill.files import read_questionnaires
from tycktill.instrument import Instrument
from tycktill.terms import Refused
from tycktill_cli.instruments import check_instruments
from tycktill_cli.new_instrument import new_instrument

TYPED = ["Jobbcenter", "För dig som deltar", "", "", "2024", "Är du nöjd?", "Nöjd", "nojd_5", ""]


def typing(lines: Sequence[str]) -> Callable[[str], str]:
    """Who types these lines, and then no more."""
    left = iter(lines)

    def ask(question: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    return ask


def only(folder: Path) -> Instrument:
    """The questionnaire in a folder of one."""
    found = read_questionnaires([folder])
    (id_,) = found.named
    return found.catalogue[id_]


def test_what_is_typed_is_what_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new_instrument(tmp_path, typing(TYPED)) == 0
    assert (
        f"tycktill tabulate ANSWERS --instruments {tmp_path / 'jobbcenter.toml'} --out DIR" in capsys.readouterr().out
    )
    made = only(tmp_path)
    (question,) = made.questions
    assert (made.id, made.family, made.rounds.first) == ("jobbcenter", "jobbcenter-alla", 2024)
    assert (question.id, question.text, made.scale_of(question).codes) == (
        "nojd",
        {"sv": "Är du nöjd?"},
        (1, 2, 3, 4, 5, 9),
    )
    assert check_instruments([tmp_path]) == 0


def test_the_year_that_is_proposed_is_that_of_whoever_types(
    tmp_path: Path, time_machine: TimeMachineFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    time_machine.move_to("2026-12-31T23:10:00Z")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Stockholm")
        time.tzset()
        assert new_instrument(tmp_path, typing(["" if line == "2024" else line for line in TYPED])) == 0
    time.tzset()
    assert only(tmp_path).rounds.first == 2027


def test_what_cannot_be_is_asked_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "jobbcenter.toml").touch()
    lines = [
        "",
        "Jobbcenter",
        "För dig",
        "ifo-unga",
        "Jobbcenter",
        "jobb",
        "",
        "i år",
        "2024",
        "Är du nöjd?",
        "",
        "nöjd",
        "nojd_5",
        "",
    ]
    assert new_instrument(tmp_path, typing(lines)) == 0
    (tmp_path / "jobbcenter.toml").unlink()
    assert only(tmp_path).id == "jobb"
    told = capsys.readouterr().out
    assert "`ifo-unga` is taken.\n`jobbcenter` is taken.\n" in told
    assert "A year has four digits." in told
    assert "There is no scale `nöjd`: write one of ja_nej, " in told


@pytest.mark.parametrize("lines", [TYPED[:number] for number in range(len(TYPED))])
def test_nothing_is_written_before_all_is_said(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(Refused, match="nothing is written"):
        new_instrument(tmp_path, typing(lines))
    assert list(tmp_path.iterdir()) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None)
@given(name=st.text(min_size=1), texts=st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_whatever_is_typed_gives_a_sound_questionnaire(
    tmp_path_factory: pytest.TempPathFactory, name: str, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("new")
    typed = [" ".join(each.split()) for each in (name, *texts)]
    if not all(each and each.isprintable() for each in typed):
        return
    asked = [line for text in typed[1:] for line in (text, "Fråga", "")]
    new_instrument(folder, typing([typed[0], "För alla", "", "", "2024", *asked, ""]))
    assert [question.text["sv"] for question in only(folder).questions] == typed[1:]


def test_a_questionnaire_that_stands_is_never_written_over(tmp_path: Path) -> None:
    new_instrument(tmp_path, typing(TYPED))
    before = (tmp_path / "jobbcenter.toml").read_bytes()
    with pytest.raises(Refused):
        new_instrument(tmp_path, typing(TYPED))
    assert (tmp_path / "jobbcenter.toml").read_bytes() == before
