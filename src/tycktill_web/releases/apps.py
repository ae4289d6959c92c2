"""Registers the room with Django."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "tycktill_web.releases"
    label = "releases"
