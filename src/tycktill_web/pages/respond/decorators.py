"""What every view of the respondent's pages has around it: admits everybody, keeps nothing, refuses calmly."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from tycktill.terms import Refused
from tycktill_web.fieldwork.errors import CodeRefused
from tycktill_web.pages.respond.refusals import refusal_page
from tycktill_web.participants.access import admit_everybody

P = ParamSpec("P")
_View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def respondents_page(view: _View[P]) -> _View[P]:
    """A view for the one who answers.

    No proof of origin is asked for (`csrf_exempt`): such a proof needs a cookie, and it keeps others from using what
    a browser carries by itself. Here the browser carries nothing. What opens the door is the code in the form, and
    who knows the code needs nobody else's browser. For the same reason the pages may be compressed.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except (CodeRefused, Refused) as error:
            response = refusal_page(request, error)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return admit_everybody(csrf_exempt(gzip_page(guarded)))
