"""The language of a page: what `sprak` asks for in address or form, else the browser's, else Swedish; links keep it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

PARAMETER = "sprak"


def language_of(request: HttpRequest) -> str:
    """The language that the address asks for, or the browser's first that we have; respondents have no cookie."""
    asked = request.GET.get(PARAMETER, "")
    preferred = (tag.split("-")[0] for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")))
    return next((language for language in (asked, *preferred) if _is_ours(language)), settings.LANGUAGE_CODE)


class LanguageMiddleware:
    """Answers each request in its language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
            patch_vary_headers(response, ["Accept-Language"])
            return response

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: Sequence[Any], _named: Mapping[str, Any]
    ) -> None:
        """A form's own wish goes first. It is read here and no earlier: the view says what a form may hold."""
        asked = request.POST.get(PARAMETER, "")
        if _is_ours(asked):
            translation.activate(asked)


def in_language(address: str, request: HttpRequest) -> str:
    """`address` in the language that `request` asked for; as it is when it asked for none."""
    asked = request.GET.get(PARAMETER, "")
    if not _is_ours(asked):
        return address
    path, mark, fragment = address.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{PARAMETER}={asked}{mark}{fragment}"


def _is_ours(language: str) -> bool:
    return language in dict(settings.LANGUAGES)
