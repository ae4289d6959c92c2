"""The people of every organisation, and of the office itself."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tycktill_web.pages.people.pages import PeoplePages
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Organisation, Role

PAGES = PeoplePages("office", Role.OFFICE, render, lambda _: Organisation.objects.all(), "office:rename")


@admit(Role.OFFICE)
def people_page(request: HttpRequest) -> HttpResponse:
    """The office, and each organisation with how many it has in each role; those that have no coordinator first."""
    sought = request.GET.get("sok", "").strip()
    is_there = Q(memberships__person__is_active=True, memberships__person__invited_at=None)
    counted = {role.value: Count("memberships", filter=is_there & Q(memberships__role=role)) for role in Role}
    waits = Q(memberships__person__invited_at__isnull=False, memberships__role=Role.COORDINATOR)
    counted["invited"] = Count("memberships", filter=waits)
    found = Organisation.objects.filter(name__icontains=sought).annotate(**counted).order_by("name")
    own = [each for each in found if each.kind == Organisation.Kind.NATIONAL]
    others = sorted((each for each in found if each not in own), key=_has_come)
    lacking = sum(not any(_has_come(each)) for each in others)
    context = {"own": own, "organisations": others, "lacking": lacking, "sought": sought}
    return render(request, "office/people.html", context)


def _has_come(organisation: Organisation) -> tuple[bool, bool]:
    """Whether a coordinator is there, and whether one is invited."""
    counted = vars(organisation)
    return bool(counted[Role.COORDINATOR]), bool(counted["invited"])
