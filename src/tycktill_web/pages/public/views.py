"""The first pages a reader meets: what this is, which municipality, how to read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tycktill.disclosure import PRESETS
from tycktill.publication import per_cent
from tycktill_web.look.language import in_language
from tycktill_web.pages.public.search import search_places
from tycktill_web.pages.public.unchanged import confirm_unchanged
from tycktill_web.participants.access import admit_everybody
from tycktill_web.releases.published import (
    announced_releases,
    latest_releases,
    published_places,
    published_releases,
    releases_with,
)
from tycktill_web.releases.results import newest_result
from tycktill_web.releases.surveys import surveys_of


@admit_everybody
@confirm_unchanged
def start_page(request: HttpRequest) -> HttpResponse:
    """What this is, the latest surveys, and the way to one's own municipality."""
    every = published_places()
    found = search_places(every, request.GET.get("kommun", ""))
    if found.only_match:
        address = reverse("public:municipality_rounds", args=[found.only_match.code])
        return redirect(in_language(address, request))
    releases, coming = latest_releases(), () if found.words else announced_releases()
    newest = None if found.words else newest_result(releases)
    context = {"releases": releases, "announced": coming, "found": found, "all_places": every, "newest": newest}
    return render(request, "public/start.html", context)


@admit_everybody
def lead_on_from_shortened(request: HttpRequest, family: str = "") -> HttpResponse:
    """An address that a reader has cut short leads to the newest round of its family, or else to the start."""
    address = reverse("public:start")
    if family:
        newest = next(iter(published_releases(family)), None)
        if newest is None:
            raise Http404
        address = reverse("public:round", args=[family, newest.round.label])
    return redirect(in_language(address, request))


@admit_everybody
@confirm_unchanged
def municipality_rounds(request: HttpRequest, municipality: str) -> HttpResponse:
    """Every survey that a municipality has published results from, with what is proven in each."""
    parts = releases_with(municipality, compared=True)
    if not parts:
        raise Http404
    return render(request, "public/municipality_rounds.html", {"name": parts[0].name, "surveys": surveys_of(parts)})


@admit_everybody
@confirm_unchanged
def about_page(request: HttpRequest) -> HttpResponse:
    """What the figures mean, and what they do not mean."""
    return render(request, "public/about.html", {"widest": per_cent(PRESETS["standard"].widest)})
