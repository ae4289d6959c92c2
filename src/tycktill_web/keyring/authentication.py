"""The key by which a counted answer proves that the service sealed it, and not somebody with a hand in the database."""

import hashlib
import hmac
import os
from pathlib import Path

from tycktill_web.keyring.errors import KeyMissing
from tycktill_web.keyring.folder import folder_of, write_new

TAG_BYTES = 32

_FILE, _KEY_BYTES = "authentication", 32


def make_authentication_key(folder: Path) -> None:
    """Make the key of a round, in the folder of its keys."""
    write_new(folder / _FILE, os.urandom(_KEY_BYTES))


def tag(round_key: str, content: bytes) -> bytes:
    """HMAC-SHA256 of `content` under the round's key. Raises KeyMissing."""
    path = folder_of(round_key) / _FILE
    key = path.read_bytes() if path.exists() else b""
    if len(key) != _KEY_BYTES:  # any length would make tags, and the count refuse them
        raise KeyMissing(path, 0)
    return hmac.digest(key, round_key.encode() + b"\0" + content, hashlib.sha256)
