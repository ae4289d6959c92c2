"""Registers the room with Django."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    name = "tycktill_web.participants"
    label = "participants"
