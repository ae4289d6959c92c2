"""The thorough sweeping that a night has time for."""

import datetime
from dataclasses import dataclass

from tycktill_web.fieldwork.models import Round, UnusedCode
from tycktill_web.fieldwork.shown import renew
from tycktill_web.participants.brakes import forget_past
from tycktill_web.vault.forgetting import empty_log, rewrite
from tycktill_web.vault.mixing import shuffle

State = Round.State


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many rounds were shuffled, and whether the database's own log could be emptied too."""

    rounds: int
    log_is_emptied: bool


def tidy(*, on: datetime.date) -> Tidied:
    """Shuffle every open or closed round, take the day's figures, write all files anew and empty the log."""
    forget_past()
    rounds = Round.objects.filter(state__in=[State.OPEN, State.CLOSED])
    for round in rounds:
        shuffle(round.key)
        if round.state == State.OPEN:
            renew(round, on=on)
    rewrite([UnusedCode])
    return Tidied(len(rounds), empty_log())
