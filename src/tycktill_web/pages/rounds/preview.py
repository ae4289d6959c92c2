"""What a draft will show and withhold, and why; each page as readers will see it; and how many answered."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from tycktill.terms import GenderGroup
from tycktill_web.fieldwork.leading import leaders_of
from tycktill_web.journal.events import UnitResultRead
from tycktill_web.pages.rounds.leader import Leader
from tycktill_web.participants.access import person_of
from tycktill_web.releases.balance import hidden_groups, release_balance
from tycktill_web.releases.embargo import readings_of
from tycktill_web.releases.errors import NumbersGone
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.numbers import file_of_numbers, numbers_are_kept
from tycktill_web.releases.overview import overview_of
from tycktill_web.releases.results import result_of
from tycktill_web.releases.signing import SIGNATURES_NEEDED
from tycktill_web.releases.since_last import since_last
from tycktill_web.releases.values import NATION
from tycktill_web.results.errors import NumbersUnreadable


def release_page(request: HttpRequest, leader: Leader, release_id: int) -> HttpResponse:
    """A release: its state, its signatures, and how much of it is shown."""
    releases = leader.releases(request).with_compared().annotate(has_numbers=numbers_are_kept())
    found = get_object_or_404(releases, pk=release_id)
    signatures = found.signatures.select_related("person")
    context = {
        "release": found,
        "round": found.round,
        "balance": release_balance(found),
        "since": None if found.is_withdrawn or found.round.is_own else since_last(found),
        "signatures": signatures,
        "has_signed": any(each.person_id == person_of(request).pk for each in signatures),
        "too_few": found.state == PublicRelease.State.DRAFT and leaders_of(found.round).count() < SIGNATURES_NEEDED,
    }
    return leader.page(request, "release.html", context)


def numbers_file(request: HttpRequest, leader: Leader, release_id: int) -> HttpResponse:
    """The file of how many answered, which `tycktill verify --numbers` reads."""
    found = leader.release(request, release_id)
    try:
        content = file_of_numbers(found)
    except (NumbersGone, NumbersUnreadable) as error:
        messages.error(request, str(error))
        return leader.to_release(request, found)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.folder}-numbers.csv"'
    return response


def place_page(
    request: HttpRequest, leader: Leader, release_id: int, municipality: str = NATION, target: str = ""
) -> HttpResponse:
    """A municipality's page, or the nation's, as readers will see it."""
    found = leader.release(request, release_id)
    if found.round.is_own and municipality == NATION:
        raise Http404  # all who answered are of one municipality
    result = result_of(found, municipality, target, of_units=tuple(GenderGroup))
    if result is None:
        raise Http404
    context = {
        "release": found,
        "round": found.round,
        "result": result,
        "overview": overview_of(result),
        "municipality": municipality,
        "hidden": hidden_groups(result),
    }
    return leader.page(request, "place.html", context)


def readers_page(request: HttpRequest, leader: Leader, release_id: int) -> HttpResponse:
    """Who has read a municipality's result before it was published, and when."""
    found = leader.release(request, release_id)
    names = dict(found.places.values_list("municipality", "name"))
    readings = [
        (entry, names.get(read.municipality, read.municipality), read.unit if isinstance(read, UnitResultRead) else "")
        for entry, read in readings_of(found)
    ]
    return leader.page(request, "readers.html", {"release": found, "round": found.round, "readings": readings})
