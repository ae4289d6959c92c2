"""What an operator asks of an installation. Each answer is what is wrong, and nothing where all is well.

`check --deploy`, the start of the service, its health and the doctor ask the same questions.
"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

_FOR_OTHERS = 0o077
_SECRETS = ("tycktill_secret_key", "tycktill_code_key", "*.pem")


def unapplied_migrations(alias: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Changes of tables that this version needs and the database has not had; all of them where it is empty."""
    executor = MigrationExecutor(connections[alias])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def uncollected_styles() -> list[str]:
    """Style sheets and scripts that `collectstatic` has not laid out as this version has them."""
    if not settings.PRODUCTION:  # there the start of the service lays them out
        return []
    root = Path(settings.STATIC_ROOT)
    return sorted(name for name, source in _style_files() if not _is_same(source, root / name))


def open_to_others() -> list[Path]:
    """The home folder, database and keys, as far as others on this computer may read or change them."""
    return [path for path in _private_files() if path.exists() and path.stat().st_mode & _FOR_OTHERS]


def _style_files() -> Iterator[tuple[str, Path]]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield name, Path(storage.path(name))


def _is_same(source: Path, collected: Path) -> bool:
    return collected.is_file() and collected.read_bytes() == source.read_bytes()


def _private_files() -> Iterator[Path]:
    yield settings.HOME
    for pattern in _SECRETS:
        yield from sorted(settings.HOME.rglob(pattern))
    yield from sorted([settings.KEYRING, *settings.KEYRING.rglob("*")])
    database = connections[DEFAULT_DB_ALIAS].settings_dict
    if "sqlite3" in database["ENGINE"]:
        yield from (Path(f"{database['NAME']}{ending}") for ending in ("", "-wal", "-shm"))
