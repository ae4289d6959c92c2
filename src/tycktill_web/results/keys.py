"""The office's door to the vault's keys: makes a pair, proves that a saved one works."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tycktill_web.keyring.public_keys import KEY_BYTES
from tycktill_web.results.errors import KeyUnusable
from tycktill_web.vault import keys
from tycktill_web.vault.errors import HolderMissing, KeyDoesNotFit, SameKeyTwice, VaultError, WrongPassphrase

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
    loaded = _load_each(saved)
    try:
        return b"".join(keys.public_halves(loaded))
    except SameKeyTwice as error:
        raise KeyUnusable(error.sentence, holder=1) from None


def load_keys_of_round(saved: Sequence[SavedKey], *, public_key: bytes) -> PrivateKeys:
    """The private keys in the files, which must be all that open this round, in any order. Raises KeyUnusable."""
    return _in_order(_load_each(saved), public_key)


def pack_keys(private_keys: PrivateKeys) -> bytes:
    """The private keys themselves, after each other: to be sealed at once, and never to be written anywhere."""
    return b"".join(key.private_bytes_raw() for key in private_keys)


def unpack_keys(packed: bytes, *, public_key: bytes) -> PrivateKeys:
    """What `pack_keys` packed; the keys must still be all that open this round. Raises KeyUnusable."""
    each = [packed[start : start + KEY_BYTES] for start in range(0, len(packed), KEY_BYTES)]
    return _in_order([X25519PrivateKey.from_private_bytes(key) for key in each], public_key)


def _in_order(loaded: PrivateKeys, public_key: bytes) -> PrivateKeys:
    try:
        return keys.in_order(loaded, public_key)
    except KeyDoesNotFit as error:
        raise KeyUnusable(error.sentence, holder=error.holder) from None
    except (SameKeyTwice, HolderMissing) as error:
        raise KeyUnusable(error.sentence, holder=1) from None


def _load_each(saved: Sequence[SavedKey]) -> list[X25519PrivateKey]:
    return [_load_saved(each, holder) for holder, each in enumerate(saved)]


def _load_saved(saved: SavedKey, holder: int) -> X25519PrivateKey:
    try:
        return keys.load_key(saved.pem, saved.passphrase.strip())
    except VaultError as error:
        is_passphrase = isinstance(error, WrongPassphrase)
        raise KeyUnusable(error.sentence, holder=holder, is_passphrase=is_passphrase) from None
