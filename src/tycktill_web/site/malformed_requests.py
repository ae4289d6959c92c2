"""The door: what no browser sends is refused here with a page, once and for all views, before anything reads it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase

from tycktill_web.look.error_views import bad_request
from tycktill_web.look.uploads import choose_handlers

LARGEST_BODY = 1_000_000
"""Bytes of any request: far more than a form of ours with a key file has."""

_NOTHING = "\0"  # PostgreSQL takes it in no text, and it means nothing in any
_UNREADABLE = (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError)


class MalformedRequestMiddleware:
    """Refuses requests that are malformed or too large, and decides where files may come in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _is_malformed(request):
            return bad_request(request)
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if _NOTHING not in value}
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        _args: Sequence[Any],
        _named: Mapping[str, Any],
    ) -> HttpResponse | None:
        """Read the form, once it is clear whether the view expects a file in it."""
        choose_handlers(request, view)
        try:
            is_clean = all(_NOTHING not in text for form in (request.GET, request.POST) for text in _form_texts(form))
        except _UNREADABLE:
            is_clean = False
        return None if is_clean else bad_request(request)


def _is_malformed(request: HttpRequest) -> bool:
    """Whether address or length are such as no browser sends."""
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return _NOTHING in request.path_info or not (length.isdecimal() and int(length[:20]) <= LARGEST_BODY)


def _form_texts(form: Any) -> list[str]:
    return [text for name, values in form.lists() for text in (name, *values)]
