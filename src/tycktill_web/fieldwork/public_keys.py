"""A round's public key as people choose and name it: one holder's, or those of two, who open the answers together."""

import hashlib

from tycktill_web.keyring.public_keys import KEY_BYTES, holders_of

MOST_HOLDERS = 2

_NAME_LETTERS = 4


def is_public_key(public_key: bytes) -> bool:
    """Whether this is one holder's public key, or those of two holders, which are not the same."""
    holders = set(holders_of(public_key))
    return 0 < len(holders) <= MOST_HOLDERS and len(public_key) == KEY_BYTES * len(holders)


def key_name(holder: bytes) -> str:
    """What people call a holder's key, to distinguish files in safes: `a3f9`. It follows from the public key alone."""
    return hashlib.sha256(holder).hexdigest()[:_NAME_LETTERS]
