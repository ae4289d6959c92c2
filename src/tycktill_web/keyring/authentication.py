"""The key by which a counted answer proves that the service sealed it, and not somebody with a hand in the database."""

import hashlib
import hmac
import os
from collections.abc import Iterable

from tycktill_web.keyring.errors import KeyMissing
from tycktill_web.keyring.folder import folder_of, make_folder, write_new
from tycktill_web.keyring.ratchet import Ratchet

TAG_BYTES = 32

_FILE, _KEY_BYTES = "authentication", 32


def begin(round_key: str, purposes: Iterable[str]) -> None:
    """Make a round's keyring: the key that authenticates, and a ratchet for each purpose. Raises InTheWay."""
    folder = make_folder(round_key)
    write_new(folder / _FILE, os.urandom(_KEY_BYTES))
    for purpose in purposes:
        Ratchet(round_key, purpose).begin()


def tag(round_key: str, content: bytes) -> bytes:
    """HMAC-SHA256 of `content` under the round's key. Raises KeyMissing."""
    path = folder_of(round_key) / _FILE
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        raise KeyMissing(path, 0) from None
    return hmac.digest(key, round_key.encode() + b"\0" + content, hashlib.sha256)
