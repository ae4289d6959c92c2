"""A round's pair of keys: the public one seals, the private one opens and is never kept by the service."""

import secrets
import unicodedata
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from tycktill_web.vault.errors import (
    HolderMissing,
    KeyDoesNotFit,
    NotAKey,
    NotProtected,
    ShortPassphrase,
    WrongPassphrase,
)
from tycktill_web.vault.sealing import KEY_BYTES

SHORTEST = 20
"""Characters of a passphrase. The key file may be copied and tried at leisure, and its key stretching is modest."""

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 6, 5


def offer_passphrase() -> str:
    """A passphrase of 150 random bits in six groups that can be written down: `k7mwp-…`."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


def make_key(passphrase: str) -> tuple[bytes, bytes]:
    """A new pair: the public key (32 bytes), and the private key as PEM text that `passphrase` protects.

    Raises ShortPassphrase.
    """
    if len(_typed(passphrase)) < SHORTEST:
        raise ShortPassphrase
    key = X25519PrivateKey.generate()
    protection = BestAvailableEncryption(_typed(passphrase).encode())
    return key.public_key().public_bytes_raw(), key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protection)


def load_key(pem: bytes, passphrase: str) -> X25519PrivateKey:
    """The private key in a file that `make_key` made. Raises a KeyRefused that says what is wrong with it."""
    if b"BEGIN PRIVATE KEY" in pem:
        raise NotProtected
    if b"BEGIN ENCRYPTED PRIVATE KEY" not in pem:
        raise NotAKey
    if not _typed(passphrase):
        raise WrongPassphrase
    try:
        key = load_pem_private_key(pem, _typed(passphrase).encode())
    except ValueError as error:
        raise (WrongPassphrase if "password" in str(error).lower() else NotAKey) from None
    if not isinstance(key, X25519PrivateKey):
        raise NotAKey
    return key


def in_order(private_keys: Sequence[X25519PrivateKey], public_key: bytes) -> list[X25519PrivateKey]:
    """The private keys in the order of a round's public ones, which stand after each other.

    Raises KeyDoesNotFit for a key of another round, and HolderMissing where one of two is not there.
    """
    by_public = {key.public_key().public_bytes_raw(): key for key in private_keys}
    needed = [public_key[start : start + KEY_BYTES] for start in range(0, len(public_key), KEY_BYTES)]
    if not by_public.keys() <= set(needed):
        raise KeyDoesNotFit
    if len(by_public) < len(needed):
        raise HolderMissing
    return [by_public[each] for each in needed]


def _typed(passphrase: str) -> str:
    """The same bytes on every keyboard: letters composed, no space pasted along at the ends."""
    return unicodedata.normalize("NFC", passphrase.strip())
