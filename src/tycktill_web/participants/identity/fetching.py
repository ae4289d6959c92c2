"""Asks a provider: by https alone, for a while, once, and no more than a little."""

import base64
import json
import re
import time
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from tycktill_web.participants.identity.errors import ProviderAway, ProviderUnfit, Unproven

PATIENCE = 5
"""Seconds until a provider is taken to be away; whoever signs in waits so long."""

_MOST = 500_000
_SHARED = frozenset({"ac", "co", "com", "edu", "gov", "net", "org", "parti", "pp", "press", "tm"})
"""Second words under which others register names, as in `co.uk` and `org.se`."""
_KEPT_FOR = 600
_PLAIN = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_-]+(\.[a-z0-9_-]+)*)(:[0-9]+)?", re.IGNORECASE | re.ASCII)
"""A host and perhaps a port: no user, no escaped sign, no final dot."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")

_kept: dict[str, tuple[float, Mapping[str, Any]]] = {}


class _NoRedirect(HTTPRedirectHandler):
    """What a provider answers is read where it was asked, and nowhere that it sends us."""

    def redirect_request(self, *_: Any) -> None:
        """None: the answer is a fault."""


def check_address(address: str) -> None:
    """Raises ProviderUnfit unless it is one of https; in a trial this computer may be asked without."""
    try:
        parts = urlsplit(address)
    except ValueError:
        raise ProviderUnfit from None
    if not _PLAIN.fullmatch(parts.netloc):  # whoever asks there might read a host in it that we do not
        raise ProviderUnfit
    is_here = not settings.PRODUCTION and parts.scheme == "http" and parts.hostname in _LOOPBACK
    if not (is_here or parts.scheme == "https") or parts.fragment:
        raise ProviderUnfit


def is_own_server(address: str, *, of: str) -> bool:
    """Whether both are of one host, or of one registered domain: its last two words, or three where others
    register names under those two."""
    one, other = (str(urlsplit(each).hostname) for each in (address, of))
    return one == other or (_registered_domain(one) == _registered_domain(other) and not _is_number(one))


def _registered_domain(host: str) -> Sequence[str]:
    words = host.split(".")
    return words[-3:] if len(words) > 2 and words[-2] in _SHARED else words[-2:]


def _is_number(host: str) -> bool:
    return ":" in host or host.rpartition(".")[2].isdecimal()


def ask_provider(address: str) -> Mapping[str, Any]:
    """What the provider tells of itself there, or told within ten minutes. Raises ProviderAway, ProviderUnfit."""
    until, answer = _kept.get(address, (0.0, {}))
    if until < time.monotonic():
        answer = _fetch_json(Request(address))  # noqa: S310  held to https by `_fetch_json`
        _kept[address] = (time.monotonic() + _KEPT_FOR, answer)
    return answer


def forget_answer(address: str) -> None:
    """Ask anew the next time."""
    _kept.pop(address, None)


def post_form(address: str, form: Mapping[str, str], *, client: tuple[str, str]) -> Mapping[str, Any]:
    """What is answered to a form of the client of this id and secret. Raises ProviderAway, ProviderUnfit, Unproven."""
    proof = base64.b64encode(":".join(quote(part, safe="") for part in client).encode()).decode()
    headers = {"Authorization": f"Basic {proof}", "Content-Type": "application/x-www-form-urlencoded"}
    return _fetch_json(Request(address, urlencode(form).encode(), headers))  # noqa: S310  held to https by `_fetch_json`


def _fetch_json(request: Request) -> Mapping[str, Any]:
    check_address(request.full_url)
    request.add_header("Accept", "application/json")
    try:
        with build_opener(_NoRedirect).open(request, timeout=PATIENCE) as answer:
            found = json.loads(_read_patiently(answer))
    except HTTPError as refused:
        raise (Unproven if request.data is not None and refused.code < 500 else ProviderAway) from None
    except (URLError, HTTPException, OSError, ValueError, RecursionError):
        raise ProviderAway from None  # what was answered may hold what opens something
    if not isinstance(found, dict):
        raise ProviderAway
    return found


def _read_patiently(answer: Any) -> bytes:
    """What is answered, before patience ends: a provider that lets it trickle would hold whoever asks for hours."""
    until, content = time.monotonic() + PATIENCE, b""
    while len(content) < _MOST and (part := answer.read1(_MOST)):
        if time.monotonic() > until:
            raise TimeoutError
        content += part
    return content
