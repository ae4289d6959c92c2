"""Hands a secret from the web server to one worker through the database, where it is of no use to anybody else.

A worker makes a pair of keys when it starts. The private half is in its memory and nowhere else, so what was sealed is
lost with the process, and every copy of the database that was taken meanwhile opens no more.
"""

from hmac import compare_digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from django.utils.crypto import salted_hmac

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_SALT = "tycktill_web.jobs.passing"  # keeps these tags apart from all else the key is used for


class NotForUs(Exception):
    """What is sealed was sealed for another worker or another job, or has been changed."""


class PassingKey:
    """A worker's pair of keys, never written down and never shown."""

    def __init__(self) -> None:
        self._private = X25519PrivateKey.generate()

    @property
    def public_key(self) -> bytes:
        """What others seal with."""
        return self._private.public_key().public_bytes_raw()

    def open_secret(self, sealed: bytes, *, job_key: str) -> bytes:
        """What `seal_secret` sealed for this key and job. Raises NotForUs."""
        try:
            return _SUITE.decrypt(sealed, self._private, info=_info_of_job(job_key))
        except (InvalidTag, ValueError):
            raise NotForUs from None


def seal_secret(secret: bytes, *, public_key: bytes, job_key: str) -> bytes:
    """The secret, for the worker that has this key and for nothing but this job."""
    return _SUITE.encrypt(secret, X25519PublicKey.from_public_bytes(public_key), info=_info_of_job(job_key))


def tag_key(public_key: bytes) -> bytes:
    """Proof, by a secret that is not in the database, that a worker of this service made the key."""
    return salted_hmac(_SALT, public_key.hex(), algorithm="sha256").digest()


def is_ours(public_key: bytes, given: bytes) -> bool:
    """Whether the key has its tag: whoever can only write to the database cannot put in one of their own."""
    return bool(public_key) and compare_digest(tag_key(public_key), given)


def _info_of_job(job_key: str) -> bytes:
    return b"tycktill/passing/1/" + job_key.encode()
