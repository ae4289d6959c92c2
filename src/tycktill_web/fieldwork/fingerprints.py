"""Keyed fingerprints: what is stored instead of a code or an address, worthless without the service's key."""

import hashlib
import hmac

from django.conf import settings


def code_fingerprint(code: str) -> bytes:
    """HMAC-SHA256 of a code as `tycktill.fieldwork.parse_code` gives it."""
    return _keyed(code)


def address_fingerprint(address: str) -> bytes:
    """HMAC-SHA256 of a network address; the word before it keeps it apart from every code."""
    return _keyed(f"address {address}")


def _keyed(text: str) -> bytes:
    return hmac.digest(settings.CODE_KEY.encode(), text.encode(), hashlib.sha256)
