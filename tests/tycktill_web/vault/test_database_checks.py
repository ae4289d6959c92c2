"""A PostgreSQL that keeps traces is found out by its settings."""

import pytest
from django.db import connection

from tycktill_web.vault import database_checks
from tycktill_web.vault.database_checks import (
    TRACES,
    check_database_forgets,
    check_log_may_be_emptied,
    check_sqlite_has_its_log,
    may_empty_log,
    read_settings,
)

FORGETFUL = {
    "archive_mode": "off",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "-1",
    "log_statement": "none",
    "track_commit_timestamp": "off",
    "wal_recycle": "off",
}


def test_forgetful_database_leaves_no_trace() -> None:
    assert not [trace for trace in TRACES if trace.is_kept(FORGETFUL)]


@pytest.mark.parametrize(
    ("changed", "warning"),
    [
        ({"archive_mode": "on"}, "tycktill.W001"),
        ({"wal_recycle": "on"}, "tycktill.W002"),
        ({"track_commit_timestamp": "on"}, "tycktill.W003"),
        ({"log_statement": "all"}, "tycktill.W004"),
        ({"log_min_duration_statement": "250"}, "tycktill.W004"),
    ],
)
def test_each_trace_of_postgresql_is_found(changed: dict[str, str], warning: str) -> None:
    assert [trace.id for trace in TRACES if trace.is_kept(FORGETFUL | changed)] == [warning]


@pytest.mark.django_db
def test_database_is_asked_for_its_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not check_database_forgets(databases=None)
    if connection.vendor == "sqlite":
        assert not check_database_forgets(databases=["default"])
        return
    assert read_settings("default").keys() == FORGETFUL.keys()
    monkeypatch.setattr(database_checks, "read_settings", lambda _: FORGETFUL | {"archive_mode": "on"})
    assert [warning.id for warning in check_database_forgets(databases=["default"])] == ["tycktill.W001"]


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_right_to_empty_the_log_is_asked_for_in_this_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE lodger NOLOGIN; SET LOCAL ROLE lodger")
        assert [warning.id for warning in check_log_may_be_emptied(databases=["default"])] == ["tycktill.W005"]
        cursor.execute("RESET ROLE; GRANT pg_checkpoint TO lodger; SET LOCAL ROLE lodger")
        assert not may_empty_log("default")  # one of the two is not enough
        cursor.execute("RESET ROLE; GRANT EXECUTE ON FUNCTION pg_switch_wal() TO lodger; SET LOCAL ROLE lodger")
        assert not check_log_may_be_emptied(databases=["default"])
        cursor.execute("RESET ROLE")


def test_without_a_database_its_rights_are_not_asked_for() -> None:
    assert not check_log_may_be_emptied(databases=None)


@pytest.mark.django_db(transaction=True)
def test_sqlite_that_cannot_write_ahead_is_found() -> None:
    assert not check_sqlite_has_its_log(databases=["default"])
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode = DELETE")
        try:
            assert [warning.id for warning in check_sqlite_has_its_log(databases=["default"])] == ["tycktill.W007"]
        finally:
            cursor.execute("PRAGMA journal_mode = WAL")
