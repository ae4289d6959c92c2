"""A round's public key: one holder's, or after each other those of two; and held beside the database too.

Whoever writes to the database could put a key of their own in its place, and open every answer that comes from then on.
"""

from pathlib import Path
from uuid import uuid4

from tycktill_web.keyring.errors import KeySwapped
from tycktill_web.keyring.folder import folder_of, write_new

KEY_BYTES = 32

_FILE = "public-key"


def holders_of(public_key: bytes) -> tuple[bytes, ...]:
    """The public key of each who must be there when the round's answers are opened."""
    return tuple(public_key[start : start + KEY_BYTES] for start in range(0, len(public_key), KEY_BYTES))


def hold_public_key(round_key: str, public_key: bytes) -> None:
    """Let this be the key that the round's answers are sealed by; its keyring has begun."""
    path = _key_path(round_key)
    fresh = path.with_name(f"{path.name}.{uuid4().hex}")
    write_new(fresh, public_key)
    fresh.replace(path)


def check_public_key(round_key: str, public_key: bytes) -> None:
    """Raises KeySwapped where the round was opened with another.

    What an older version has opened is held to the key that it has at its next answer.
    """
    try:
        held = _key_path(round_key).read_bytes()
    except FileNotFoundError:
        hold_public_key(round_key, public_key)
        return
    if held != public_key:
        raise KeySwapped(round_key)


def _key_path(round_key: str) -> Path:
    return folder_of(round_key) / _FILE
