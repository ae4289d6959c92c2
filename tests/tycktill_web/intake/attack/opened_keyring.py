"""What a thief can unwrap who has the service's keyring too, as it is at the moment of the theft."""

import sqlite3
from collections.abc import Mapping, Sequence

from tycktill_web.fieldwork.unused_codes import unwrap_unused
from tycktill_web.keyring.errors import KeyringError
from tycktill_web.keyring.ratchet import Purpose, Ratchet
from tycktill_web.vault.buffers import _split_answers

ROUND = "ifo-2024"


def in_buffer(wrapped: bytes) -> Sequence[bytes]:
    """The sealed answers in a buffer; none where its key is gone."""
    return _split_answers(_unwrapped(Purpose.BUFFER, wrapped))


def in_rows(wrapped: Sequence[bytes]) -> Sequence[bytes]:
    """The sealed answers in the vault's rows, but for those whose key is gone."""
    return [answer for each in wrapped if (answer := _unwrapped(Purpose.VAULT, each))]


def unused_codes(bits: bytes, places: Mapping[bytes, int]) -> frozenset[bytes] | None:
    """The unused ones among the codes, by their fingerprints; None where the key is gone."""
    if not _unwrapped(Purpose.CODES, bits):
        return None
    unused = unwrap_unused(ROUND, bits)
    return frozenset(code for code, place in places.items() if unused.is_unused(place))


def _unwrapped(purpose: Purpose, wrapped: bytes) -> bytes:
    try:
        return Ratchet(ROUND, purpose).unwrap(wrapped)
    except (KeyringError, sqlite3.Error):
        return b""
