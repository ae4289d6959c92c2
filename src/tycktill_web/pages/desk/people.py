"""The people of the organisations that one coordinates."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.scope import desk_page
from tycktill_web.pages.people.pages import PeoplePages
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Role
from tycktill_web.participants.scope import organisations_of

PAGES = PeoplePages("desk", Role.COORDINATOR, desk_page, lambda person: organisations_of(person, Role.COORDINATOR))


@admit(Role.COORDINATOR)
def people_page(request: HttpRequest) -> HttpResponse:
    """One's organisation; of several, which."""
    own = list(organisations_of(person_of(request), Role.COORDINATOR))
    if len(own) == 1:
        return redirect(in_language(reverse("desk:place_people", args=[own[0].pk]), request))
    return desk_page(request, "desk/people.html", {"organisations": own})
