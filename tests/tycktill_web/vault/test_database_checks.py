"""A PostgreSQL that keeps traces is found out by its settings."""

import pytest
from django.db import connection

from tycktill_web.vault import database_checks
from tycktill_web.vault.database_checks import (
    TRACES,
    check_database_forgets,
    check_postgresql_keeps_what_it_commits,
    read_settings,
)

FORGETFUL = {
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "-1",
    "log_statement": "none",
    "track_commit_timestamp": "off",
}


def test_forgetful_database_leaves_no_trace() -> None:
    assert not [trace for trace in TRACES if trace.is_kept(FORGETFUL)]


@pytest.mark.parametrize(
    ("changed", "warning"),
    [
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
    monkeypatch.setattr(database_checks, "read_settings", lambda _: FORGETFUL | {"track_commit_timestamp": "on"})
    assert [warning.id for warning in check_database_forgets(databases=["default"])] == ["tycktill.W003"]


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_postgresql_that_may_lose_what_it_has_committed_is_found() -> None:
    """As the tests' own does, to be quick."""

    def lax() -> list[str]:
        return [warning.hint or "" for warning in check_postgresql_keeps_what_it_commits(databases=["default"])]

    assert lax() == ["Set fsync = on.", "Set full_page_writes = on.", "Set synchronous_commit = on."]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = remote_apply")
    assert lax() == ["Set fsync = on.", "Set full_page_writes = on."]
