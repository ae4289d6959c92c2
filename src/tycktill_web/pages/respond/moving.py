"""Leads from one step to another so that the browser keeps no form to send again."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from tycktill_web.look.language import PARAMETER


def from_the_start() -> HttpResponse:
    """For an address that only a form leads to, opened by itself."""
    return see_other(reverse("respond:start"))


class _SeeOther(HttpResponseRedirect):
    status_code = 303


def see_other(address: str) -> HttpResponse:
    """Leads from a sent form to `address`, in the same language; the browser keeps no form to send again."""
    mark = "&" if "?" in address else "?"
    return _SeeOther(f"{address}{mark}{PARAMETER}={get_language()}")
