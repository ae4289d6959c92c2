"""Counts wrong codes per address and all together, in windows of ten minutes, and turns guessers away.

No right code is ever stopped: a waiting room, or a whole municipality, shares one address, and whoever types wrong
there must not take the others' say. What keeps guesses from being right is how many codes there could be: with 30,000
codes out a guess is right once in sixty million (23⁹ codes have a fitting check character). The limits keep guessers
from writing to the database.
"""

import ipaddress
import time

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest

from tycktill_web.fieldwork.errors import TooManyTries
from tycktill_web.fieldwork.fingerprints import address_fingerprint
from tycktill_web.fieldwork.models import WrongCode

WINDOW_SECONDS = 600
ADDRESS_LIMIT = 30
"""Wrong codes from one address in a window."""

ALARM = 600
"""Wrong codes from all addresses in a window: somebody guesses from many places."""

ALARM_LIMIT = 3
"""Wrong codes from one address during an alarm. Not nil: guessers must not be able to shut respondents out."""

_IPV6_NETWORK = 64


def address_of(request: HttpRequest) -> str:
    """The network address of a request; behind a proxy, the one the proxy added last."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.BEHIND_PROXY:
        address = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip() or address
    return _household(address)


def check_address(address: str) -> None:
    """TooManyTries when too many wrong codes came from this address; asked about wrong codes alone."""
    tries = dict(WrongCode.objects.filter(window=_window()).values_list("address", "tries"))
    limit = ALARM_LIMIT if sum(tries.values()) >= ALARM else ADDRESS_LIMIT
    if tries.get(address_fingerprint(address), 0) >= limit:
        raise TooManyTries


def count_wrong(address: str) -> None:
    """Count a wrong code, and forget the windows that are past."""
    row = WrongCode.objects.filter(address=address_fingerprint(address), window=_window())
    if not row.update(tries=F("tries") + 1):
        forget_past_windows()
        WrongCode.objects.bulk_create(
            [WrongCode(address=address_fingerprint(address), window=_window())], ignore_conflicts=True
        )
        row.update(tries=F("tries") + 1)


def forget_past_windows() -> None:
    """Remove what was counted before this window."""
    WrongCode.objects.filter(window__lt=_window()).delete()


def _window() -> int:
    return int(time.time()) // WINDOW_SECONDS


def _household(address: str) -> str:
    """The address, or for IPv6 the network it is in: one subscriber has all of that to choose from."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address) and not parsed.ipv4_mapped:
        return str(ipaddress.ip_network((parsed, _IPV6_NETWORK), strict=False))
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)
