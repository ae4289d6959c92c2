"""Addresses of these pages, named in the space of whichever audience has them."""

from django.urls import URLPattern, path

from tycktill_web.pages.people.pages import PeoplePages
from tycktill_web.participants.access import admit

_ORGANISATION = "personer/<int:organisation_id>/"
_ROLE = f"{_ORGANISATION}<int:membership_id>/"


def people_paths(pages: PeoplePages) -> list[URLPattern]:
    """All of them, for those who have the pages' role."""
    admitted = admit(pages.role)
    return [
        path(_ORGANISATION, admitted(pages.people_page), name="place_people"),
        path(f"{_ORGANISATION}bjud-in/", admitted(pages.invite_person), name="invite_person"),
        path(f"{_ROLE}igen/", admitted(pages.invite_again), name="invite_again"),
        path(f"{_ROLE}ta-bort/", admitted(pages.take_role), name="take_role"),
        path(f"{_ROLE}nollstall/", admitted(pages.clear_second_step), name="clear_second_step"),
        path(f"{_ORGANISATION}kontakt/<str:family>/<str:label>/", admitted(pages.choose_contact), name="contact"),
    ]
