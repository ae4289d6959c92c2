"""The coordinator's overview: which rounds there are, and how one is going."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from tycktill_web.fieldwork.models import Round
from tycktill_web.look.addresses import in_language
from tycktill_web.pages.desk.figures import standing
from tycktill_web.pages.desk.page import desk_page
from tycktill_web.pages.desk.scope import followed_by, rounds_of
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Registration, Role
from tycktill_web.participants.scope import organisations_of


@admit(Role.COORDINATOR, Role.READER, Role.STAFF)
def start(request: HttpRequest) -> HttpResponse:
    """The rounds that one's organisation takes part in; unit staff go straight to today's count."""
    organisations = followed_by(person_of(request))
    if not organisations:
        return redirect(in_language(reverse("desk:today"), request))
    registrations = Registration.objects.filter(unit__organisation__in=organisations)
    return desk_page(request, "desk/start.html", {"rounds": rounds_of(registrations), "organisations": organisations})


@admit(Role.COORDINATOR, Role.READER)
def round_status(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """How the round is going in one's own organisation, unit by unit."""
    round_ = get_object_or_404(Round, family=family, label=label)
    person = person_of(request)
    coordinated = organisations_of(person, Role.COORDINATOR)
    today = timezone.localdate()
    shown = standing(round_, followed=followed_by(person), coordinated=coordinated, on=today)
    if not shown.boards:
        raise Http404
    context = {"round": round_, "standing": shown, "days_left": (round_.closes_on - today).days}
    return desk_page(request, "desk/round.html", context)
