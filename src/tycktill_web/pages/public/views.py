"""The first pages a reader meets: what this is, which municipality, how to read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tycktill.disclosure import PRESETS
from tycktill.publication import per_cent
from tycktill_web.look.language import in_language
from tycktill_web.pages.public.unchanged import confirm_unchanged
from tycktill_web.participants.access import admit_everybody
from tycktill_web.releases.published import PublicPlace, latest_releases, places, releases_with


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """The municipalities that match what was searched for; all of them when nothing was."""

    words: str
    places: Sequence[PublicPlace]

    @property
    def only(self) -> PublicPlace | None:
        """The one that was meant: the only match, or the one of that very name."""
        if not self.words:
            return None
        exact = [place for place in self.places if place.name.casefold() == self.words.casefold()]
        matches = exact or self.places
        return matches[0] if len(matches) == 1 else None

    @property
    def by_letter(self) -> Mapping[str, Sequence[PublicPlace]]:
        """The matches under their first letters, in the order they come."""
        return {letter: list(group) for letter, group in groupby(self.places, lambda place: place.name[:1].upper())}


def search(places: Sequence[PublicPlace], words: str) -> FoundPlaces:
    """The places whose name, or code, has `words` in it; ”kommun” and case are forgiven."""
    wanted = " ".join(words.casefold().replace("kommun", "").split())
    return FoundPlaces(wanted, [place for place in places if wanted in place.name.casefold() or wanted == place.code])


@admit_everybody
@confirm_unchanged
def start(request: HttpRequest) -> HttpResponse:
    """What this is, the latest surveys, and the way to one's own municipality."""
    found = search(places(), request.GET.get("kommun", ""))
    if found.only:
        address = reverse("public:municipality_rounds", args=[found.only.code])
        return redirect(in_language(address, request))
    return render(request, "public/start.html", {"releases": latest_releases(), "found": found})


@admit_everybody
@confirm_unchanged
def municipality_rounds(request: HttpRequest, municipality: str) -> HttpResponse:
    """Every survey that a municipality has published results from."""
    parts = releases_with(municipality)
    if not parts:
        raise Http404
    return render(request, "public/municipality_rounds.html", {"name": parts[0].name, "parts": parts})


@admit_everybody
@confirm_unchanged
def about(request: HttpRequest) -> HttpResponse:
    """What the figures mean, and what they do not mean."""
    return render(request, "public/about.html", {"widest": per_cent(PRESETS["standard"].widest)})


@admit_everybody
@confirm_unchanged
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, and whom to tell when they are not."""
    return render(request, "public/accessibility.html")
