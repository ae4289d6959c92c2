"""A new database is made in few steps, and is as one that has taken every step there ever was."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker
from tests.tycktill_web.every_step import step_by_step

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="compares files of SQLite")


@contextmanager
def new_database(place: Path) -> Iterator[BaseDatabaseWrapper]:
    """An empty one, in the place of the tests' own: steps write to it by its name."""
    own = connections["default"]
    made = connections.create_connection("default")
    made.settings_dict = {**made.settings_dict, "NAME": str(place)}
    connections["default"] = made
    try:
        yield made
    finally:
        made.close()
        connections["default"] = own


def tables(database: BaseDatabaseWrapper) -> set[tuple[str, ...]]:
    """Every table, index and trigger by its words; the order in which columns came says nothing."""
    with database.cursor() as cursor:
        cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {(kind, name, *sorted(re.split(r",\s*", words_of(sql)))) for kind, name, sql in cursor.fetchall()}


def words_of(sql: str) -> str:
    return sql[sql.find("(") + 1 : sql.rfind(")")] if sql.startswith("CREATE TABLE") else sql


def migrate(executor: MigrationExecutor) -> None:
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_a_new_database_is_as_one_that_took_every_step(django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> None:
    with django_db_blocker.unblock():
        with new_database(tmp_path / "new") as new:
            migrate(MigrationExecutor(new))
            made_at_once = tables(new)
        with new_database(tmp_path / "old") as old:
            migrate(step_by_step(old))
            assert tables(old) == made_at_once
            after = MigrationExecutor(old)
            assert after.migration_plan(after.loader.graph.leaf_nodes()) == []
