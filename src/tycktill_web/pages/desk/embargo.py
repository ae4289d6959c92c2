"""Which units read their own results before they are published: the coordinator's choice, and the page of a unit."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.improvement import municipality_of
from tycktill_web.pages.desk.scope import desk_page, round_at_desk
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Membership, Role, Unit
from tycktill_web.participants.scope import units_of
from tycktill_web.releases.embargo import (
    let_read,
    looks_of_units,
    may_read,
    note_reading,
    own_release,
    units_in,
    units_let_read,
)
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.results import result_of
from tycktill_web.releases.units import UnitResult, unit_called

WHO_READS = Prefetch(
    "memberships", Membership.objects.filter(role=Role.STAFF).select_related("person"), to_attr="staff"
)


@admit(Role.COORDINATOR)
def choose_units(request: HttpRequest, family: str, label: str, municipality: str) -> HttpResponse:
    """Ticks for the units that may read their own; each with the people who would."""
    own = municipality_of(person_of(request), municipality, Role.COORDINATOR)
    round_ = round_at_desk(person_of(request), family, label)
    release = own_release(round_, municipality)
    if release is not None and not release.is_unpublished:
        messages.info(request, _("Resultatet är publicerat, så alla kan läsa det."))
        return redirect(in_language(reverse("desk:result", args=[family, label, municipality]), request))
    if request.method == "POST":
        chosen = [int(each) for each in request.POST.getlist("unit") if each.isdecimal() and len(each) < 18]
        let_read(round_, own, chosen)
        messages.success(request, _("Valet är sparat."))
        return redirect(in_language(request.path, request))
    units = list(units_in(round_, municipality).prefetch_related(WHO_READS))
    if not units:
        raise Http404
    context = {
        "round": round_,
        "own": own,
        "release": release,
        "units": units,
        "looks": looks_of_units(release, municipality) if release else (),
        "chosen": set(units_let_read(round_, municipality).values_list("unit", flat=True)),
    }
    return desk_page(request, "desk/embargo_units.html", context)


@admit(Role.STAFF, Role.COORDINATOR)
def unit_result(request: HttpRequest, family: str, label: str, unit_id: int) -> HttpResponse:
    """One's own unit's result under embargo, if the municipality lets it be read; then it is kept that one looked."""
    person = person_of(request)
    unit = get_object_or_404(units_of(person), pk=unit_id)
    round_ = round_at_desk(person, family, label)
    municipality = unit.organisation.municipality
    release = own_release(round_, municipality)
    if release is None or (release.is_unpublished and not may_read(round_, unit)):
        raise Http404
    found = _unit_result(release, unit)
    if not release.is_unpublished:
        return redirect(in_language(_public_page(release, municipality, found), request))
    note_reading(release, person=person, own=unit.organisation, unit=unit)
    context = {"release": release, "round": round_, "unit": found, "place": unit.organisation}
    return desk_page(request, "desk/unit_result.html", context)


def _unit_result(release: PublicRelease, unit: Unit) -> UnitResult:
    """What the release has of the unit. Http404 where it knows none of that name."""
    result = result_of(release, unit.organisation.municipality)
    found = unit_called(result, unit.name) if result else None
    if found is None:
        raise Http404
    return found


def _public_page(release: PublicRelease, municipality: str, unit: UnitResult) -> str:
    """The page that everybody reads, and where nothing of the unit is shown the municipality's."""
    address = [release.round.family, release.round.label, municipality]
    return (
        reverse("public:unit", args=[*address, unit.line.slug])
        if unit.line.is_shown
        else reverse("public:municipality", args=address)
    )
