"""Makes a round's keyring."""

from tycktill_web.keyring.authentication import make_authentication_key
from tycktill_web.keyring.folder import make_folder
from tycktill_web.keyring.ratchet import Purpose, Ratchet


def make_keyring(round_key: str) -> None:
    """The key that authenticates a round's answers, and a ratchet for each purpose. Raises InTheWay."""
    make_authentication_key(make_folder(round_key))
    for purpose in Purpose:
        Ratchet(round_key, purpose).begin()
