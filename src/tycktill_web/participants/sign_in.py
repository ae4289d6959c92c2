"""How people sign in: with an account that was made for them; and where each role begins its day."""

import time
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import context
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext_lazy as _

from tycktill_web.journal.account_events import SignedIn, SignedOut, SignInFailed, UnknownSignInFailed
from tycktill_web.journal.actors import VISITOR, acting_as
from tycktill_web.journal.writing import record
from tycktill_web.participants.access import actor_of, has_role, person_of
from tycktill_web.participants.identity.keeping import only_way_for, only_way_of
from tycktill_web.participants.models import Membership, Person, Role
from tycktill_web.participants.network import address_of
from tycktill_web.participants.rate_limits import RateLimit
from tycktill_web.participants.second_step import TOOK_TWO_STEPS, OwnSecondStep, note_second_step

FIRST_PAGES = (
    ((Role.OFFICE,), "office:start"),
    ((Role.COORDINATOR, Role.READER, Role.STAFF), "desk:start"),
)
"""Where people come when they have signed in, the first role that they hold deciding."""

# Per account and address, never per account alone: nobody is shut out by whoever knows their e-mail address.
AT_ACCOUNT = RateLimit("sign-in to an account", household=5, site=50, seconds=300)
FRESH = 900
"""Seconds after which whoever changes how they sign in shows again who they are."""

BY_PROVIDER = "by_provider"
"""What a sign-in by an organisation's own provider is marked with."""

OWN_PASSWORD = RateLimit("own password", household=5, site=5, seconds=300)
AT_ANY_ACCOUNT = RateLimit("sign-in", household=50, site=500, seconds=300)


class ByInvitation(DefaultAccountAdapter):
    """Sign-in as allauth does it, in our own words. Accounts are made by `tycktill manage person`."""

    error_messages = DefaultAccountAdapter.error_messages | {
        # The same whether the address is unknown, the password wrong or the account closed.
        "email_password_mismatch": _("E-postadressen eller lösenordet stämmer inte."),
        "too_many_login_attempts": _("Det har blivit för många försök. Vänta fem minuter och försök igen."),
        "incorrect_password": _("Lösenordet stämmer inte."),
        "account_inactive": _("Det går inte att logga in med det kontot."),
        "enter_current_password": _("Lösenordet du har nu stämmer inte."),
        "own_way_only": _(
            "Din organisation loggar in med sitt eget konto, och har inga lösenord här. Välj arbetskonto."
        ),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where the request comes from, as the rate limits see it."""
        return address_of(request)

    def get_login_stages(self) -> list[str]:
        """Allauth's, with our own second step."""
        ours, theirs = f"{OwnSecondStep.__module__}.{OwnSecondStep.__name__}", "allauth.mfa.stages.AuthenticateStage"
        return [ours if each == theirs else each for each in super().get_login_stages()]

    def pre_login(self, request: HttpRequest, user: Person, **said: Any) -> HttpResponse | None:
        """Where an organisation has its own sign-in as the only way, whatever else would open the account does not."""
        if BY_PROVIDER not in (said["signal_kwargs"] or {}) and only_way_of(user):
            messages.error(request, str(self.error_messages["own_way_only"]))
            return redirect("own_way")
        answer: HttpResponse | None = super().pre_login(request, user, **said)
        return answer

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        """Count the try before it is made, so that of many at once too no more are made than may fail."""
        if only_way_for(_account_key(credentials)):
            raise self.validation_error("own_way_only")
        address, account = address_of(request), _account_key(credentials)
        if not (AT_ACCOUNT.count_try(address, account) and AT_ANY_ACCOUNT.count_try(address)):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: object) -> Person | None:
        """Whose address and password these are; nobody's when the account is closed."""
        person: Person | None = super().authenticate(request, **credentials)
        if person is None:
            return None
        if not person.is_active:
            self.authentication_failed(request, **credentials)
            return None
        AT_ACCOUNT.take_back(address_of(request), _account_key(credentials))
        AT_ANY_ACCOUNT.take_back(address_of(request))
        return person

    @transaction.atomic
    def authentication_failed(self, request: HttpRequest, **credentials: object) -> None:
        """Tell of it, by the account's own address and never by what was typed, which may be anything."""
        person = Person.objects.filter(email__iexact=_account_key(credentials)).first()
        # Asked of an unknown account too, so that both take as long.
        held = Membership.objects.filter(person=person).select_related("organisation").order_by("pk").first()
        event = SignInFailed(account=person.email) if person else UnknownSignInFailed()
        record(event, by=VISITOR, of=held.organisation if held else None)

    @transaction.atomic
    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign the person in, and tell it."""
        with acting_as(actor_of(user)):
            super().login(request, user)
            note_second_step(request, user)
            record(SignedIn())

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Whether it is their password, asked for again at a desk that may have been left unlocked."""
        whom = str(user.pk)
        if not OWN_PASSWORD.count_try("", whom):
            raise self.validation_error("too_many_login_attempts")
        is_right = user.check_password(password)
        if is_right:
            OWN_PASSWORD.take_back("", whom)
        return is_right

    def is_reauthentication_required(self, *, app: str, **_: object) -> bool:
        """Not of whoever has just signed in, or has just shown once more who they are."""
        ways = get_authentication_records(context.request, context.request.user)
        return all(time.time() - each["at"] > FRESH for each in ways)

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        """Whoever has a passkey to a shut account comes no further than whoever has its password."""
        messages.error(request, str(self.error_messages["account_inactive"]))
        return redirect("account_login")

    @transaction.atomic
    def logout(self, request: HttpRequest) -> None:
        """Sign the person out, and tell it."""
        person = request.user
        super().logout(request)
        if isinstance(person, Person):
            record(SignedOut(), by=actor_of(person))

    def set_password(self, user: Person, password: str) -> None:
        """Keep a new password, which its owner has chosen."""
        with acting_as(actor_of(user)):
            super().set_password(user, password)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first page of one's role; the public start page for whoever has none."""
        return first_page(person_of(request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """The same, since a new password is where work goes on."""
        return first_page(person_of(request))


def sign_in_vouched(request: HttpRequest, person: Person, *, took_two_steps: bool, onward: str) -> HttpResponse:
    """Sign in whom an organisation's own provider has vouched for; our own second step follows unless it took two."""
    record_authentication(request, person, BY_PROVIDER)
    if took_two_steps:
        record_authentication(request, person, "mfa", type=BY_PROVIDER)
    marks = {BY_PROVIDER: True, TOOK_TWO_STEPS: took_two_steps}
    answer: HttpResponse = perform_login(request, Login(user=person, redirect_url=onward or None, signal_kwargs=marks))
    return answer


def _account_key(credentials: Mapping[str, object]) -> str:
    """What an account is counted under: the letters that databases take for one another are one here too."""
    return str(credentials.get("email", "")).casefold()


def first_page(person: Person) -> str:
    """The address where a person's day begins."""
    pages = (page for roles, page in FIRST_PAGES if has_role(person, roles))
    return resolve_url(next(pages, "public:start"))
