"""What is kept of a code: a fingerprint, worthless without the service's key, and a tag on what it gives right to.

By the tag, who writes to the database cannot let one code stand for another. The key of the tags lies in the round's
keyring, and is erased with it.
"""

import hashlib
import hmac
import struct
from dataclasses import dataclass

from django.conf import settings

from tycktill_web.keyring.authentication import tag_maker
from tycktill_web.keyring.errors import WrappedDamaged
from tycktill_web.participants.models import Registration

_NUMBERS = struct.Struct(">QQQ")


def code_fingerprint(code: str) -> bytes:
    """HMAC-SHA256 of a code as `tycktill.fieldwork.parse_code` gives it."""
    return hmac.digest(settings.CODE_KEY.encode(), code.encode(), hashlib.sha256)


def after_fingerprint(fingerprint: bytes) -> bytes:
    """By what the same code is known in the own round that is asked after the one where it has this fingerprint."""
    return hmac.digest(settings.CODE_KEY.encode(), b"after/" + fingerprint, hashlib.sha256)


@dataclass(frozen=True, slots=True)
class Right:
    """What an issued code gives right to: one answer, under its number in the round, for a registered unit."""

    number: int
    registration: int
    unit: int
    instrument: str

    @classmethod
    def of(cls, registration: Registration, number: int) -> "Right":
        """The right to answer for what is registered."""
        return cls(number, registration.pk, registration.unit_id, registration.instrument)


class CodeTags:
    """The tags of a round's codes. Raises KeyMissing."""

    def __init__(self, round_key: str) -> None:
        self._round_key = round_key
        self._tag = tag_maker(round_key, "codes")

    def of(self, fingerprint: bytes, right: Right) -> bytes:
        """The tag of a code, known by its fingerprint, that gives this right."""
        numbers = _NUMBERS.pack(right.number, right.registration, right.unit)
        return self._tag(fingerprint + numbers + right.instrument.encode())

    def check_tag(self, fingerprint: bytes, right: Right, tag: bytes) -> None:
        """Raises WrappedDamaged where the code was not issued with this right."""
        if not hmac.compare_digest(self.of(fingerprint, right), tag):
            raise WrappedDamaged(f"A code of {self._round_key}")
