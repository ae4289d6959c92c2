"""Registers the room with Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "tycktill_web.site"
    label = "site"

    def ready(self) -> None:
        """Let the checks be known."""
        from tycktill_web.site import checks  # noqa: F401, PLC0415  only now are there tables
