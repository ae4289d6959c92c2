"""Registers the room with Django."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class VaultConfig(AppConfig):
    name = "tycktill_web.vault"
    label = "vault"

    def ready(self) -> None:
        """Let SQLite know how to lay an answer on a tray, and the checks be known."""
        from tycktill_web.vault import database_checks, trays  # noqa: F401, PLC0415  only now are there tables

        connection_created.connect(trays.teach_sqlite)
