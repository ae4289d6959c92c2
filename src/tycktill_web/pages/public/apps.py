"""Registers the room with Django."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "tycktill_web.pages.public"
    label = "public"
