"""Turns away whoever guesses codes.

No right code is ever stopped: a waiting room, or a whole municipality, shares one address, and whoever types wrong
there must not take the others' say. What keeps guesses from being right is how many codes there could be: with 30,000
codes out a guess is right once in sixty million (23⁹ codes have a fitting check character). The brake keeps guessers
from writing to the database, and lets the operator know of them.
"""

import logging

from tycktill_web.fieldwork.errors import TooManyTries
from tycktill_web.participants.brakes import Brake

WRONG_CODES = Brake("wrong code", household=30, site=300, seconds=600)

_logger = logging.getLogger(__name__)


def check_address(address: str) -> None:
    """TooManyTries when too many wrong codes came from this address; asked about wrong codes alone."""
    if WRONG_CODES.is_on(address):
        raise TooManyTries


def count_wrong(address: str) -> None:
    """Count a wrong code, and tell the operator when they become too many."""
    WRONG_CODES.count(address)
    if WRONG_CODES.is_on(address):
        _logger.warning("Many wrong codes came from one network: somebody may be guessing. Right codes still work.")
