"""Registers the room with Django."""

from django.apps import AppConfig


class RespondConfig(AppConfig):
    name = "tycktill_web.pages.respond"
    label = "respond"
