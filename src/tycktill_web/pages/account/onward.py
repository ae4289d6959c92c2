"""On to where one's day begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tycktill_web.participants.access import admit_signed_in, person_of
from tycktill_web.participants.sign_in import first_page


@admit_signed_in
def lead_onward(request: HttpRequest) -> HttpResponse:
    """The first page of one's role."""
    return redirect(first_page(person_of(request)))
