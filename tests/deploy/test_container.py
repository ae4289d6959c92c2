"""The image is made of what the service needs, and a machine that cannot build it says why.

It is built and tried by `python -m scripts.steps.container`, which takes minutes.
"""

import shutil

import pytest
from scripts.steps import container
from tests.repo.repository import ROOT


def let_in() -> list[str]:
    """What of the repository reaches the builder."""
    lines = (ROOT / "deploy/Containerfile.ignore").read_text(encoding="utf-8").split()
    assert lines[0] == "**"
    return [line.removeprefix("!") for line in lines[1:]]


def test_only_the_program_reaches_the_image() -> None:
    assert all((ROOT / path).exists() for path in let_in())
    assert {"src", "instruments", "setup.py", "requirements/service.txt"} <= set(let_in())
    assert not [path for path in let_in() if path.startswith((".git", ".venv", "tests", "tycktill-home"))]


def test_a_machine_that_cannot_build_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert container.main() == 0
    assert "not built here, for want of" in capsys.readouterr().out
    assert {"buildah", "mmdebstrap"} <= set(container.lacking())
