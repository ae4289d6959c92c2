"""A release that tells too much is caught in whatever way a test makes it."""

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.attacks import recording
from tests.attacks.recording import attack_all, remember_database
from tests.attacks.unprotected import unprotected
from tests.tycktill_cli.lulea import ANSWERS, OFFERED, release, remember_made, tallies
from tests.tycktill_web import worlds

from tycktill.files import read_catalogue
from tycktill.publication import compose, making
from tycktill_cli.command import main
from tycktill_web.results.counting import count_round
from tycktill_web.results.errors import NotProved


def assert_caught() -> None:
    """Something has been made that an attack learns from; after that there is nothing left to attack."""
    with pytest.raises(AssertionError, match="A reader learns"):
        attack_all()
    attack_all()


def test_one_that_is_composed() -> None:
    catalogue, fingerprints = read_catalogue()
    compose(unprotected(tallies()), catalogue=catalogue, fingerprints=fingerprints)
    assert_caught()


def test_one_that_the_command_makes_in_this_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "protect", unprotected)
    assert main(["tabulate", str(ANSWERS), "--offered", str(OFFERED), "--out", str(tmp_path / "out")]) == 0
    assert_caught()


def test_one_that_stood_is_noted_for_all_processes_and_one_that_fell_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(recording.SHARED, str(tmp_path))
    monkeypatch.setattr(recording, "_attacked", set())
    catalogue, fingerprints = read_catalogue()
    compose(unprotected(tallies()), catalogue=catalogue, fingerprints=fingerprints)
    assert_caught()
    assert list(tmp_path.iterdir()) == []
    recording.remember(release().files)
    attack_all()
    assert len(list(tmp_path.iterdir())) == 1
    monkeypatch.setattr(recording, "_attacked", set())  # as in another process
    monkeypatch.setattr(recording, "learn", lambda *_, **__: pytest.fail("attacked again"))
    recording.remember(release().files)
    attack_all()


LEAKING = """
import sys
from tests.attacks.unprotected import unprotected
from tycktill.publication import making
from tycktill_cli.command import main

making.protect = unprotected
sys.exit(main())
"""


def test_one_that_the_command_makes_in_another_process(tmp_path: Path) -> None:
    arguments: Sequence[str | Path] = ("tabulate", ANSWERS, "--offered", OFFERED, "--out", tmp_path / "out")
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", LEAKING, *arguments], cwd=root, check=False)
    remember_made(arguments, done.returncode)
    assert_caught()


@pytest.mark.django_db
def test_one_that_the_service_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which proves what it has made, and so refuses it itself."""
    monkeypatch.setattr(making, "protect", unprotected)
    round = worlds.closed_world().round
    with pytest.raises(NotProved, match="Inget utkast har sparats"):
        count_round(round, keys=[worlds.saved_key(round.key)])
    assert_caught()


def test_one_that_another_process_has_left_in_a_database(tmp_path: Path) -> None:
    files = compose(unprotected(tallies()), catalogue=read_catalogue()[0], fingerprints=read_catalogue()[1]).files
    assert_caught()
    database = tmp_path / "tycktill.sqlite3"
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE releases_releasefile (release_id, name, content)")
        rows = [(1, name, content + b"\n" * (name == "text.sv.md")) for name, content in files.items()]
        connection.executemany("INSERT INTO releases_releasefile VALUES (?, ?, ?)", rows)
    remember_database(database)
    assert_caught()
