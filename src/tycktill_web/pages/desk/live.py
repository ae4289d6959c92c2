"""A part of a page that its module fetches again, and that is sent only when it has changed."""

from collections.abc import Mapping
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string

PART = "del"
"""In the address: that only the part is wanted."""


def is_part(request: HttpRequest) -> bool:
    """Whether the module asks, and not a person."""
    return PART in request.GET


def live_part(request: HttpRequest, template: str, context: Mapping[str, object]) -> HttpResponse:
    """The part, or that it is as the module knows it: by a digest of what it says, which no sign-in is part of."""
    page = render_to_string(template, dict(context), request=request)
    tag = f'"{sha256(page.encode()).hexdigest()}"'
    is_known = request.headers.get("If-None-Match") == tag
    response = HttpResponseNotModified() if is_known else HttpResponse(page)
    response.headers["ETag"] = tag
    return response
