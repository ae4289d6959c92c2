"""Signing in by one's organisation's own account: which it is, the way there, and back."""

from allauth.account.utils import get_next_redirect_url
from cryptography.fernet import InvalidToken
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from tycktill_web.look.addresses import whole_address
from tycktill_web.participants.access import admit_everybody
from tycktill_web.participants.errors import ParticipantsError
from tycktill_web.participants.identity import openid, saml
from tycktill_web.participants.identity.door import come_in, record_turned_away
from tycktill_web.participants.identity.errors import ProviderAway, TurnedAway
from tycktill_web.participants.identity.keeping import host_of, provider_for
from tycktill_web.participants.models import IdentityProvider
from tycktill_web.participants.network import address_of
from tycktill_web.participants.rate_limits import RateLimit
from tycktill_web.participants.sign_in import sign_in_vouched

BY_ADDRESS = RateLimit("own way", household=50, site=500, seconds=300)
TOO_MANY, AWAY = 429, 502
_PROTOCOLS = {IdentityProvider.Protocol.OPENID.value: openid, IdentityProvider.Protocol.SAML.value: saml}


class AddressForm(forms.Form):
    """Whose address decides which organisation it is."""

    email = forms.EmailField(
        label=gettext_lazy("Din e-postadress på jobbet"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={
            "required": gettext_lazy("Skriv din adress på jobbet."),
            "invalid": gettext_lazy("Det där är ingen e-postadress. Skriv den som namn@kommunen.se."),
        },
    )


@admit_everybody
def ask_address(request: HttpRequest) -> HttpResponse:
    """Asks for an address, and leads on to where those like it sign in."""
    form = AddressForm(request.POST or None)
    context: dict[str, object] = {"form": form, "onward": get_next_redirect_url(request) or ""}
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if provider := provider_for(email):
            return render(request, "account/own_way_found.html", {**context, **_provider_words(provider)})
        sentence = _("Adresser på %(domain)s loggar in med lösenord här, inte med ett arbetskonto.")
        form.add_error("email", sentence % {"domain": email.rpartition("@")[2]})
    return render(request, "account/own_way.html", context)


@never_cache
@admit_everybody
def begin_own_way(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """On to the organisation's own sign-in; its intranet may lead here."""
    provider = _provider_or_404(organisation_id)
    if not BY_ADDRESS.count_try(address_of(request)):
        sentence = _("Det har blivit för många försök. Vänta fem minuter och försök igen.")
        return _show_failed(request, provider, sentence, status=TOO_MANY)
    try:
        onward = get_next_redirect_url(request) or ""
        return redirect(
            _PROTOCOLS[provider.protocol].question_to(
                request, provider, back=_return_address(request, provider), onward=onward
            )
        )
    except ParticipantsError as away:
        return _show_failed(request, provider, str(away), status=AWAY)


@never_cache
@csrf_exempt  # SAML's answer is posted by the provider's own page; it goes on by a form of ours
@admit_everybody
def come_back(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Back with the provider's answer; one that another site has posted comes without our cookie, and is carried on."""
    provider = _provider_or_404(organisation_id)
    if request.method != "POST":
        return _sign_in(request, provider)
    if provider.protocol != IdentityProvider.Protocol.SAML:
        return HttpResponseNotAllowed(["GET"])
    answer = request.POST.get("SAMLResponse", "")
    return render(request, "account/own_way_onward.html", {**_provider_words(provider), "answer": answer})


@never_cache
@admit_everybody
def carried_back(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """The same answer, from a form of ours."""
    provider = _provider_or_404(organisation_id)
    return _sign_in(request, provider) if request.method == "POST" else redirect("own_way")


def _sign_in(request: HttpRequest, provider: IdentityProvider) -> HttpResponse:
    """In, or told why not."""
    try:
        said, onward = _PROTOCOLS[provider.protocol].answer_of(
            request, provider, back=_return_address(request, provider)
        )
        person = come_in(provider, said)
    except TurnedAway as refused:
        record_turned_away(provider, refused)
        return _show_failed(request, provider, str(refused), status=403)
    except (ParticipantsError, InvalidToken) as away:
        return _show_failed(request, provider, str(away) or str(ProviderAway()), status=AWAY)
    BY_ADDRESS.take_back(address_of(request))
    return sign_in_vouched(request, person, took_two_steps=said.took_two_steps, onward=onward)


def _provider_or_404(organisation_id: int) -> IdentityProvider:
    return get_object_or_404(IdentityProvider.objects.select_related("organisation"), organisation=organisation_id)


def _return_address(request: HttpRequest, provider: IdentityProvider) -> str:
    return whole_address(request, reverse("own_way_back", args=[provider.organisation_id]))


def _provider_words(provider: IdentityProvider) -> dict[str, object]:
    return {"provider": provider, "host": host_of(provider)}


def _show_failed(request: HttpRequest, provider: IdentityProvider, sentence: str, *, status: int) -> HttpResponse:
    return render(
        request, "account/own_way_failed.html", {**_provider_words(provider), "notice": sentence}, status=status
    )
