"""The office's door to the vault's keys: makes a pair, proves that a saved one works."""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tycktill_web.results.errors import KeyUnusable
from tycktill_web.vault import keys
from tycktill_web.vault.errors import VaultError


def make_key(passphrase: str) -> tuple[bytes, bytes]:
    """A new pair: the public key, and the private one as a PEM file that `passphrase` protects. Raises KeyUnusable."""
    try:
        return keys.make_key(passphrase)
    except VaultError as error:
        raise KeyUnusable(error.sentence) from None


def offer_passphrase() -> str:
    """A passphrase that nobody guesses, in groups that can be written down."""
    return keys.offer_passphrase()


def public_key_of(private_key_pem: bytes, passphrase: str) -> bytes:
    """The public key that belongs to a saved key file: proof that file and passphrase work. Raises KeyUnusable."""
    return load_key(private_key_pem, passphrase).public_key().public_bytes_raw()


def load_key(private_key_pem: bytes, passphrase: str) -> X25519PrivateKey:
    """The private key in the file. Raises KeyUnusable."""
    try:
        return keys.load_key(private_key_pem, passphrase.strip())
    except VaultError as error:
        raise KeyUnusable(error.sentence) from None


def load_key_of_round(private_key_pem: bytes, passphrase: str, *, public_key: bytes) -> X25519PrivateKey:
    """The private key in the file, which must be the one that opens this round. Raises KeyUnusable."""
    key = load_key(private_key_pem, passphrase)
    try:
        keys.check_fit(key, public_key)
    except VaultError as error:
        raise KeyUnusable(error.sentence) from None
    return key
