"""A desk page, with what its menu needs to know."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tycktill_web.pages.desk.scope import DESK_ROLES
from tycktill_web.participants.access import has_role, person_of
from tycktill_web.participants.models import Role


def desk_page(request: HttpRequest, template: str, context: Mapping[str, object], *, status: int = 200) -> HttpResponse:
    """The page, with the menu of what this person may open."""
    person = person_of(request)
    menu = {
        "follows": has_role(person, DESK_ROLES),
        "counts": has_role(person, (Role.STAFF, Role.COORDINATOR)),
    }
    return render(request, template, {**context, **menu}, status=status)
