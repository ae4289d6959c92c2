"""Registers the room with Django."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "tycktill_web.pages.rounds"
    label = "rounds"
