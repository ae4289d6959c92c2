"""Pages of words that who runs the service stands for: accessibility, privacy, and what figures may be used for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tycktill_web.pages.public.unchanged import confirm_unchanged
from tycktill_web.participants.access import admit_everybody


@admit_everybody
@confirm_unchanged
def accessibility_page(request: HttpRequest) -> HttpResponse:
    """The statement that the law on accessible digital service asks for, made of settings and of what is true."""
    return _show_statement(request, "accessibility")


@admit_everybody
@confirm_unchanged
def privacy_page(request: HttpRequest) -> HttpResponse:
    """What is kept of those who answer and of those who read."""
    return _show_statement(request, "privacy")


@admit_everybody
@confirm_unchanged
def uses_page(request: HttpRequest) -> HttpResponse:
    """What the figures can bear and what they cannot, and on what terms they are given away."""
    return _show_statement(request, "uses")


def _show_statement(request: HttpRequest, page: str) -> HttpResponse:
    by = {
        "publisher": settings.PUBLISHER,
        "contact": settings.CONTACT,
        "reviewed_on": settings.ACCESSIBILITY_REVIEWED,
        "shortcomings": settings.ACCESSIBILITY_SHORTCOMINGS,
    }
    return render(request, f"public/{page}.html", by)
