"""Registers the room with Django."""

from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    name = "tycktill_web.fieldwork"
    label = "fieldwork"
