"""Where the search was not compiled the command says so in one sentence, and where it was it says nothing."""

import pytest

from tycktill_cli import uncompiled


def test_a_slow_search_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(uncompiled, "IS_COMPILED", False)
    uncompiled.warn_of_slowness()
    said = capsys.readouterr()
    assert "apt-get install gcc libc6-dev" in said.err
    assert (said.out, said.err.count("\n")) == ("", 1)


def test_a_compiled_search_is_nothing_to_speak_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(uncompiled, "IS_COMPILED", True)
    uncompiled.warn_of_slowness()
    assert capsys.readouterr().err == ""
