"""One's own account: its ways of signing in, and where it is signed in."""

from allauth.account import views as account
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache

from tycktill_web.participants.access import admit_signed_in, person_of
from tycktill_web.participants.signed_in import end_elsewhere, places_of


@never_cache
@admit_signed_in
def own_account(request: HttpRequest) -> HttpResponse:
    """What there is to change, and every browser where one is signed in; sent with one's sign, or none, others end."""
    person, here = person_of(request), request.session.session_key
    if request.method == "POST":
        number = end_elsewhere(person, here=here, sign=request.POST.get("place", ""))
        sentence = ngettext(
            "Du är utloggad i %(number)s annan webbläsare.", "Du är utloggad i %(number)s andra webbläsare.", number
        )
        messages.success(request, sentence % {"number": number_format(number)})
        return redirect("account_own")
    return render(request, "account/own.html", {"places": places_of(person, here=here)})


@admit_signed_in
def change_password(request: HttpRequest) -> HttpResponseBase:
    """Allauth's page, for whoever has one."""
    if person_of(request).has_usable_password():
        answer: HttpResponseBase = account.password_change(request)
        return answer
    messages.info(request, gettext("Du loggar in med ditt arbetskonto, och har inget lösenord här."))
    return redirect("account_own")
