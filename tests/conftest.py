"""The sealed room that all tests run in: what may be skipped, and how the browser is started."""

import os
from collections.abc import Generator
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from scripts.steps import system
from tests.watching import unwatched, watch_first_examples

pytest_plugins = ["tests.attacks.recording", "tests.sparing"]
"""Every release that a test makes is attacked; what is the same for all tests is worked out once."""

DATABASE = {"db", "transactional_db", "live_server"}
DEMANDED = {word for word in os.environ.get("TYCKTILL_DEMAND", "").split(",") if word}
# Names resolve to nothing in the browser, as the network is closed to the tests themselves.
NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"

# The browser's driver runs an event loop in the tests' own thread, where Django would else refuse to work.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# A slow machine is no fault of the code. As the examples differ each time, many short runs find what one long would.
hypothesis_settings.register_profile(
    "house",
    deadline=None,
    max_examples=int(os.environ.get("TYCKTILL_EXAMPLES", "40")),
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
hypothesis_settings.load_profile("house")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks the database, and let coverage watch no more examples of a law than it must."""
    for item in items:
        assert isinstance(item, pytest.Function)
        if item.get_closest_marker("django_db") or not DATABASE.isdisjoint(item.fixturenames):
            item.add_marker("database")
        watch_first_examples(item.obj)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, with a sentence, what this machine cannot run."""
    if item.get_closest_marker("postgres") and not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        pytest.skip("needs PostgreSQL: run scripts/test, or set DATABASE_URL")
    if item.get_closest_marker("browser") and system.chromium() is None:
        pytest.skip("needs Chromium: run scripts/setup")
    if (marker := item.get_closest_marker("web_server")) and system.web_server(marker.args[0]) is None:
        pytest.skip(f"needs {marker.args[0]}: run scripts/setup")
    if item.get_closest_marker("systemd") and system.systemd() is None:
        pytest.skip("needs systemd-analyze: run scripts/setup")
    if item.get_closest_marker("spark") and system.java() is None:
        pytest.skip("needs Java: run scripts/setup")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Coverage learns nothing from the thousandth world, nor from pages that were asked for without a browser."""
    is_watched = all(item.get_closest_marker(each) is None for each in ("exhaustive", "browser"))
    with nullcontext() if is_watched else unwatched():
        return (yield)


@pytest.fixture(scope="session", autouse=True)
def room_for_styles() -> None:
    """An empty folder where `tycktill serve` would lay styles out: tests take them from where they stand."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session", autouse=True)
def journal_lets_itself_be_emptied() -> Generator[None]:
    """Between tests the whole database is emptied, the journal too, which otherwise refuses."""
    # Not above: this file is read where there is no database either.
    from django.db import models  # noqa: F401  first, or the next import goes round in a circle
    from django.db.backends.base.operations import BaseDatabaseOperations

    from tycktill_web.journal.guard import guard_journal, is_guarded, lift_guard

    empty = BaseDatabaseOperations.execute_sql_flush

    def emptied(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        connection = operations.connection
        was_guarded = is_guarded(connection)
        lift_guard(connection)
        empty(operations, statements)
        if was_guarded:
            guard_journal(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", emptied)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything is demanded, as in CI, a skipped test is a failed one."""
    report = yield
    if DEMANDED and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and nothing may be skipped here: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """The system's Chromium, cut off from the network; root has no sandbox to put it in."""
    arguments = [NO_NETWORK, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return {"executable_path": system.chromium(), "args": arguments}
