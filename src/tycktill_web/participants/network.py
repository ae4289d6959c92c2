"""Where a request comes from: read in this one place, for sign-in and for codes."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

_HOUSEHOLD, _SITE = 64, 48
"""IPv6 prefixes: what one subscriber has at least, and what one organisation has at most."""


def address_of(request: HttpRequest) -> str:
    """The network address of a request, or for IPv6 the household's network; behind a proxy, what it added last.

    Empty when nothing says it, as behind a socket without a proxy.
    """
    said = str(request.META.get("REMOTE_ADDR") or "")
    if settings.BEHIND_PROXY:
        said = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip() or said
    return _household_of(_without_port(said))


def networks_of(address: str) -> tuple[str, ...]:
    """What `address_of` gave, and for IPv6 also the site that the household lies in, which may be all one person's."""
    if "/" not in address:
        return (address,)
    return address, str(ipaddress.IPv6Network(address).supernet(new_prefix=_SITE))


def _without_port(said: str) -> str:
    """Some proxies write the port too: `203.0.113.64:40001`, `[2001:db8::1]:443`."""
    if said.startswith("["):
        return said[1:].partition("]")[0]
    host, _, _port = said.rpartition(":")
    return said if ":" in host or not host else host


def _household_of(said: str) -> str:
    try:
        address = ipaddress.ip_address(said.partition("%")[0])  # a zone is only the proxy's own name for a cable
    except ValueError:
        return said.replace("/", " ")
    if isinstance(address, ipaddress.IPv6Address) and not address.ipv4_mapped:
        return str(ipaddress.IPv6Network((int(address), _HOUSEHOLD), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)
