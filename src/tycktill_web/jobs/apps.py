"""Registers the room with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "tycktill_web.jobs"
    label = "jobs"
