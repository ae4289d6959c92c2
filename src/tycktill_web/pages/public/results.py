"""The pages of a release: the nation's, and each municipality's."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from tycktill.findings import easy_withdrawal
from tycktill.instrument import SOURCE_LANGUAGE
from tycktill_web.pages.public.unchanged import confirm_unchanged
from tycktill_web.participants.access import admit_everybody
from tycktill_web.releases.manifests import manifests_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.overview import overview_of
from tycktill_web.releases.place_result import Result
from tycktill_web.releases.published import (
    announced_of,
    files_of,
    find_release,
    published_releases,
    release_participants,
    releases_with,
)
from tycktill_web.releases.results import result_of
from tycktill_web.releases.rounds import PlaceSeries, over_rounds
from tycktill_web.releases.units import group_showing, unit_result
from tycktill_web.releases.values import NATION

GONE = 410


@admit_everybody
@confirm_unchanged
def nation_page(
    request: HttpRequest, family: str, label: str, number: int | None = None, target: str = ""
) -> HttpResponse:
    """A round: the nation's figures, who took part, and the files; before there are any, from when they are public."""
    coming = announced_of(family, label) if number is None and not target else None
    if coming and find_release(family, label) is None:
        return render(request, "public/announced.html", {"coming": coming})
    release, every = _release_and_others(family, label, number)
    if release.is_withdrawn:
        return refuse_withdrawn(request, release)
    place = _whole_place(release)
    result = result_or_404(release, place, target)
    years = _years_if_published(release, every, place, result)
    parts = release_participants(release, since=result.round_before)
    context = {
        "release": release,
        "coming": coming,
        "municipality": place,
        "result": result,
        "overview": overview_of(result, years),
        "participants": parts,
        "participants_since": sum(each.was_before for each in parts),
        "files": files_of(release),
        "years": years,
    }
    return render(request, "public/round.html", context)


@admit_everybody
@confirm_unchanged
def municipality_page(
    request: HttpRequest, family: str, label: str, municipality: str, number: int | None = None, target: str = ""
) -> HttpResponse:
    """A municipality's result."""
    release, every = _release_and_others(family, label, number)
    if release.is_withdrawn:
        return refuse_withdrawn(request, release)
    result = result_or_404(release, municipality, target)
    years = _years_if_published(release, every, municipality, result)
    context = {
        "release": release,
        "municipality": municipality,
        "result": result,
        "overview": overview_of(result, years),
        "years": years,
        "others": [part for part in releases_with(municipality) if part.release.round_id != release.round_id],
    }
    return render(request, "public/municipality.html", context)


@admit_everybody
@confirm_unchanged
def unit_page(
    request: HttpRequest, family: str, label: str, municipality: str, unit: str, number: int | None = None
) -> HttpResponse:
    """A unit's result beside its municipality and the other units. Http404 where nothing of it is shown."""
    release = release_or_404(family, label, number)
    if release.is_withdrawn:
        return refuse_withdrawn(request, release)
    whole = result_or_404(release, municipality, "")
    found = unit_result(whole, unit)
    if found is None and (group := group_showing(whole, unit)):
        found = unit_result(result_or_404(release, municipality, group), unit)
    if found is None:
        raise Http404
    context = {"release": release, "municipality": municipality, "result": found.result, "unit": found}
    return render(request, "public/unit.html", context)


def _whole_place(release: PublicRelease) -> str:
    """The place of all who answered: the nation, or in an own round the municipality whose it is."""
    return release_participants(release)[0].place.code if release.round.is_own else NATION


def _release_and_others(family: str, label: str, number: int | None) -> tuple[PublicRelease, Sequence[PublicRelease]]:
    """The release of an address and those of its family that stand, it most often being one of them; what they say of
    themselves is read at once. Http404 when readers may not know of it."""
    every = published_releases(family)
    manifests_of(every)
    asked = (each for each in every if each.round.label == label and number in (None, each.number))
    return next(asked, None) or release_or_404(family, label, number), every


def _years_if_published(
    release: PublicRelease, every: Sequence[PublicRelease], place: str, result: Result
) -> PlaceSeries | None:
    """The place over all rounds that stand; None beside a release that does not, for its figures are others."""
    if release.state != PublicRelease.State.PUBLISHED:
        return None
    return over_rounds(every, place, result.target.id)


def release_or_404(family: str, label: str, number: int | None) -> PublicRelease:
    """The release of an address. Http404 when readers may not know of it."""
    release = find_release(family, label, number)
    if release is None:
        raise Http404
    return release


def result_or_404(release: PublicRelease, municipality: str, target: str) -> Result:
    """What the release says there. Http404 when the place or the target group is not in it."""
    result = result_of(release, municipality, target)
    if result is None:
        raise Http404
    return result


def refuse_withdrawn(request: HttpRequest, release: PublicRelease) -> HttpResponse:
    """The reason in place of the figures, and the way to a result that has been published since."""
    newest = find_release(release.round.family, release.round.label)
    since = newest if newest and not newest.is_withdrawn else None
    easy = easy_withdrawal(has_new_result=since is not None) if get_language() == SOURCE_LANGUAGE else ""
    about = {"release": release, "since": since, "easy": easy}
    return render(request, "public/withdrawn.html", about, status=GONE)
