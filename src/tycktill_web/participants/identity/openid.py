"""OpenID Connect: the way there with a question that only this browser can get answered, and what the answer proves.

Authorization code flow with PKCE, state and nonce. What is said of somebody is read from the ID token alone, whose
signature, issuer, audience and age are checked; no other token is used, and none is kept.
"""

import base64
import hashlib
import secrets
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import jwt
import msgspec
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from tycktill_web.participants.identity.asking import SignInQuestion, recall_asked, remember_asked
from tycktill_web.participants.identity.door import Vouched
from tycktill_web.participants.identity.errors import Cancelled, ProviderAway, SecretElsewhere, Unfinished, Unproven
from tycktill_web.participants.identity.fetching import (
    ask_provider,
    check_address,
    forget_answer,
    is_own_server,
    post_form,
)
from tycktill_web.participants.identity.keeping import secret_of
from tycktill_web.participants.models import IdentityProvider

_SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_CLOCKS_APART = 60


class Discovery(msgspec.Struct, frozen=True):
    """What a provider tells of itself, as far as we ask it."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


class Claims(msgspec.Struct, frozen=True):
    """What an ID token says, as far as we read it."""

    sub: str
    nonce: str
    email: str = ""
    email_verified: bool | str | None = None
    xms_edov: bool | str | int | None = None
    """The same, as Entra ID says it: that the organisation owns the address's domain."""

    name: str = ""
    azp: str = ""
    amr: list[str] | str = []
    acr: str = ""


def discover_provider(issuer: str) -> Discovery:
    """Raises ProviderAway, ProviderUnfit: it is another, or cannot be asked safely; SecretElsewhere."""
    try:
        found = msgspec.convert(ask_provider(f"{issuer.rstrip('/')}/.well-known/openid-configuration"), Discovery)
    except msgspec.ValidationError:
        raise ProviderAway from None
    for address in (found.authorization_endpoint, found.token_endpoint, found.jwks_uri):
        check_address(address)
    if found.issuer != issuer:
        raise ProviderAway
    if not is_own_server(found.token_endpoint, of=issuer):
        raise SecretElsewhere
    return found


def question_to(request: HttpRequest, provider: IdentityProvider, *, back: str, onward: str) -> str:
    """The address that leads there; whoever comes `back` with its answer in this browser is who went.

    Raises ProviderAway, ProviderUnfit.
    """
    there = discover_provider(provider.issuer)
    asked = SignInQuestion(
        provider=provider.pk,
        asked_at=time.time(),
        onward=onward,
        state=_random_token(),
        nonce=_random_token(),
        verifier=_random_token(),
    )
    remember_asked(request, asked)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(asked.verifier.encode()).digest()).decode().rstrip("=")
    said = {
        "response_type": "code",
        "scope": "openid profile email",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    joint = "&" if "?" in there.authorization_endpoint else "?"
    return f"{there.authorization_endpoint}{joint}{urlencode(said)}"


def answer_of(request: HttpRequest, provider: IdentityProvider, *, back: str) -> tuple[Vouched, str]:
    """Of whom the answer speaks, and where they wanted to go. An answer is taken once.

    Raises ProviderAway, ProviderUnfit, Unfinished, Cancelled, Unproven.
    """
    asked = recall_asked(request, provider)
    if not constant_time_compare(asked.state, request.GET.get("state", "")):
        raise Unfinished
    if request.GET.get("error"):
        raise Cancelled if request.GET["error"] == "access_denied" else Unproven
    if request.GET.get("iss", provider.issuer) != provider.issuer:
        raise Unproven
    there = discover_provider(provider.issuer)
    form = {
        "grant_type": "authorization_code",
        "code": request.GET.get("code", ""),
        "redirect_uri": back,
        "code_verifier": asked.verifier,
    }
    token = post_form(there.token_endpoint, form, client=(provider.client_id, secret_of(provider))).get("id_token")
    if not isinstance(token, str):
        raise Unproven
    claims = read_token(token, there, client_id=provider.client_id, nonce=asked.nonce)
    return _vouched_by(claims, provider), asked.onward


def read_token(token: str, there: Discovery, *, client_id: str, nonce: str) -> Claims:
    """What the token says, when it was signed by this provider, for us, lately, and as the answer to our question.

    Raises Unproven, ProviderAway.
    """
    try:
        algorithm = jwt.get_unverified_header(token).get("alg")
        if algorithm not in _SIGNED_BY:
            raise Unproven
        payload: Mapping[str, Any] = jwt.decode(
            token,
            _key_of(token, there),
            algorithms=[algorithm],
            audience=client_id,
            issuer=there.issuer,
            leeway=_CLOCKS_APART,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
        )
        claims = msgspec.convert(payload, Claims)
    except (jwt.PyJWTError, msgspec.ValidationError):
        raise Unproven from None
    is_for_others = isinstance(payload["aud"], list) and len(payload["aud"]) > 1
    if (is_for_others or claims.azp) and claims.azp != client_id:
        raise Unproven
    if not claims.sub or len(claims.sub) > 255 or not constant_time_compare(claims.nonce, nonce):
        raise Unproven
    return claims


def _random_token() -> str:
    return secrets.token_urlsafe(32)


def _key_of(token: str, there: Discovery) -> jwt.PyJWK:
    """The provider's key that the token names; asked for once more where it is new. Raises jwt.PyJWTError, Unproven."""
    for _ in range(2):
        keys = jwt.PyJWKSet.from_dict(dict(ask_provider(there.jwks_uri))).keys
        name = jwt.get_unverified_header(token).get("kid")
        found = [each for each in keys if each.key_id == name or (name is None and len(keys) == 1)]
        if found:
            return found[0]
        forget_answer(there.jwks_uri)
    raise Unproven


def _vouched_by(claims: Claims, provider: IdentityProvider) -> Vouched:
    said = [each for each in (claims.email_verified, claims.xms_edov) if each is not None]
    is_verified = all(str(each).lower() in ("true", "1") for each in said)
    steps = {claims.acr, *([claims.amr] if isinstance(claims.amr, str) else claims.amr)}
    return Vouched(
        subject=claims.sub,
        email=claims.email,
        is_verified=is_verified and (bool(said) or provider.vouches_for_addresses),
        name=claims.name,
        took_two_steps=not steps.isdisjoint(provider.second_step.split()),
    )
