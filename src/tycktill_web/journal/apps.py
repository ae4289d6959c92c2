"""Registers the room with Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "tycktill_web.journal"
    label = "journal"
