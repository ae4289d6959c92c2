"""The office's door to the vault's keys: makes a pair, proves that a saved one works."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tycktill_web.results.errors import KeyUnusable
from tycktill_web.vault import keys
from tycktill_web.vault.errors import VaultError

PrivateKeys = Sequence[X25519PrivateKey]
"""In the order of a round's public keys."""


@dataclass(frozen=True, slots=True)
class SavedKey:
    """A private key's file and the passphrase that protects it."""

    pem: bytes = field(repr=False)
    passphrase: str = field(repr=False)


def make_key(passphrase: str) -> tuple[bytes, bytes]:
    """A new pair: the public key, and the private one as a PEM file that `passphrase` protects. Raises KeyUnusable."""
    try:
        return keys.make_key(passphrase)
    except VaultError as error:
        raise KeyUnusable(error.sentence) from None


def offer_passphrase() -> str:
    """A passphrase that nobody guesses, in groups that can be written down."""
    return keys.offer_passphrase()


def public_key_of(saved: Sequence[SavedKey]) -> bytes:
    """The public keys of saved key files, after each other: proof that files and passphrases work.

    Raises KeyUnusable.
    """
    return b"".join(load_key(each).public_key().public_bytes_raw() for each in saved)


def load_key(saved: SavedKey) -> X25519PrivateKey:
    """The private key in the file. Raises KeyUnusable."""
    try:
        return keys.load_key(saved.pem, saved.passphrase.strip())
    except VaultError as error:
        raise KeyUnusable(error.sentence) from None


def load_keys_of_round(saved: Sequence[SavedKey], *, public_key: bytes) -> PrivateKeys:
    """The private keys in the files, which must be all that open this round, in any order. Raises KeyUnusable."""
    loaded = [load_key(each) for each in saved]
    try:
        return keys.in_order(loaded, public_key)
    except VaultError as error:
        raise KeyUnusable(error.sentence) from None
