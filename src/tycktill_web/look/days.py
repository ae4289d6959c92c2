"""Days in forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class _DayInput(forms.DateInput):
    """A day as browsers let people choose one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day that somebody chooses; what is wrong with it is told as the rest of the page speaks."""

    default_error_messages = {  # noqa: RUF012  as Django has it
        "required": _("Välj en dag."),
        "invalid": _("Välj en dag, eller skriv den som 2026-01-31."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=_DayInput(), **options)
