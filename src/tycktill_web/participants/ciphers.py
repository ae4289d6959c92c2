"""Keeps in the database what a copy of it must not give away: encrypted under a key that is made of SECRET_KEY."""

import base64

from cryptography.fernet import Fernet
from django.utils.crypto import salted_hmac


def cipher_for(room: str, purpose: str) -> Fernet:
    """The cipher of one purpose; what is encrypted for another opens with none of it."""
    key = salted_hmac(room, purpose, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
