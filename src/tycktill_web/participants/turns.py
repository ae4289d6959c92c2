"""Turns: a form that makes what is shown once does so once, however often it is sent.

Each form carries the number of its turn. Reloading the page that it led to, pressing its button twice, going back, and
an older page in another window all send a turn that has been taken.
"""

from django import forms
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from tycktill_web.participants.models import Turn


class TurnTaken(Exception):
    """The errand has been done since the form was opened, and `made` so many things; what they are cannot be told."""

    def __init__(self, made: int) -> None:
        self.made = made
        super().__init__(made)


class TurnField(forms.IntegerField):
    """The turn of a form, which nobody fills in."""

    def __init__(self) -> None:
        broken = _("Formuläret kom inte fram helt. Öppna sidan på nytt och försök igen.")
        told = dict.fromkeys(("required", "invalid", "min_value", "max_value"), broken)
        super().__init__(
            label="", min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput(), error_messages=told, localize=False
        )


def next_turn(errand: str) -> int:
    """The number for a form that is opened now."""
    taken: int | None = Turn.objects.filter(errand=errand).aggregate(Max("number"))["number__max"]
    return (taken or 0) + 1


def take_turn(errand: str, number: int, *, made: int = 1) -> None:
    """Take a turn, in the transaction that does the errand: whoever comes at the same moment waits for its end.

    Raises TurnTaken where this turn, or a later one, has been taken.
    """
    taken = Turn.objects.filter(errand=errand, number__gte=number).order_by("number").first()
    if taken is None:
        taken, is_mine = Turn.objects.get_or_create(errand=errand, number=number, defaults={"made": made})
        if is_mine:
            return
    raise TurnTaken(taken.made)
