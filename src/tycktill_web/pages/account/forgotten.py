"""Asking for a letter by which to choose another password."""

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tycktill_web.jobs.account_letters import ForgottenPassword
from tycktill_web.jobs.errors import JobRefused
from tycktill_web.jobs.mailing import send_letter
from tycktill_web.participants.access import admit_everybody
from tycktill_web.participants.identity.keeping import only_way_for
from tycktill_web.participants.models import Person
from tycktill_web.participants.network import address_of
from tycktill_web.participants.rate_limits import RateLimit

BY_ADDRESS = RateLimit("forgotten passwords", household=20, site=200, seconds=3600)
OF_ACCOUNT = RateLimit("forgotten password", household=5, site=5, seconds=3600)
"""Letters to one mailbox in an hour, whoever asks for them."""


class ForgottenForm(forms.Form):
    """Whose password."""

    email = forms.EmailField(
        label=_("E-postadress"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={
            "required": _("Skriv adressen som du loggar in med."),
            "invalid": _("Det där är ingen e-postadress. Skriv den som namn@kommunen.se."),
        },
    )


@admit_everybody
def forgotten_page(request: HttpRequest) -> HttpResponse:
    """The same is said whether there is such an account or not."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if only_way_for(email):
            form.add_error("email", _("Din organisation loggar in med sitt eget konto, och har inga lösenord här."))
        elif not BY_ADDRESS.count_try(address_of(request)):
            form.add_error(None, _("Det har blivit för många försök. Vänta en timme och försök igen."))
        else:
            try:
                _write_to(email)
            except JobRefused as refused:
                form.add_error(None, str(refused))
            else:
                return render(request, "account/letter_sent.html", {"email": email})
    return render(request, "account/forgotten.html", {"form": form})


@transaction.atomic
def _write_to(email: str) -> None:
    person = Person.objects.filter(email__iexact=email, is_active=True).first()
    if OF_ACCOUNT.count_try("", email.casefold()) and person is not None:
        send_letter(ForgottenPassword(), to=person)
