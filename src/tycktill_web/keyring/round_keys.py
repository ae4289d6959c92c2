"""Makes a round's keyring; and the key for what is kept no longer than its answers, which is erased with it."""

from tycktill_web.keyring.authentication import derive_key, make_authentication_key
from tycktill_web.keyring.folder import make_folder
from tycktill_web.keyring.ratchet import Purpose, Ratchet, WrappingKey


def make_keyring(round_key: str) -> None:
    """The key that authenticates a round's answers, and a ratchet for each purpose. Raises InTheWay."""
    make_authentication_key(make_folder(round_key))
    for purpose in Purpose:
        Ratchet(round_key, purpose).make_file()


def keeping_key(round_key: str, what: str) -> WrappingKey:
    """The one key that wraps something of a round as long as there is a keyring for it. Raises KeyMissing."""
    name = f"tycktill/kept/1/{what}"
    return WrappingKey(0, derive_key(round_key, name), f"{name}/{round_key}")
