"""Registers the room with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "tycktill_web.demo"
    label = "demo"
