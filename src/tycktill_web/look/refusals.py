"""The page for a form whose proof of origin is missing or too old."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A calm page; `reason` is Django's own and names nothing that the person can do."""
    del reason
    return render(request, "403_csrf.html", status=403)
