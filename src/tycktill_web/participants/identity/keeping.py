"""Which organisations have a sign-in of their own, and by which addresses it is found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from tycktill_web.journal.account_events import ProviderForgotten, ProviderKept
from tycktill_web.journal.writing import record
from tycktill_web.participants.ciphers import cipher_for
from tycktill_web.participants.identity.errors import DomainTaken, DomainUnfit
from tycktill_web.participants.identity.fetching import check_address
from tycktill_web.participants.models import IdentityProvider, Organisation, Person, Session, SignInDomain

_ROOM, _PURPOSE = "tycktill_web.participants.identity", "secrets of providers"
_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")

_WHOSE_WORD = ("protocol", "issuer", "client_id")
"""What a subject is a word of: Entra ID calls the same person otherwise to each client."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderFacts:
    """What an organisation's IT department says of its sign-in."""

    protocol: IdentityProvider.Protocol = IdentityProvider.Protocol.OPENID
    issuer: str
    client_id: str
    secret: str = ""
    sign_on_at: str = ""
    certificates: str = ""
    domains: Sequence[str]
    second_step: str = ""
    vouches_for_addresses: bool = False
    is_only_way: bool = False


@transaction.atomic
def keep_provider(organisation: Organisation, facts: ProviderFacts) -> IdentityProvider:
    """Let the organisation's people sign in there; those of an earlier one are linked anew where issuer or client is
    another.

    Raises ProviderUnfit, DomainUnfit, DomainTaken.
    """
    check_address(facts.sign_on_at or facts.issuer)  # in SAML the issuer is a name alone
    if not facts.domains or not all(_DOMAIN.fullmatch(each) for each in facts.domains):
        raise DomainUnfit
    if SignInDomain.objects.filter(name__in=facts.domains).exclude(provider__organisation=organisation).exists():
        raise DomainTaken
    kept = {
        "protocol": facts.protocol,
        "sign_on_at": facts.sign_on_at,
        "certificates": facts.certificates,
        "issuer": facts.issuer,
        "client_id": facts.client_id,
        "secret": _seal_secret(facts.secret),
        "second_step": facts.second_step,
        "is_only_way": facts.is_only_way,
        "vouches_for_addresses": facts.vouches_for_addresses,
    }
    before = IdentityProvider.objects.filter(organisation=organisation).first()
    provider, _ = IdentityProvider.objects.update_or_create(organisation=organisation, defaults=kept)
    if before is not None and any(getattr(before, name) != kept[name] for name in _WHOSE_WORD):
        _unlink_all(provider)
    if facts.is_only_way and not (before and before.is_only_way):
        Session.objects.filter(person__memberships__organisation=organisation).delete()  # passwords opened them
    provider.domains.all().delete()
    SignInDomain.objects.bulk_create([SignInDomain(provider=provider, name=each) for each in facts.domains])
    event = ProviderKept(host=host_of(provider), is_only_way=facts.is_only_way, vouches=bool(facts.second_step))
    record(event, of=organisation)
    return provider


@transaction.atomic
def forget_provider(provider: IdentityProvider) -> None:
    """Let nobody in by it any more; passwords are chosen by "Glömt lösenordet?"."""
    organisation, host = provider.organisation, host_of(provider)
    _unlink_all(provider)
    provider.delete()
    record(ProviderForgotten(host=host), of=organisation)


def secret_of(provider: IdentityProvider) -> str:
    """What we prove ourselves by there. Raises cryptography's InvalidToken where TYCKTILL_SECRET_KEY is another."""
    return cipher_for(_ROOM, _PURPOSE).decrypt(provider.secret.encode()).decode()


def host_of(provider: IdentityProvider) -> str:
    """Where it is, as a person reads it: `login.granhult.se`."""
    return (provider.sign_on_at or provider.issuer).partition("://")[2].partition("/")[0][:120]


def provider_for(email: str) -> IdentityProvider | None:
    """Where whoever has this address signs in; said of any address alike, whether there is such an account or not."""
    _, _, domain = email.strip().lower().rpartition("@")
    found = SignInDomain.objects.filter(name=domain).select_related("provider__organisation").first()
    return found.provider if found else None


def only_way_of(person: Person) -> IdentityProvider | None:
    """The provider that this person must sign in by; nobody must who has roles that it cannot open."""
    places = set(person.memberships.values_list("organisation", flat=True))
    if len(places) != 1:
        return None
    only = IdentityProvider.objects.filter(organisation__in=places, is_only_way=True)
    return only.select_related("organisation").first()


def only_way_for(email: str) -> IdentityProvider | None:
    """The same of an address, which need not be anybody's."""
    provider = provider_for(email)
    if provider is None or not provider.is_only_way:
        return None
    person = Person.objects.filter(email__iexact=email.strip()).first()
    return only_way_of(person) if person and person.memberships.exists() else provider


def _unlink_all(provider: IdentityProvider) -> None:
    """What it has opened is shut with it."""
    Session.objects.filter(person__identities__provider=provider).delete()
    provider.identities.all().delete()


def _seal_secret(secret: str) -> str:
    return cipher_for(_ROOM, _PURPOSE).encrypt(secret.encode()).decode()
