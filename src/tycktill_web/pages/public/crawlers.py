"""What search engines are told: where the results are, and that nothing else is theirs to read."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as list_pages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tycktill_web.participants.access import admit_everybody
from tycktill_web.releases.models import PublicRelease, ReleasedPlace

_NOT_THEIRS = ("/svara/", "/kommun/", "/kansli/", "/konto/", "/resultat/*/utgava-")
"""Questionnaires, desks, and the numbered editions, which are the same pages again."""


@admit_everybody
def robots(request: HttpRequest) -> HttpResponse:
    """Which pages are for search engines."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_THEIRS)]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('public:sitemap'))}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


class _Words(Sitemap):  # type: ignore[type-arg]  # Django's own takes none at run time
    """Pages that tell of no result."""

    def items(self) -> Sequence[str]:
        return ("start", "about", "uses", "changes", "accessibility", "privacy")

    def location(self, item: str) -> str:
        return reverse(f"public:{item}")


class _Results(Sitemap):  # type: ignore[type-arg]
    """Every place of every release that stands, the nation's page among them."""

    def items(self) -> Sequence[ReleasedPlace]:
        places = ReleasedPlace.objects.filter(release__in=PublicRelease.objects.published())
        order = ("-release__round__label", "release__round__family", "municipality")
        return list(places.select_related("release__round").order_by(*order))

    def location(self, item: ReleasedPlace) -> str:
        round = item.release.round
        if not item.municipality:
            return reverse("public:round", args=[round.family, round.label])
        return reverse("public:municipality", args=[round.family, round.label, item.municipality])

    def lastmod(self, item: ReleasedPlace) -> datetime | None:
        return item.release.published_at


@admit_everybody
def sitemap(request: HttpRequest) -> HttpResponse:
    """The addresses of all results that stand."""
    return list_pages(request, {"words": _Words(), "results": _Results()})
