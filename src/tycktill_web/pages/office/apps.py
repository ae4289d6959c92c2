"""Registers the room with Django."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "tycktill_web.pages.office"
    label = "office"
