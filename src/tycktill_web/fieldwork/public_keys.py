"""A round's public key: one holder's, or after each other those of two who must open the answers together."""

import hashlib

KEY_BYTES, MOST_HOLDERS = 32, 2

_NAME_LETTERS = 4


def holders_of(public_key: bytes) -> tuple[bytes, ...]:
    """Each holder's own public key."""
    return tuple(public_key[start : start + KEY_BYTES] for start in range(0, len(public_key), KEY_BYTES))


def is_public_key(public_key: bytes) -> bool:
    """Whether this is one holder's public key, or those of two holders, which are not the same."""
    holders = set(holders_of(public_key))
    return 0 < len(holders) <= MOST_HOLDERS and len(public_key) == KEY_BYTES * len(holders)


def key_name(holder: bytes) -> str:
    """What people call a holder's key, to tell files apart in safes: `a3f9`. It can be told of the public key alone."""
    return hashlib.sha256(holder).hexdigest()[:_NAME_LETTERS]
