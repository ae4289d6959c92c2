"""Registers the room with Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "tycktill_web.pages.desk"
    label = "desk"
