"""Progress is shown where somebody watches, and nowhere else; a search that is slow says so, whoever watches."""

import io

import pytest

from tycktill_cli import terminal
from tycktill_cli.terminal import Terminal


class _Watched(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nothing_is_shown_where_nobody_watches() -> None:
    stream = io.StringIO()
    with Terminal(stream) as shown:
        shown.progress("Reading", 1, 2)
    assert stream.getvalue() == ""


def test_one_line_tells_how_far_it_is_and_goes_away() -> None:
    stream = _Watched()
    with Terminal(stream) as shown:
        shown.progress("Reading", 1, 3)
        shown.progress("Counting", 5)
    assert stream.getvalue().split("\r\x1b[K") == ["", "Reading … 33 %", "Counting …", ""]


def test_a_slow_search_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "IS_COMPILED", False)
    terminal.warn_of_slowness()
    said = capsys.readouterr()
    assert "apt-get install gcc libc6-dev" in said.err
    assert (said.out, said.err.count("\n")) == ("", 1)


def test_a_compiled_search_is_nothing_to_speak_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "IS_COMPILED", True)
    terminal.warn_of_slowness()
    assert capsys.readouterr().err == ""
