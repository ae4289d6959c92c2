"""What is put back is, table by table and key by key, what was built; what may be otherwise is built anew."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from tests.attacks.recording import SHARED
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.remembering import State, remembered, state_now
from time_machine import travel

from tycktill_web.journal.actors import BY_ITSELF, acting_as
from tycktill_web.journal.verifying import verify_journal
from tycktill_web.releases.models import PublicRelease

pytestmark = pytest.mark.django_db

Build = Callable[..., object]


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.tycktill_web.remembering._left", {})


@pytest.fixture(autouse=True)
def nothing_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of other processes, which have built all of it."""
    monkeypatch.delenv(SHARED, raising=False)


@contextmanager
def nothing_before(keyring: Path) -> Iterator[None]:
    """A database and a keyring as at the start of a test, and gone again."""
    with transaction.atomic(), override_settings(KEYRING=keyring):
        yield
        transaction.set_rollback(True)


def left_by(build: Build, keyring: Path) -> State:
    with nothing_before(keyring):
        build()
        return state_now()


@remembered
def two_rounds() -> tuple[worlds.World, PublicRelease]:
    """Published, one compared with the other."""
    world = worlds.closed_world()
    worlds.published(world)
    later = worlds.a_year_later(world)
    return later, worlds.published(later)


def test_what_is_put_back_is_what_was_built(tmp_path: Path) -> None:
    first = left_by(two_rounds, tmp_path / "first")
    again = left_by(two_rounds, tmp_path / "again")
    assert {table for table, rows in first.rows.items() if rows} >= {"vault_sealedanswer", "journal_journalentry"}
    assert again.keys == first.keys
    for table, rows in first.rows.items():
        assert again.rows[table] == rows, table


def test_what_is_put_back_is_gone_on_with(tmp_path: Path) -> None:
    left_by(two_rounds, tmp_path / "first")
    world, release = two_rounds()
    builders.municipality("Nyköla", "9050")
    assert not verify_journal().faults
    third = worlds.published(worlds.a_year_later(world))
    assert list(third.compared_with.all()) == [release, *release.compared_with.all()]


def test_what_one_process_has_built_another_puts_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SHARED, str(tmp_path))
    first = left_by(worlds.closed_world, tmp_path / "first")
    monkeypatch.setattr("tests.tycktill_web.remembering._left", {})  # as in another process
    again = left_by(worlds.closed_world, tmp_path / "again")
    assert (again.rows, again.keys) == (first.rows, first.keys)


def test_whoever_was_given_to_it_has_changed_alike(tmp_path: Path) -> None:
    seen = []
    for folder in ("first", "again"):
        with nothing_before(tmp_path / folder):
            world = worlds.closed_world()
            worlds.published(world)
            seen.append([getattr(world.round, field.attname) for field in world.round._meta.concrete_fields])
    assert seen[0] == seen[1]


def test_whatever_is_otherwise_is_built_anew(tmp_path: Path) -> None:
    built: list[str] = []

    @remembered
    def build(name: str = "Björkköping") -> None:
        built.append(name)
        builders.municipality(name)

    def builds(name: str = "Björkköping", folder: str = "keyring") -> int:
        before = len(built)
        left_by(lambda: build(name), tmp_path / folder)
        return len(built) - before

    (tmp_path / "another").mkdir()
    (tmp_path / "another" / "key").touch()
    assert [builds(), builds()] == [1, 0]
    assert [builds("Nyköla"), builds(folder="another")] == [1, 1]
    with override_settings(PUBLISHER="Kansliet"):
        assert builds() == 1
    with travel("2024-12-24T15:00:00+01:00", tick=False):
        assert [builds(), builds()] == [1, 0]
    with acting_as(BY_ITSELF):
        assert builds() == 1
    builders.municipality("Älvmora", "9002")
    assert [builds(), builds()] == [1, 0]
