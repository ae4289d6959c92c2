"""Registers the room with Django."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    name = "tycktill_web.participants"
    label = "participants"

    def ready(self) -> None:
        """Let the journal hear of second steps."""
        from tycktill_web.participants import second_step_journal  # noqa: F401, PLC0415  once there are tables
