"""Seals one sheet so that only the round's private keys open it, and so that all look alike (HPKE, RFC 9180)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hmac import compare_digest
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from tycktill.answers import SHEET_BYTES, STEP_BYTES
from tycktill_web.keyring.authentication import TAG_BYTES, tag_content
from tycktill_web.keyring.public_keys import holders_of
from tycktill_web.vault.errors import AnswerDamaged

_LENGTH_BYTES, _NUMBER_BYTES = 2, 16
_AROUND = 80
"""Bytes of an envelope beside the sheet's room: its length, a number, a tag, and some to spare."""

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


@dataclass(frozen=True, slots=True)
class OpenedAnswer:
    """A sheet's bytes; the random number that no other answer has; whether the service itself sealed it."""

    sheet: bytes
    number: bytes
    is_authentic: bool


def seal_sheet(sheet: bytes, *, round_key: str, public_key: bytes, room: int = SHEET_BYTES) -> bytes:
    """`sheet` with a number of its own and the service's tag, padded to one length, sealed by each key in turn.

    `room` is what any sheet of the round may take (`tycktill.answers.sheet_room`), so that all are of that length.
    """
    number = token_bytes(_NUMBER_BYTES)
    content = _pad_sheet(number + tag_content(round_key, number + sheet) + sheet, room + _AROUND)
    for holder in holders_of(public_key):
        content = _SUITE.encrypt(content, X25519PublicKey.from_public_bytes(holder), info=_info_of_round(round_key))
    return content


def open_sheet(sealed: bytes, *, round_key: str, private_keys: Sequence[X25519PrivateKey]) -> OpenedAnswer:
    """What `seal_sheet` sealed for this round; the private keys in the order of the public ones.

    Raises AnswerDamaged.
    """
    try:
        for key in reversed(private_keys):
            sealed = _SUITE.decrypt(sealed, key, info=_info_of_round(round_key))
    except InvalidTag:
        raise AnswerDamaged from None
    if (len(sealed) - SHEET_BYTES - _AROUND) % STEP_BYTES:  # a layer is left: one of two holders is not enough
        raise AnswerDamaged
    content = _unpad_sheet(sealed)
    number, rest = content[:_NUMBER_BYTES], content[_NUMBER_BYTES:]
    given, sheet = rest[:TAG_BYTES], rest[TAG_BYTES:]
    return OpenedAnswer(sheet, number, compare_digest(given, tag_content(round_key, number + sheet)))


def open_each(
    answers: Sequence[bytes], *, round_key: str, private_keys: Sequence[X25519PrivateKey]
) -> Iterator[OpenedAnswer | None]:
    """Each of a round's sealed answers, opened; None for one that cannot be: whoever counts says how many they are."""
    for sealed in answers:
        try:
            yield open_sheet(sealed, round_key=round_key, private_keys=private_keys)
        except AnswerDamaged:
            yield None


def _info_of_round(round_key: str) -> bytes:
    return b"tycktill/1/" + round_key.encode()


def _pad_sheet(content: bytes, length: int) -> bytes:
    room = length - _LENGTH_BYTES
    if len(content) > room:
        raise ValueError(f"{len(content)} bytes to seal; an envelope holds {room}")
    return len(content).to_bytes(_LENGTH_BYTES) + content.ljust(room, b"\0")


def _unpad_sheet(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:_LENGTH_BYTES])
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + length]
