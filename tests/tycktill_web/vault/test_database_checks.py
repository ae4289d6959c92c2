"""A PostgreSQL that keeps traces is found out by its settings."""

import pytest
from django.db import connection

from tycktill_web.vault import database_checks
from tycktill_web.vault.database_checks import (
    TRACES,
    check_database_forgets,
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
