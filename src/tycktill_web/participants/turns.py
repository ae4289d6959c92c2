"""Turns: a form that makes what is shown once does so once, however often it is sent.

Each form carries the number of its turn. Reloading the page that it led to, pressing its button twice, going back, and
an older page in another window all send a turn that has been taken.

What a turn makes may be sent piece by piece. Then it is known how far that has come, and afterwards that it broke off:
never what was sent.
"""

import datetime
from collections.abc import Iterable, Iterator

from django import forms
from django.db.models import F, Max
from django.utils import timezone
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
        messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), broken)
        super().__init__(
            label="",
            min_value=1,
            max_value=2**31 - 1,
            widget=forms.HiddenInput(),
            error_messages=messages,
            localize=False,
        )


def next_turn(errand: str) -> int:
    """The number for a form that is opened now."""
    taken: int | None = Turn.objects.filter(errand=errand).aggregate(Max("number"))["number__max"]
    return (taken or 0) + 1


def take_turn(errand: str, number: int, *, made: int = 1, pieces: int | None = None) -> Turn:
    """Take a turn, in the transaction that does the errand: whoever comes at the same moment waits for its end.

    What is sent while it is made says of how many `pieces`. Raises TurnTaken where this turn, or a later one, has been
    taken.
    """
    first = {"made": made, "pieces": pieces, "moved_at": pieces and timezone.now()}
    taken = Turn.objects.filter(errand=errand, number__gte=number).order_by("number").first()
    if taken is None:
        taken, is_mine = Turn.objects.get_or_create(errand=errand, number=number, defaults=first)
        if is_mine:
            return taken
    raise TurnTaken(taken.made)


LONGEST_PIECE = datetime.timedelta(minutes=3)
"""Longer than a press may take to set one: whoever has sent nothing for so long sends no more."""


def follow_pieces(pieces: Iterable[bytes], turn: Turn, *, of: int) -> Iterator[bytes]:
    """These pieces, `of` so many; each is told once whoever sends it has come back for the next, the last ones together
    when there are no more."""
    own = Turn.objects.filter(pk=turn.pk)
    own.update(pieces=of, sent=0, moved_at=timezone.now())
    for piece in pieces:
        try:
            yield piece
        except GeneratorExit:
            own.update(is_broken_off=True)
            raise
        own.filter(sent__lt=of - 1).update(sent=F("sent") + 1, moved_at=timezone.now())
    own.update(sent=of, moved_at=timezone.now())


def last_sent(errand: str) -> Turn | None:
    """The latest turn of an errand whose file is sent piece by piece."""
    return Turn.objects.filter(errand=errand, pieces__isnull=False).order_by("-number").first()


def is_whole(turn: Turn) -> bool:
    """Whether all of its file was sent."""
    return turn.sent == turn.pieces


def is_under_way(turn: Turn) -> bool:
    """Whether its file is being sent, as far as anybody can tell."""
    if is_whole(turn) or turn.is_broken_off:
        return False
    return turn.moved_at is not None and timezone.now() - turn.moved_at < LONGEST_PIECE
