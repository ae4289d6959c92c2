"""The address that the world knows this service by, where one is printed, fed or listed outside the page itself."""

from django.conf import settings
from django.http import HttpRequest

ON_THIS_COMPUTER = "http://localhost:8000"
"""Where a trial answers whose address is not set, as far as anybody knows who is not asked by a page."""


def whole_address(request: HttpRequest, address: str) -> str:
    """`address` with the host it is known by: the one that is set, so that nobody chooses it by how they ask; the
    request's own only where none is."""
    return f"{settings.ADDRESS}{address}" if settings.ADDRESS else request.build_absolute_uri(address)


def set_address(path: str) -> str:
    """`path` with the host that is set, for what no request asks for: a letter, a command."""
    return f"{settings.ADDRESS or ON_THIS_COMPUTER}{path}"
