"""The language of a page: what `sprak` asks for in the address or form, else the browser's, else Swedish."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

PARAMETER = "sprak"


def language_of(request: HttpRequest) -> str:
    """The language asked for, or the first of the browser's that we have; no cookie, since respondents have none."""
    asked = request.POST.get(PARAMETER) or request.GET.get(PARAMETER) or ""
    preferred = (tag.split("-")[0] for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")))
    ours = dict(settings.LANGUAGES)
    return next((language for language in (asked, *preferred) if language in ours), settings.LANGUAGE_CODE)


class LanguageOfRequest:
    """Answers each request in its language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
            patch_vary_headers(response, ["Accept-Language"])
            return response
