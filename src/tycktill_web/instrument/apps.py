"""Registers the room with Django."""

from django.apps import AppConfig


class InstrumentConfig(AppConfig):
    name = "tycktill_web.instrument"
    label = "instrument"
