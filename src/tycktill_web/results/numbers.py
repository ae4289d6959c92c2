"""How many answered in every base cell, as it lies in the database: wrapped, so that it goes with the answers' keys."""

from tycktill_web.fieldwork.models import Round
from tycktill_web.keyring.errors import KeyringError
from tycktill_web.keyring.round_keys import keeping_key
from tycktill_web.results.errors import NumbersUnreadable

_WHAT = "numbers"


def wrap_numbers(round: Round, content: bytes) -> bytes:
    """The file of numbers, which nobody reads who has the database alone."""
    return keeping_key(round.key, _WHAT).wrap(content)


def unwrap_numbers(round: Round, wrapped: bytes) -> bytes:
    """The file of numbers. Raises NumbersUnreadable."""
    try:
        return keeping_key(round.key, _WHAT).unwrap(wrapped)
    except KeyringError:
        raise NumbersUnreadable from None
