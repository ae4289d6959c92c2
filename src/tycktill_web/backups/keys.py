"""The keys that copies are encrypted for, in the form of age, whose tools open them too (age-encryption.org/v1)."""

from pathlib import Path

import pyrage
from pyrage import x25519

from tycktill_web.backups.errors import BackupKeyRefused, KeyNotSet, NotReadable

_PLAIN = b"AGE-SECRET-KEY-"
_TRIES = 20


def make_key(passphrase: str) -> tuple[str, bytes]:
    """A new pair: the public key (`age1…`), and the private one as a file that `passphrase` protects."""
    identity = x25519.Identity.generate()
    return str(identity.to_public()), pyrage.passphrase.encrypt(str(identity).encode(), passphrase)


def _decrypt_patiently(content: bytes, passphrase: str) -> bytes:
    """What the passphrase protects; asked for again where pyrage gives up before it tries.

    It measures for a moment how quick the computer is, and on a busy one deems a right passphrase too much work.
    """
    for _ in range(_TRIES):
        try:
            return bytes(pyrage.passphrase.decrypt(content, passphrase))
        except pyrage.DecryptError as error:
            if "work parameter" not in str(error):
                raise
    return bytes(pyrage.passphrase.decrypt(content, passphrase))


def recipient_of(name: str, written: str) -> x25519.Recipient:
    """The public key that the variable `name` holds. Raises KeyNotSet."""
    try:
        return x25519.Recipient.from_str(written)
    except pyrage.RecipientError:
        raise KeyNotSet(name) from None


def load_identity(file: Path, passphrase: str) -> x25519.Identity:
    """The private key in a file, protected by a passphrase or as `age-keygen` writes it.

    Raises BackupKeyRefused, NotReadable.
    """
    try:
        content = file.read_bytes()
        if _PLAIN not in content:
            content = _decrypt_patiently(content, passphrase)
        lines = [line for line in content.decode().splitlines() if line.startswith(_PLAIN.decode())]
        return x25519.Identity.from_str(lines[0])
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError, IndexError):
        raise BackupKeyRefused(file) from None
    except OSError as error:
        raise NotReadable(file, error.strerror) from None
