"""Fields for whole numbers, which say in our own words what they take."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NumberField(forms.IntegerField):
    """A whole number that somebody writes; what is wrong with it is told as the rest of the page speaks."""

    default_error_messages = {  # noqa: RUF012  as Django has it
        "invalid": _("Skriv ett helt tal med siffror."),
        "min_value": _("Skriv ett tal som är minst %(limit_value)s."),
        "max_value": _("Skriv ett tal som är högst %(limit_value)s."),
    }
