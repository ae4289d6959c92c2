"""How people sign in: by invitation, so nobody signs up by themselves; and where each role begins its day."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.shortcuts import resolve_url

from tycktill_web.participants.access import has_role, person_of
from tycktill_web.participants.models import Role

FIRST_PAGES = (
    ((Role.OFFICE,), "office:start"),
    ((Role.COORDINATOR, Role.READER, Role.STAFF), "desk:start"),
)
"""Where people come when they have signed in, the first role that they hold deciding."""


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Sign-up is closed: accounts are made by the national office or a coordinator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first page of one's role; the public start page for whoever has none."""
        person = person_of(request)
        pages = (page for roles, page in FIRST_PAGES if has_role(person, roles))
        return resolve_url(next(pages, "public:start"))
