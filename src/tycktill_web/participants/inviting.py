"""Invites people: an account that its owner opens by a link in a letter, with a role that waits for it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from tycktill_web.journal.account_events import AccountOpened, PersonInvited
from tycktill_web.journal.writing import record
from tycktill_web.participants.actions import add_person, fit_name, give_role
from tycktill_web.participants.errors import AccountIsShut, AlreadyThere, NoAddress, SignsInElsewhere
from tycktill_web.participants.models import LinkedIdentity, Membership, Organisation, Person, Role, SignInDomain, Unit


@transaction.atomic
def invite_person(*, email: str, role: Role, organisation: Organisation, unit: Unit | None = None) -> Membership:
    """Give a role to whoever has this address, and an account to who has none yet; the letter is for the caller.

    Raises NoAddress, SignsInElsewhere, AccountIsShut, AlreadyThere, RoleNeedsUnit.
    """
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise NoAddress from None
    _check_not_elsewhere(address, organisation)
    person = Person.objects.filter(email__iexact=address).first() or add_person(email=address, password=None)
    if not person.is_active:
        raise AccountIsShut
    if person.memberships.filter(role=role, organisation=organisation, unit=unit).exists():
        raise AlreadyThere
    held = give_role(person=person, role=role, organisation=organisation, unit=unit)
    if not person.has_usable_password() and not person.identities.exists():  # nor any other way in
        renew_invitation(person, organisation)
    return held


def _check_not_elsewhere(address: str, organisation: Organisation) -> None:
    """SignsInElsewhere where another organisation's own sign-in opens the account: a role here would end that, and so
    anybody who invites could shut anybody out."""
    domain = SignInDomain.objects.filter(name=address.rpartition("@")[2]).exclude(provider__organisation=organisation)
    linked = LinkedIdentity.objects.filter(person__email__iexact=address).exclude(provider__organisation=organisation)
    if domain.exists() or linked.exists():
        raise SignsInElsewhere


@transaction.atomic
def renew_invitation(person: Person, organisation: Organisation) -> None:
    """Let a new link be the one that opens the account, and earlier ones not."""
    person.invited_at = timezone.now()
    person.save(update_fields=["invited_at"])
    record(PersonInvited(account=person.email), of=organisation)


@transaction.atomic
def accept_invitation(person: Person, *, name: str) -> None:
    """Let the account be its owner's, by the name that they give. Raises NameTooLong, NameUnfit."""
    person.first_name, person.invited_at = fit_name(name), None
    person.save()
    record(AccountOpened())
