"""The office adds municipalities and providers by a list: shown first, and added when that is confirmed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import ngettext

from tycktill_web.look.language import in_language
from tycktill_web.participants.access import admit
from tycktill_web.participants.errors import ListUnfit
from tycktill_web.participants.models import Role
from tycktill_web.participants.organisation_lists import add_listed, new_among


@admit(Role.OFFICE)
def add_organisations(request: HttpRequest) -> HttpResponse:
    """Reads a list, shows whom it would add, and adds them."""
    text = request.POST.get("text", "")
    page = "office/add_organisations.html"
    if request.method != "POST" or "back" in request.POST:
        return render(request, page, {"text": text})
    try:
        if "confirmed" not in request.POST:
            return render(request, page, {"text": text, "new": new_among(text), "is_read": True})
        number = add_listed(text)
    except ListUnfit as error:
        return render(request, page, {"text": text, "faults": error.faults}, status=400)
    told = ngettext(
        "%(number)s är tillagd. Bjud in en samordnare där.",
        "%(number)s är tillagda. Bjud in en samordnare i var och en.",
        number,
    )
    messages.success(request, told % {"number": number_format(number)})
    return redirect(in_language(reverse("office:people"), request))
