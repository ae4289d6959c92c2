"""Registers the room with Django."""

from django.apps import AppConfig


class FacesConfig(AppConfig):
    name = "tycktill_web.pages.faces"
    label = "faces"
