"""What a night has time for: every round mixed under a new key, and the day's figures taken."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tycktill_web.fieldwork.live_figures import renew_figures
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import undisposed_rounds
from tycktill_web.keyring.errors import Busy, KeyringError
from tycktill_web.keyring.folder import erase_folder
from tycktill_web.keyring.locks import lock_of
from tycktill_web.participants.rate_limits import forget_failed_tries
from tycktill_web.vault.mixing import mix_round_answers, rewrap_buffer

_State = Round.State


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many rounds were mixed, and a sentence for each that was not."""

    mixed: int
    faults: Sequence[str]


def tidy_rounds(*, on: datetime.date) -> Tidied:
    """Mix every open or closed round, and take the day's figures. A round that is being counted has just been mixed."""
    forget_failed_tries()
    mixed, faults = 0, []
    for round in undisposed_rounds(_State.OPEN, _State.CLOSED):
        try:
            mixed += mix_round(round)
        except KeyringError as error:
            faults.append(f"{round.key}: {error}")
        if round.state == _State.OPEN:
            renew_figures(round, on=on)
    faults += _erase_disposed()
    return Tidied(mixed, faults)


def _erase_disposed() -> Iterator[str]:
    """Erase what a process that died has left of the keys of disposed answers; a sentence where that cannot be done."""
    for round in Round.objects.exclude(disposed_on=None):
        try:
            erase_folder(round.key)
        except OSError as error:
            yield f"{round.key}: the keys of answers that were disposed of cannot be erased: {error}"


def mix_round(round: Round) -> bool:
    """Mix a round's answers under a new key; False while somebody counts it. Raises KeyringError.

    Those of an open round that is asked after another lie mixed already, and stay where none is newer than the others.
    """
    lies_beside = round.asked_after_id is not None and round.state == _State.OPEN
    try:
        with lock_of(round.key):
            rewrap_buffer(round.key) if lies_beside else mix_round_answers(round.key)
    except Busy:
        return False
    return True
