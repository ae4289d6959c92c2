"""What a night has time for: every round mixed under a new key, and the day's figures taken."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.shown import renew
from tycktill_web.keyring.errors import Busy, KeyringError
from tycktill_web.keyring.locks import lock_of
from tycktill_web.participants.brakes import forget_past
from tycktill_web.vault.mixing import mix

State = Round.State


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many rounds were mixed, and a sentence for each that was not."""

    mixed: int
    faults: Sequence[str]


def tidy(*, on: datetime.date) -> Tidied:
    """Mix every open or closed round, and take the day's figures. A round that is being counted has just been mixed."""
    forget_past()
    mixed, faults = 0, []
    for round in Round.objects.filter(state__in=[State.OPEN, State.CLOSED]):
        try:
            mixed += mix_round(round)
        except KeyringError as error:
            faults.append(f"{round.key}: {error}")
        if round.state == State.OPEN:
            renew(round, on=on)
    return Tidied(mixed, faults)


def mix_round(round: Round) -> bool:
    """Mix a round's answers under a new key; False while somebody counts it. Raises KeyringError."""
    try:
        with lock_of(round.key):
            mix(round.key)
    except Busy:
        return False
    return True
