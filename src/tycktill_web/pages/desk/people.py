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

_PAGES = PeoplePages("desk", desk_page, lambda person: organisations_of(person, Role.COORDINATOR))


@admit(Role.COORDINATOR)
def people(request: HttpRequest) -> HttpResponse:
    """One's organisation; of several, which."""
    own = list(organisations_of(person_of(request), Role.COORDINATOR))
    if len(own) == 1:
        return redirect(in_language(reverse("desk:place_people", args=[own[0].pk]), request))
    return desk_page(request, "desk/people.html", {"organisations": own})


@admit(Role.COORDINATOR)
def people_page(request: HttpRequest, organisation_id: int) -> HttpResponse:
    return _PAGES.show(request, organisation_id)


@admit(Role.COORDINATOR)
def invite_page(request: HttpRequest, organisation_id: int) -> HttpResponse:
    return _PAGES.invite(request, organisation_id)


@admit(Role.COORDINATOR)
def invite_again(request: HttpRequest, organisation_id: int, membership_id: int) -> HttpResponse:
    """The letter once more."""
    return _PAGES.again(request, organisation_id, membership_id)


@admit(Role.COORDINATOR)
def take_page(request: HttpRequest, organisation_id: int, membership_id: int) -> HttpResponse:
    return _PAGES.take(request, organisation_id, membership_id)


@admit(Role.COORDINATOR)
def choose_contact(request: HttpRequest, organisation_id: int, family: str, label: str) -> HttpResponse:
    """Whom the office turns to."""
    return _PAGES.contact(request, organisation_id, family, label)


@admit(Role.COORDINATOR)
def clear_page(request: HttpRequest, organisation_id: int, membership_id: int) -> HttpResponse:
    """For one whose telephone is lost."""
    return _PAGES.clear(request, organisation_id, membership_id)
