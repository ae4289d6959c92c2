"""Addresses of a release's pages; a reader of a numbered release stays with it."""

from django.http import HttpRequest
from django.urls import reverse

from tycktill_web.look.addresses import in_language
from tycktill_web.releases.models import PublicRelease


def page_address(request: HttpRequest, release: PublicRelease, *, municipality: str = "", target: str = "") -> str:
    """The page of a municipality (or the nation) and a target group (or all), in the language of `request`."""
    match = request.resolver_match
    places: dict[str, str | int] = {"family": release.round.family, "label": release.round.label}
    if match is not None and match.kwargs.get("number") == release.number:
        places["number"] = release.number
    if municipality:
        places["municipality"] = municipality
    if target and target != release.round.family:
        places["target"] = target
    return in_language(reverse("public:municipality" if municipality else "public:round", kwargs=places), request)
