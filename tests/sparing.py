"""What would be worked out again and again for the same of all tests, and is the same each time: once is enough."""

import gc
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from typing import Any, cast

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import management
from django.db import connection
from django.db.backends.base.creation import BaseDatabaseCreation
from django.template import Template
from django.test import override_settings
from django.test.utils import _TestState
from tests.attacks.recording import remember, remember_proved
from tests.found import code_of_builders, once

from tycktill.counting import Tallies
from tycktill.disclosure import Each, Protected
from tycktill.publication import Earlier, Proof, Release, Sources, compose_beside, protect_beside, prove_release

GARBAGE = 50_000
"""So many things may be made before some of them are looked through; Python's own 700 take a tenth of the time."""


def pytest_collection_finish() -> None:
    """What has been loaded stays: nobody looks through it for garbage again, whenever a test has made some."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 20)


def pytest_unconfigure() -> None:
    """All of it goes when the process ends, or what holds it complains."""
    gc.unfreeze()


class QuickHasher(PBKDF2PasswordHasher):
    """Django's own, told to take one turn where it takes a million; another process of the service reads it too."""

    iterations = 1


@pytest.fixture(scope="session", autouse=True)
def passwords_cost_little() -> Iterator[None]:
    """Their hash is meant to be slow; that is Django's own, and no law here is about it."""
    with override_settings(PASSWORD_HASHERS=[f"{__name__}.{QuickHasher.__name__}"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def templates_are_rendered_as_they_are(django_test_environment: None) -> Iterator[None]:
    """Django tells its test client of each part of a page, and copies all that it knew: no test of ours asks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", vars(_TestState)["saved_data"].template_render)
        yield


@pytest.fixture(scope="session", autouse=True)
def a_database_is_migrated_once() -> Iterator[None]:
    """Of SQLite, which can be copied: what all migrations leave is the same for each process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseCreation, "create_test_db", _creating(BaseDatabaseCreation.create_test_db))
        yield


def _creating(create: Callable[..., str]) -> Callable[..., str]:
    def create_migrated(*arguments: Any, **options: Any) -> str:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(management, "call_command", _migrating_once(management.call_command))
            return create(*arguments, **options)

    return create_migrated


def _migrating_once(call: Callable[..., object]) -> Callable[..., None]:
    def migrate(*words: str, **options: Any) -> bytes:
        call(*words, **options)
        return cast("bytes", connection.connection.serialize())

    def call_once(*words: str, **options: Any) -> None:
        if words != ("migrate",) or connection.vendor != "sqlite":
            call(*words, **options)
            return
        migrated = once(("migrated", code_of_builders()), lambda: migrate(*words, **options))
        connection.ensure_connection()
        copy_database(migrated, connection.connection)

    return call_once


def copy_database(content: bytes, target: sqlite3.Connection) -> None:
    """All that a database of SQLite holds, in the place of all that the target held."""
    with closing(sqlite3.connect(":memory:")) as copied:
        copied.deserialize(content[:18] + b"\1\1" + content[20:])  # in memory there is no log beside the file
        copied.backup(target)


@pytest.fixture(scope="session", autouse=True)
def a_count_is_proved_once() -> Iterator[None]:
    """Many tests count the same made-up round: whoever asks of the same bytes and numbers gets the same proof.

    It is an audit before whoever knows all numbers, and so need not be one of the attacks on the release again.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tycktill_web.results.counting.prove_release", _remembering(prove_release))
        yield


@contextmanager
def counts_are_remembered() -> Iterator[None]:
    """The same counts are protected and composed once, for who needs a release and asks nothing of how it is made.

    What is put back is always the real: threads that count at a time would put back what the other has put there.
    """
    counting = vars(import_module("tycktill_web.results.counting"))
    counting.update(protect_beside=_protect_once, compose_beside=_compose_once)
    try:
        yield
    finally:
        counting.update(protect_beside=protect_beside, compose_beside=compose_beside)


def _protect_once(tallies: Tallies, sources: Sources, *, each: Each) -> tuple[Protected, Earlier]:
    return once((tallies, sources), lambda: protect_beside(tallies, sources, each=each))


def _compose_once(protected: Protected, past: Earlier, sources: Sources, *, blank: int) -> Release:
    asked = protected, past, sources, blank
    release = once(asked, lambda: compose_beside(protected, past, sources, blank=blank))
    remember(release.files)  # to be attacked, also where another process has made it
    return release


def _remembering(prove: Callable[..., Proof]) -> Callable[..., Proof]:
    def prove_once(release: Release, *, numbers: Any, public: Any) -> Proof:
        asked = sorted(release.files.items()), numbers, public
        proof = once(asked, lambda: prove(release, numbers=numbers, public=public))
        if not proof.faults:
            remember_proved(release.files)
        return proof

    return prove_once
