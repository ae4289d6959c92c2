"""Seals one sheet so that only the round's private key opens it, and so that all look alike (HPKE, RFC 9180)."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from tycktill_web.vault.errors import AnswerDamaged

PADDED_BYTES = 512
SEALED_BYTES = 32 + PADDED_BYTES + 16
"""An ephemeral public key, the padded sheet, a tag."""

_LENGTH_BYTES = 2
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def seal_sheet(sheet: bytes, *, round_key: str, public_key: bytes) -> bytes:
    """`sheet` padded to one length and sealed, bound to its round; `SEALED_BYTES` long."""
    return _SUITE.encrypt(_pad(sheet), X25519PublicKey.from_public_bytes(public_key), info=_binding(round_key))


def open_sheet(sealed: bytes, *, round_key: str, private_key: X25519PrivateKey) -> bytes:
    """The sheet that `seal_sheet` sealed for this round. Raises AnswerDamaged."""
    try:
        return _unpad(_SUITE.decrypt(sealed, private_key, info=_binding(round_key)))
    except InvalidTag:
        raise AnswerDamaged from None


def _binding(round_key: str) -> bytes:
    return b"tycktill/1/" + round_key.encode()


def _pad(sheet: bytes) -> bytes:
    room = PADDED_BYTES - _LENGTH_BYTES
    if len(sheet) > room:
        raise ValueError(f"a sheet of {len(sheet)} bytes; an envelope holds {room}")
    return len(sheet).to_bytes(_LENGTH_BYTES) + sheet.ljust(room, b"\0")


def _unpad(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:_LENGTH_BYTES])
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + length]
