"""Registers the room with Django."""

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "tycktill_web.improvement"
    label = "improvement"
