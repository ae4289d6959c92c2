"""Registers the room with Django."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "tycktill_web.vault"
    label = "vault"

    def ready(self) -> None:
        """Let the checks be known."""
        from tycktill_web.vault import database_checks  # noqa: F401, PLC0415  only now are there tables
