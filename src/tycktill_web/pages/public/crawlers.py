"""What search engines are told: where the results are, and that nothing else is theirs to read."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tycktill_web.look.addresses import whole_address
from tycktill_web.pages.public.addresses import result_address
from tycktill_web.pages.public.unchanged import confirm_unchanged
from tycktill_web.participants.access import admit_everybody
from tycktill_web.releases.models import PublicRelease, ReleasedPlace

_NOT_THEIRS = ("/svara/", "/kommun/", "/kansli/", "/konto/", "/resultat/*/utgava-")
"""Questionnaires, desks, and the numbered editions, which are the same pages again."""

_WORDS = ("start", "about", "uses", "changes", "accessibility", "privacy")
"""Pages that tell of no result."""

_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


@admit_everybody
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Which pages are for search engines."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_THEIRS)]
    lines.append(f"Sitemap: {whole_address(request, reverse('public:sitemap'))}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@admit_everybody
@confirm_unchanged
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """The addresses of the pages of words and of all results that stand."""
    listed = Element("urlset", xmlns=_SCHEMA)
    for path, changed in (*((reverse(f"public:{name}"), "") for name in _WORDS), *_result_addresses()):
        page = SubElement(listed, "url")
        SubElement(page, "loc").text = whole_address(request, path)
        if changed:
            SubElement(page, "lastmod").text = changed
    return HttpResponse(tostring(listed, "utf-8", xml_declaration=True), content_type="application/xml")


def _result_addresses() -> Iterator[tuple[str, str]]:
    """Every place of every release that stands, the nation among them, and when it was published."""
    places = ReleasedPlace.objects.filter(release__in=PublicRelease.objects.published())
    order = ("-release__round__opens_on", "-release__round__label", "release__round__family", "municipality")
    asked = ("release__round__family", "release__round__label", "municipality", "release__published_at")
    for family, label, municipality, published in places.order_by(*order).values_list(*asked):
        yield result_address(family, label, municipality=municipality), published.isoformat() if published else ""
