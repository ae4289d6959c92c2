"""Registers the room with Django, for its commands."""

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "tycktill_web.backups"
    label = "backups"
