"""Where a form leads on to: addresses to go back to and to load again without sending anything twice."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from tycktill.fieldwork import parse_code
from tycktill.terms import Refused
from tycktill_web.look.language import PARAMETER
from tycktill_web.pages.respond.posted import CODE

LONGEST_TYPED = 60
"""Characters of what was typed that are worth showing again."""


class _SeeOther(HttpResponseRedirect):
    status_code = 303


def see_other(address: str) -> HttpResponse:
    """Leads from a sent form to `address`, in the same language; the browser keeps no form to send again."""
    mark = "&" if "?" in address else "?"
    return _SeeOther(f"{address}{mark}{PARAMETER}={get_language()}")


def address_of_code(typed: str) -> str:
    """The address of a printed link with this code; for an empty box, one that says that it is empty.

    A wrong code keeps its letters, digits, blanks and hyphens, to be shown again: other signs mean something in an
    address, and no code has them.
    """
    try:
        code = parse_code(typed)
    except Refused:
        kept = (each if each.isalnum() or each in "- " else " " for each in typed[:LONGEST_TYPED])
        code = " ".join("".join(kept).split())
    return reverse("respond:link", args=[code]) if code else f"{reverse('respond:start')}?{CODE}="
