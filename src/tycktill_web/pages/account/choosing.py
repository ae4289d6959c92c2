"""Choosing a password by the link of a letter: the first one, or one for another that is forgotten."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_reset import perform_password_reset_login
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tycktill_web.journal.actors import acting_as
from tycktill_web.participants.access import actor_of, admit_everybody
from tycktill_web.participants.errors import ParticipantsError
from tycktill_web.participants.identity.keeping import only_way_of
from tycktill_web.participants.inviting import accept_invitation
from tycktill_web.participants.links import LinkPurpose, person_by
from tycktill_web.participants.models import LONGEST_NAME, Person

GONE = 410


class PasswordForm(forms.Form):
    """A new password, typed once where it can be seen."""

    password = forms.CharField(
        label=_("Välj ett lösenord"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Skriv det lösenord du vill ha.")},
    )

    def __init__(self, data: QueryDict | None, *, person: Person) -> None:
        super().__init__(data, initial={"name": person.first_name})
        self.person = person
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        """One that is hard to guess."""
        password: str = get_adapter().clean_password(self.cleaned_data["password"], user=self.person)
        return password


class WelcomeForm(PasswordForm):
    """The same of somebody new, who says what to be called."""

    name = forms.CharField(
        label=_("Ditt namn"),
        max_length=LONGEST_NAME,
        help_text=_("Kollegor ser det, och det står under det du gör."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Skriv ditt namn.")},
    )
    field_order = ("name", "password")


@sensitive_post_parameters()
@never_cache
@admit_everybody
def choose_password(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password and be signed in; what a link opens once it opens no more."""
    answer = _choose_password(request, token)
    answer["Referrer-Policy"] = "strict-origin"  # the link goes no further, not even into our own proxy's log
    return answer


def _choose_password(request: HttpRequest, token: str) -> HttpResponse:
    found = person_by(token)
    if found is None:
        return render(request, "account/link_gone.html", status=GONE)
    person, purpose = found
    if provider := only_way_of(person):
        return render(request, "account/own_way_only.html", {"person": person, "provider": provider})
    is_new = purpose == LinkPurpose.INVITATION or person.invited_at is not None
    kind = WelcomeForm if is_new else PasswordForm
    form = kind(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            if not _keep_password(token, form.cleaned_data):
                return render(request, "account/link_gone.html", status=GONE)
            person.refresh_from_db()
        except ParticipantsError as error:
            form.add_error("name", str(error))
        else:
            answer: HttpResponse = perform_password_reset_login(request, person, email=person.email)
            return answer
    context = {"form": form, "person": person, "is_new": is_new}
    return render(request, "account/choose_password.html", context)


@transaction.atomic
def _keep_password(token: str, chosen: dict[str, str]) -> bool:
    """Whether the link still opened: of two who send it at the same moment one waits, and is told."""
    found = person_by(token, hold=True)
    if found is None:
        return False
    person, _purpose = found
    with acting_as(actor_of(person)):
        if name := chosen.get("name"):
            accept_invitation(person, name=name)
        get_adapter().set_password(person, chosen["password"])
    return True
