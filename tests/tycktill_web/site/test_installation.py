"""What an operator must know of an installation is asked of the real thing: tables, styles, modes, last runs."""

import datetime
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from tycktill_web.site.checks import check_modes, check_styles, check_tables
from tycktill_web.site.installation import open_to_others, unapplied_migrations, uncollected_styles
from tycktill_web.site.last_runs import Task, last_run, note_run


@pytest.mark.django_db
def test_a_migration_that_was_not_run_is_named() -> None:
    assert unapplied_migrations() == []
    app, name = MigrationLoader(connection).graph.leaf_nodes("instrument")[0]
    MigrationRecorder(connection).record_unapplied(app, name)
    assert unapplied_migrations() == [f"{app}.{name}"]
    assert [error.id for error in check_tables(databases=["default"])] == ["tycktill.E005"]
    assert check_tables(databases=None) == []


def test_styles_that_were_not_collected_or_are_of_an_older_version_are_named(
    settings: Settings, tmp_path: Path
) -> None:
    settings.PRODUCTION, settings.STATIC_ROOT = True, tmp_path / "staticfiles"
    assert "look/tycktill.css" in uncollected_styles()
    assert [error.id for error in check_styles()] == ["tycktill.E006"]
    call_command("collectstatic", interactive=False, verbosity=0)
    assert uncollected_styles() == []
    assert check_styles() == []
    (tmp_path / "staticfiles/look/tycktill.css").write_text("of last year", encoding="utf-8")
    assert uncollected_styles() == ["look/tycktill.css"]


def test_styles_need_not_be_collected_where_the_start_lays_them_out() -> None:
    assert uncollected_styles() == []


def test_what_others_on_the_computer_may_read_is_named(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    settings.HOME = tmp_path
    monkeypatch.setitem(connection.settings_dict, "ENGINE", "django.db.backends.sqlite3")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "tycktill.sqlite3"))
    secret, database = tmp_path / "tycktill_code_key", tmp_path / "tycktill.sqlite3"
    for path in (secret, database):
        path.touch(mode=0o600)
    assert open_to_others() == []
    for path, mode in ((tmp_path, 0o755), (secret, 0o640), (database, 0o644)):
        path.chmod(mode)
    assert open_to_others() == [tmp_path, secret, database]
    assert {warning.id for warning in check_modes()} == {"tycktill.W006"}


def test_a_last_run_is_remembered_by_its_day(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"
    assert last_run(Task.TIDY) is None
    note_run(Task.TIDY, on=datetime.date(2026, 11, 28))
    note_run(Task.TIDY, on=datetime.date(2026, 11, 29))
    assert last_run(Task.TIDY) == datetime.date(2026, 11, 29)
    assert last_run(Task.BACKUP) is None
    (tmp_path / "home" / "last-tidy").write_text("yester", encoding="ascii")
    assert last_run(Task.TIDY) is None


def test_the_service_writes_for_its_own_user_alone(child_environment: dict[str, str], tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment = child_environment | {"TYCKTILL_HOME": str(home), "DATABASE_URL": ""}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
    subprocess.run(command, env=environment, check=True, umask=0o022)
    made = [home, *home.rglob("*")]
    assert home / "tycktill.sqlite3" in made
    assert not [path for path in made if path.stat().st_mode & 0o077]
