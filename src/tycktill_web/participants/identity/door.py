"""The one door: who comes in by what an organisation's own sign-in says, whichever protocol it was said by."""

from dataclasses import dataclass

from django.db import transaction

from tycktill_web.journal.account_events import IdentityLinked, ProviderTurnedAway
from tycktill_web.journal.actors import VISITOR, acting_as
from tycktill_web.journal.writing import record
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.errors import NameTooLong, NameUnfit
from tycktill_web.participants.identity.errors import (
    AddressForeign,
    AddressUnverified,
    BelongsElsewhere,
    LinkedOtherwise,
    NotInvited,
    TurnedAway,
    Unfinished,
    Unproven,
)
from tycktill_web.participants.inviting import accept_invitation
from tycktill_web.participants.links import has_lapsed
from tycktill_web.participants.models import IdentityProvider, LinkedIdentity, Person

_LONGEST = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """What a provider says of somebody, when it has been proved that it says so and to whom."""

    subject: str
    email: str = ""
    is_verified: bool = False
    name: str = ""
    took_two_steps: bool = False


@transaction.atomic
def come_in(provider: IdentityProvider, said: Vouched) -> Person:
    """Whose account is opened by that; the first time it is linked. Raises TurnedAway."""
    if not all(len(each) <= _LONGEST and each.isprintable() for each in (said.subject, said.email)):
        raise Unproven  # no database takes it
    linked = provider.identities.filter(subject=said.subject).select_related("person").first()
    if linked is not None:
        return _of_the_organisation(provider, linked.person)
    if not said.is_verified:
        raise AddressUnverified
    if not provider.domains.filter(name=said.email.rpartition("@")[2].lower()).exists():
        raise AddressForeign
    person = Person.objects.select_for_update().filter(email__iexact=said.email).first()
    if person is None or person.email.lower() != said.email.lower():  # to PostgreSQL a dotless i is an i as well
        raise NotInvited
    return _link_identity(provider, _of_the_organisation(provider, person), said)


@transaction.atomic
def record_turned_away(provider: IdentityProvider, refused: TurnedAway) -> None:
    """Tell that somebody came with an answer of the provider and not in.

    Not of who had asked nothing: anybody can do that, as often as they like.
    """
    if not isinstance(refused, Unfinished):
        record(ProviderTurnedAway(reason=refused.reason), by=VISITOR, of=provider.organisation)


def _of_the_organisation(provider: IdentityProvider, person: Person) -> Person:
    """The person, whose roles are all in the provider's own organisation: it opens nothing of anybody else's."""
    places = set(person.memberships.values_list("organisation", flat=True))
    has_waited = person.invited_at is not None and has_lapsed(person.invited_at)
    if not person.is_active or has_waited or provider.organisation_id not in places:
        raise NotInvited
    if places != {provider.organisation_id}:
        raise BelongsElsewhere
    return person


def _link_identity(provider: IdentityProvider, person: Person, said: Vouched) -> Person:
    """From now on the account is whoever the provider means by this subject, whatever becomes of the address."""
    _, is_new = LinkedIdentity.objects.get_or_create(
        provider=provider, person=person, defaults={"subject": said.subject}
    )
    if not is_new:
        raise LinkedOtherwise
    with acting_as(actor_of(person)):
        record(IdentityLinked(account=person.email), of=provider.organisation)
        if person.invited_at is not None:
            _accept_invited(person, said.name)
    return person


def _accept_invited(person: Person, name: str) -> None:
    try:
        with transaction.atomic():
            accept_invitation(person, name=name)
    except (NameTooLong, NameUnfit):
        accept_invitation(person, name=person.email.partition("@")[0])
