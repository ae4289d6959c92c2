"""What a draft will show and withhold, and why; each page as readers will see it; and how many answered."""

from collections import defaultdict
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tycktill.terms import GenderGroup
from tycktill_web.look.language import in_language
from tycktill_web.pages.office.balance import Sum, balance
from tycktill_web.pages.office.outcomes import outcome_of
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Role
from tycktill_web.releases.errors import NumbersGone
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.numbers import file_of_numbers, has_numbers
from tycktill_web.releases.overview import overview_of
from tycktill_web.releases.place_result import Result
from tycktill_web.releases.results import result_of
from tycktill_web.releases.values import NATION
from tycktill_web.results.errors import NumbersUnreadable

_ORDER = {GenderGroup.ALL: 0, GenderGroup.WOMEN: 1, GenderGroup.MEN: 2}


@admit(Role.OFFICE)
def release(request: HttpRequest, release_id: int) -> HttpResponse:
    """A release: its state, its signatures, and how much of it is shown."""
    found = get_object_or_404(PublicRelease.objects.with_compared(), pk=release_id)
    signatures = found.signatures.select_related("person")
    context = {
        "release": found,
        "round": found.round,
        "balance": balance(found),
        "has_numbers": has_numbers(found),
        "signatures": signatures,
        "has_signed": any(each.person_id == person_of(request).pk for each in signatures),
    }
    return render(request, "office/release.html", context)


@admit(Role.OFFICE)
def numbers(request: HttpRequest, release_id: int) -> HttpResponse:
    """The file of how many answered, which `tycktill verify --numbers` reads."""
    found = get_object_or_404(PublicRelease.objects.select_related("round"), pk=release_id)
    try:
        content = file_of_numbers(found)
    except (NumbersGone, NumbersUnreadable) as error:
        messages.error(request, str(error))
        return redirect(in_language(reverse("office:release", args=[found.pk]), request))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.folder}-numbers.csv"'
    return response


@admit(Role.OFFICE)
def place(request: HttpRequest, release_id: int, municipality: str = NATION, target: str = "") -> HttpResponse:
    """A municipality's page, or the nation's, as readers will see it."""
    found = get_object_or_404(PublicRelease.objects.select_related("round"), pk=release_id)
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
    return render(request, "office/place.html", context)


def hidden_groups(result: Result) -> Sequence[Sum]:
    """The groups of the page of which some values are no figures there, the whole place first."""
    found: defaultdict[tuple[str, GenderGroup], Sum] = defaultdict(lambda: Sum(""))
    for row in result.rows:
        if row.cell.instrument == result.target.id:
            found[row.cell.unit, row.cell.gender].by_outcome[outcome_of(row)] += 1
    whole = _("Hela landet") if result.is_nation else _("Alla enheter")
    for (unit, gender), sum_ in found.items():
        sum_.name = _name(unit or whole, gender)
    in_order = sorted(found, key=lambda group: (group[0], _ORDER[group[1]]))
    return [found[group] for group in in_order if any(part.number for part in found[group].unstated)]


def _name(place: str, gender: GenderGroup) -> str:
    genders = {GenderGroup.WOMEN: _("kvinnor"), GenderGroup.MEN: _("män")}
    return f"{place} ({genders[gender]})" if gender in genders else place
