"""What is kept no longer than a round's answers: its key is worked out from the round's own, and erased with that."""

from tycktill_web.keyring.authentication import derive_key
from tycktill_web.keyring.ratchet import WrappingKey


def keeping_key(round_key: str, what: str) -> WrappingKey:
    """The one key that wraps something of a round as long as there is a keyring for it. Raises KeyMissing."""
    name = f"tycktill/kept/1/{what}"
    return WrappingKey(0, derive_key(round_key, name), f"{name}/{round_key}")
