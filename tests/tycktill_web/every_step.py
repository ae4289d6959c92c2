"""The changes of tables one by one, as a database that was there before has taken them."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader


class EveryStep(MigrationLoader):
    """Knows no step that stands for several."""

    def load_disk(self) -> None:
        super().load_disk()
        assert self.disk_migrations is not None
        last = {key: each.replaces[-1] for key, each in self.disk_migrations.items() if each.replaces}
        self.disk_migrations = {key: each for key, each in self.disk_migrations.items() if key not in last}
        for each in self.disk_migrations.values():
            vars(each)["dependencies"] = [last.get((app, name), (app, name)) for app, name in each.dependencies]


def step_by_step(connection: BaseDatabaseWrapper) -> MigrationExecutor:
    """What takes every step of its own, there and back."""
    executor = MigrationExecutor(connection)
    executor.loader = EveryStep(connection)
    return executor
