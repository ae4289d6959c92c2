"""A municipality's own result: the public page's figures, and what is withheld in its units and why."""

from django.http import Http404, HttpRequest, HttpResponse

from tycktill.terms import GenderGroup
from tycktill_web.pages.desk.improvement import municipality_of
from tycktill_web.pages.desk.scope import DESK_ROLES, desk_page, round_at_desk
from tycktill_web.participants.access import admit, person_of
from tycktill_web.releases.balance import hidden_groups, reasons_of
from tycktill_web.releases.embargo import note_reading, own_release
from tycktill_web.releases.overview import overview_of
from tycktill_web.releases.published import published_releases
from tycktill_web.releases.results import result_of
from tycktill_web.releases.rounds import over_rounds


@admit(*DESK_ROLES)
def own_result(request: HttpRequest, family: str, label: str, municipality: str, target: str = "") -> HttpResponse:
    """The result of one's own municipality; before its hour under embargo, and then it is kept that one looked."""
    person = person_of(request)
    own = municipality_of(person, municipality, *DESK_ROLES)
    round_ = round_at_desk(person, family, label)
    release = own_release(round_, municipality)
    result = result_of(release, municipality, target, of_units=tuple(GenderGroup)) if release else None
    if release is None or result is None:
        raise Http404
    note_reading(release, person=person, own=own)
    years = None if release.is_unpublished else over_rounds(published_releases(family), municipality, result.target.id)
    hidden = hidden_groups(result)
    context = {
        "release": release,
        "round": round_,
        "municipality": municipality,
        "result": result,
        "overview": overview_of(result, years, has_others=not release.is_unpublished),
        "years": years,
        "hidden": hidden,
        "reasons": reasons_of(hidden),
    }
    return desk_page(request, "desk/result.html", context)
