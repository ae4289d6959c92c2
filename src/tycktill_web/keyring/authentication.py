"""The key by which answers and codes prove that the service made them, and not somebody with a hand in the database."""

import hashlib
import hmac
import os
from collections.abc import Callable
from pathlib import Path

from tycktill_web.keyring.errors import KeyMissing
from tycktill_web.keyring.folder import folder_of, write_new

TAG_BYTES = 32

_FILE, _KEY_BYTES = "authentication", 32


def make_authentication_key(folder: Path) -> None:
    """Make the key of a round, in the folder of its keys."""
    write_new(folder / _FILE, os.urandom(_KEY_BYTES))


def tag_content(round_key: str, content: bytes) -> bytes:
    """HMAC-SHA256 of `content` under the round's key. Raises KeyMissing."""
    return hmac.digest(_read_key(round_key), round_key.encode() + b"\0" + content, hashlib.sha256)


def tag_maker(round_key: str, kind: str) -> Callable[[bytes], bytes]:
    """HMAC-SHA256 of many contents of a kind, under a key of that kind alone: no tag stands for anything else.

    It is derived from the round's key, by a name that no content above can be: they have a zero in them.
    Raises KeyMissing.
    """
    key = derive_key(round_key, f"tycktill/tags/1/{kind}")
    return lambda content: hmac.digest(key, content, hashlib.sha256)


def derive_key(round_key: str, name: str) -> bytes:
    """A key of its own for each name, as long as the round's. Raises KeyMissing."""
    return hmac.digest(_read_key(round_key), name.encode(), hashlib.sha256)


def _read_key(round_key: str) -> bytes:
    path = folder_of(round_key) / _FILE
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        key = b""
    if len(key) != _KEY_BYTES:  # any length would make tags, and the count refuse them
        raise KeyMissing(path, 0)
    return key
