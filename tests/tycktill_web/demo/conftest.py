"""A small made-up country, built once for all tests of a file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from django.utils.timezone import localdate
from pytest_django import DjangoDbBlocker

from tycktill.files import read_municipalities
from tycktill_web.demo.calendar import SMALL
from tycktill_web.demo.country import SEED, Country, build_country
from tycktill_web.demo.database import fill_database


@dataclass(frozen=True, slots=True)
class World:
    """A country that stands in the database, its home folder, and what was told while it was built."""

    country: Country
    home: Path
    told: list[str] = field(default_factory=list)


def build_small(seed: int = SEED) -> Country:
    return build_country(SMALL, seed, municipalities=read_municipalities(), today=localdate())


@pytest.fixture(scope="module", autouse=True)
def keyring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One for all tests of a file, as the country is."""
    with override_settings(KEYRING=tmp_path_factory.mktemp("keyring")):
        yield Path(settings.KEYRING)


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    keyring: Path,
) -> Iterator[World]:
    """Gone again when the file's tests are done."""
    world = World(build_small(), tmp_path_factory.mktemp("home"))
    with django_db_blocker.unblock(), override_settings(HOME=world.home), transaction.atomic():
        fill_database(world.country, report=lambda what, done, total: world.told.append(what))
        yield world
        transaction.set_rollback(True)
