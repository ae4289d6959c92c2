"""The pages for what is refused before or beside any view.

Django's own read the form once more, to prove its origin to a page that may have a form. Ours have none, and what is
refused may be a form that cannot be read.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """For what no browser sends; nothing of the request is used, since any of it may be what is wrong."""
    del request, exception
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For somebody who has signed in and may not enter."""
    del exception
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For a form whose proof of origin is missing or too old; `reason` names nothing that the person can do."""
    del reason
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For an address that leads nowhere."""
    del exception
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """For a fault of ours; the page needs nothing that might be at fault."""
    del request
    return HttpResponse(render_to_string("500.html"), status=500)
