"""A database that is copied is the one that all migrations of this very code have made."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests import found
from tests.sparing import copy_database


@pytest.mark.django_db
def test_a_tests_database_lacks_no_migration_of_the_code() -> None:
    executor = MigrationExecutor(connection)
    assert executor.loader.applied_migrations
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_a_copy_has_all_that_was_there_and_nothing_else(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "migrated")) as first, closing(sqlite3.connect(tmp_path / "copy")) as copy:
        for database in (first, copy):
            database.execute("PRAGMA journal_mode = wal")
        first.executescript("CREATE TABLE unit (name UNIQUE); INSERT INTO unit VALUES ('Ekbacken'), ('Solgården')")
        copy.executescript("CREATE TABLE older (name)")
        copy_database(first.serialize(), copy)
        assert list(copy.iterdump()) == list(first.iterdump())


def test_a_migration_that_is_added_changed_or_gone_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = found.code_of_builders.__wrapped__  # nothing that another test has asked for
    monkeypatch.setattr(found, "SERVICE", tmp_path)
    migration = tmp_path / "fieldwork" / "migrations" / "0001_initial.py"
    migration.parent.mkdir(parents=True)
    seen = [read()]
    for written in ("operations = []", "operations = [CreateModel()]"):
        migration.write_text(written)
        seen.append(read())
    migration.rename(migration.with_name("0002_units.py"))
    assert len({*seen, read()}) == 4
