"""The second step of signing in: of whom it is demanded, whether it has been taken, and how its secrets are kept."""

from collections.abc import Sequence
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tycktill_web.journal.account_events import SecondStepCleared
from tycktill_web.journal.writing import record
from tycktill_web.participants.ciphers import cipher_for
from tycktill_web.participants.models import Organisation, Person, Role

DEMANDED_OF = frozenset({Role.OFFICE, Role.COORDINATOR})
"""Who closes, opens, counts or signs, or lets others in."""

TOOK_TWO_STEPS = "took_two_steps"
"""What a sign-in by an organisation's own provider is marked with."""

_TAKEN = "second_step"
_SALT = "tycktill_web.participants.second_step"
Type = Authenticator.Type


def lacks_second_step(request: HttpRequest, person: Person) -> bool:
    """Whether more is demanded than this sign-in has given."""
    is_demanded = settings.SECOND_STEP_DEMANDED and not person.held.isdisjoint(DEMANDED_OF)
    return is_demanded and not request.session.get(_TAKEN)


def note_second_step(request: HttpRequest, person: Person) -> None:
    """Remember for as long as the session lasts whether its sign-in took two steps."""
    ways = get_authentication_records(request, person)
    if any(each["method"] == "mfa" for each in ways):
        note_taken(request)


def note_taken(request: HttpRequest) -> None:
    """The second step was taken, or has just been set up."""
    request.session[_TAKEN] = True


def with_second_step(numbers: Sequence[int]) -> QuerySet[Person]:
    """Those of these people who have one."""
    kinds = (Type.TOTP, Type.WEBAUTHN)
    return Person.objects.filter(pk__in=Authenticator.objects.filter(user__in=numbers, type__in=kinds).values("user"))


@transaction.atomic
def clear_second_step(person: Person, *, of: Organisation | None = None) -> None:
    """Forget it, for somebody whose telephone is lost: they are signed out, and set up another when they are back."""
    Authenticator.objects.filter(user=person).delete()
    person.sessions.all().delete()
    record(SecondStepCleared(account=person.email), of=of)


class OwnSecondStep(AuthenticateStage):
    """Our own step at sign-in; not where an organisation's own sign-in, which is trusted in this, has taken two."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """The page to take it on, if it is to be taken."""
        if (self.login.signal_kwargs or {}).get(TOOK_TWO_STEPS):
            return None, True
        asked: tuple[HttpResponse | None, bool] = super().handle()
        self.state["account"] = _first_step_facts(self.login.user)
        return asked

    def exit(self) -> HttpResponse:
        """On, if what was opened by the first step still is: a session of somebody half in is nobody's to end."""
        is_as_it_was = self.state.get("account") == _first_step_facts(self.login.user)
        answer: HttpResponse = super().exit() if is_as_it_was else self.abort()
        return answer


def _first_step_facts(person: Person | None) -> list[object]:
    """What the first step rests on: the password, the provider, and which organisations' accounts that opens."""
    if person is None:
        return []
    places = person.memberships.order_by("organisation").values_list("organisation", flat=True).distinct()
    providers = person.identities.order_by("pk").values_list("pk", flat=True)
    return [person.is_active, person.get_session_auth_hash(), [*providers], [*places]]


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step as allauth does it, in our own words and with its secrets encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Koden stämmer inte. Vänta på nästa kod i appen och skriv den."),
        "cannot_delete_authenticator": _("Ett andra steg krävs i din roll. Lägg till ett nytt innan du tar bort det."),
    }

    def encrypt(self, text: str) -> str:
        """So that a copy of the database makes no codes."""
        return _secrets_cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was encrypted; under another key, something that nobody knows the codes of."""
        try:
            return _secrets_cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return str(generate_totp_secret())

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one of somebody who must have one."""
        person = authenticator.user
        others = Authenticator.objects.filter(user=person, type__in=(Type.TOTP, Type.WEBAUTHN))
        if others.exclude(pk=authenticator.pk).exists() or not settings.SECOND_STEP_DEMANDED:
            return True
        return not person.memberships.filter(role__in=DEMANDED_OF).exists()

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002  allauth's name
        """What a passkey is called until its owner says otherwise."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passnyckel %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        """For whom the passkey is; telephones show it."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Tycktill"}


def _secrets_cipher() -> Fernet:
    return cipher_for(_SALT, "secrets of the second step")
