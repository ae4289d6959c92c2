"""Registers the room with Django."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "tycktill_web.look"
    label = "look"
