"""What this browser has asked a provider, kept in its session until the answer comes; an answer is taken once."""

import time

import msgspec
from django.http import HttpRequest

from tycktill_web.participants.identity.errors import Unfinished
from tycktill_web.participants.models import IdentityProvider

WAIT = 600
"""Seconds within which somebody must come back."""

_ASKED = "asked_provider"


class SignInQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """By what the answer is known to be to this question, and where somebody wanted to go."""

    provider: int
    asked_at: float
    onward: str
    state: str
    nonce: str = ""
    verifier: str = ""


def remember_asked(request: HttpRequest, asked: SignInQuestion) -> None:
    """Until the answer comes, or somebody asks anew."""
    request.session[_ASKED] = msgspec.to_builtins(asked)


def recall_asked(request: HttpRequest, provider: IdentityProvider) -> SignInQuestion:
    """What was asked of this provider a while ago, which is then forgotten. Raises Unfinished."""
    kept = request.session.pop(_ASKED, None)
    if kept is None:
        raise Unfinished
    asked = msgspec.convert(kept, SignInQuestion)
    if asked.provider != provider.pk or time.time() - asked.asked_at > WAIT:
        raise Unfinished
    return asked
