"""Registers the room with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tycktill_web.pages.people"
    label = "people"
