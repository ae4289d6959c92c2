"""Addresses that keep the language which was asked for by name."""

from django.conf import settings
from django.http import HttpRequest

from tycktill_web.look.language import PARAMETER


def in_language(address: str, request: HttpRequest) -> str:
    """`address` in the language that `request` asked for; as it is when it asked for none."""
    asked = request.GET.get(PARAMETER)
    if asked not in dict(settings.LANGUAGES):
        return address
    path, mark, fragment = address.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{PARAMETER}={asked}{mark}{fragment}"
