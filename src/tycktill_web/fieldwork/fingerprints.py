"""Keyed fingerprints: what is stored instead of a code, worthless without the service's key."""

import hashlib
import hmac

from django.conf import settings


def code_fingerprint(code: str) -> bytes:
    """HMAC-SHA256 of a code as `tycktill.fieldwork.parse_code` gives it."""
    return hmac.digest(settings.CODE_KEY.encode(), code.encode(), hashlib.sha256)
