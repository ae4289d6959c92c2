"""What all tests of the service share."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import time_machine
from django.conf import settings as service
from django.core.cache import caches
from django.db import connection
from pytest_django.fixtures import Settings
from tests.tycktill_web.processes import Processes
from tests.tycktill_web.processes import processes as started_processes

SERVED = service.CACHES


@pytest.fixture(autouse=True)
def keyring(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A keyring of the test's own: each test has an empty database, and a database's keys are in no other's way."""
    settings.KEYRING = tmp_path_factory.mktemp("keyring")
    return Path(settings.KEYRING)


@pytest.fixture(autouse=True)
def makes_each_page(settings: Settings) -> None:
    """A page that is asked for again is made again: how it is made is what most tests look at."""
    settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


@pytest.fixture
def remembers_pages(settings: Settings, makes_each_page: None) -> None:
    """A page is made once, as in the service, and nothing of another test's."""
    settings.CACHES = SERVED
    caches["pages"].clear()


@pytest.fixture
def still_clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still at the beginning of every window in which tries are counted: none ends in a test."""
    with time_machine.travel("2024-09-20T10:00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture(scope="session")
def processes() -> Iterator[Processes]:
    """Starts processes of this service."""
    with started_processes() as found:
        yield found


@pytest.fixture
def child_environment(transactional_db: None, keyring: Path) -> dict[str, str]:
    """The environment of another process of this service, at work in the tests' own database."""
    settings = {key: str(value or "") for key, value in connection.settings_dict.items() if isinstance(value, str)}
    if connection.vendor == "sqlite":
        url = f"sqlite:///{settings['NAME']}"
    else:
        place = f"{quote(settings['USER'])}@{settings['HOST']}:{settings['PORT']}"
        url = f"postgresql://{place}/{quote(settings['NAME'])}"
    return {
        **os.environ,
        "DATABASE_URL": url,
        "TYCKTILL_KEYRING": str(keyring),
        "DJANGO_SETTINGS_MODULE": "tycktill_web.site.settings",
    }
