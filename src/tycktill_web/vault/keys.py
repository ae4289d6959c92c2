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

from tycktill_web.keyring.public_keys import holders_of
from tycktill_web.vault.errors import (
    HolderMissing,
    KeyDoesNotFit,
    NotAKey,
    NotProtected,
    SameKeyTwice,
    ShortPassphrase,
    WrongPassphrase,
)

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
    if len(_as_typed(passphrase)) < SHORTEST:
        raise ShortPassphrase
    key = X25519PrivateKey.generate()
    protection = BestAvailableEncryption(_as_typed(passphrase).encode())
    return key.public_key().public_bytes_raw(), key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protection)


def load_key(pem: bytes, passphrase: str) -> X25519PrivateKey:
    """The private key in a file that `make_key` made. Raises a KeyRefused that says what is wrong with it."""
    if b"BEGIN PRIVATE KEY" in pem:
        raise NotProtected
    if b"BEGIN ENCRYPTED PRIVATE KEY" not in pem:
        raise NotAKey
    if not _as_typed(passphrase):
        raise WrongPassphrase
    try:
        key = load_pem_private_key(pem, _as_typed(passphrase).encode())
    except ValueError:
        raise (WrongPassphrase if _is_locked(pem) else NotAKey) from None
    if not isinstance(key, X25519PrivateKey):
        raise NotAKey
    return key


def _is_locked(pem: bytes) -> bool:
    """Whether the file is a whole key that some passphrase opens.

    One wrong passphrase in some 300 gives a text that is padded right and is no key, which is told as a file that
    cannot be read. A whole file calls nearly all others wrong, a damaged one none.
    """
    return any("password" in _refusal_text(pem, each).lower() for each in (b"a", b"b", b"c"))


def _refusal_text(pem: bytes, passphrase: bytes) -> str:
    try:
        load_pem_private_key(pem, passphrase)
    except ValueError as error:
        return str(error)
    return ""


def public_halves(private_keys: Sequence[X25519PrivateKey]) -> list[bytes]:
    """The public key of each private one. Raises SameKeyTwice."""
    halves = [key.public_key().public_bytes_raw() for key in private_keys]
    if len(set(halves)) < len(halves):
        raise SameKeyTwice
    return halves


def in_order(private_keys: Sequence[X25519PrivateKey], public_key: bytes) -> list[X25519PrivateKey]:
    """The private keys in the order of a round's public ones, which stand after each other.

    Raises SameKeyTwice, KeyDoesNotFit for a key of another round, and HolderMissing where one of two is not there.
    """
    given = public_halves(private_keys)
    needed = holders_of(public_key)
    for holder, each in enumerate(given):
        if each not in needed:
            raise KeyDoesNotFit(holder)
    by_public = dict(zip(given, private_keys, strict=True))
    if len(by_public) < len(needed):
        raise HolderMissing
    return [by_public[each] for each in needed]


def _as_typed(passphrase: str) -> str:
    """The same bytes on every keyboard: letters composed, no space pasted along at the ends."""
    return unicodedata.normalize("NFC", passphrase.strip())
