"""Destroys a round's answers: sealed ones, their wrapping's keys, and which codes were used."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from tycktill_web.fieldwork.live_figures import renew_figures
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.presses import forget_presses
from tycktill_web.fieldwork.rounds import mark_disposed
from tycktill_web.fieldwork.unused_codes import forget_codes
from tycktill_web.keyring.errors import Busy
from tycktill_web.keyring.folder import erase_folder
from tycktill_web.keyring.locks import lock_of
from tycktill_web.results.errors import BeingCounted
from tycktill_web.vault.mixing import forget_answers


@contextmanager
def alone_with(round: Round) -> Iterator[None]:
    """Nobody else counts, mixes or disposes of the round meanwhile. Raises BeingCounted where somebody does."""
    try:
        with lock_of(round.key):
            yield
    except Busy:
        raise BeingCounted from None


def destroy_answers(round: Round, *, on: datetime.date) -> None:
    """Destroy the answers, in the caller's transaction, and the keyring when it commits; how many answered is kept.

    Where the process dies in between, the next `tidy` erases the keyring. Raises NotInThisState.
    """
    renew_figures(round, on=on)  # the exact figures, for good: the codes that they are counted from go too
    mark_disposed(round, on=on)
    forget_codes(round)
    forget_presses(round)
    forget_answers(round.key)
    transaction.on_commit(lambda: erase_folder(round.key), robust=True)
