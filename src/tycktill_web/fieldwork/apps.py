"""Registers the room with Django."""

from django.apps import AppConfig
from django.core.signals import request_started


class FieldworkConfig(AppConfig):
    name = "tycktill_web.fieldwork"
    label = "fieldwork"

    def ready(self) -> None:
        """Remember names of own questionnaires for one request, and no longer."""
        from tycktill_web.fieldwork.questionnaires import forget_names  # noqa: PLC0415  models are not ready above

        request_started.connect(forget_names)
