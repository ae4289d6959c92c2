"""Links in letters by which somebody chooses a password: signed, for a while, and once.

A link holds the number of the account and a fingerprint of how it was when the link was made. It opens nothing after
the password was changed, somebody signed in, a newer invitation was sent or the address changed; no table knows it.
"""

import datetime
from enum import StrEnum

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from tycktill_web.participants.models import Person

_SALT = "tycktill_web.participants.links"
_SIGNER = signing.TimestampSigner(sep=".", salt=_SALT)  # mail programs take a colon for the end of a link


class LinkPurpose(StrEnum):
    """What a link is for."""

    INVITATION = "invitation"
    FORGOTTEN_PASSWORD = "forgotten password"  # noqa: S105  a purpose


LIFETIME = {
    LinkPurpose.INVITATION: datetime.timedelta(days=14),
    LinkPurpose.FORGOTTEN_PASSWORD: datetime.timedelta(hours=1),
}


def has_lapsed(invited_at: datetime.datetime) -> bool:
    """Whether an invitation is too old to be accepted, by whichever letter."""
    return invited_at + LIFETIME[LinkPurpose.INVITATION] < timezone.now()


def link_for(person: Person, purpose: LinkPurpose) -> str:
    """The path of the page where this person chooses a password."""
    signed = [purpose.value, person.pk, _account_fingerprint(person)]
    return reverse("choose_password", args=[_SIGNER.sign_object(signed)])


def person_by(token: str, *, hold: bool = False) -> tuple[Person, LinkPurpose] | None:
    """Whose link it is and what for; None where it is none of ours, too old or used. Nobody else uses one that is held
    before the transaction ends."""
    try:
        said, number, fingerprint = _SIGNER.unsign_object(token, max_age=max(LIFETIME.values()))
        purpose = LinkPurpose(said)
        _SIGNER.unsign_object(token, max_age=LIFETIME[purpose])
    except (signing.BadSignature, ValueError):
        return None
    people = Person.objects.select_for_update() if hold else Person.objects.all()
    person = people.filter(pk=number, is_active=True).first()
    if person is None or (person.invited_at is not None and has_lapsed(person.invited_at)):
        return None
    if not constant_time_compare(fingerprint, _account_fingerprint(person)):
        return None
    return person, purpose


def _account_fingerprint(person: Person) -> str:
    moments = [each.isoformat() if each else "" for each in (person.invited_at, person.last_login)]
    return salted_hmac(_SALT, "\n".join([person.email, person.password, *moments]), algorithm="sha256").hexdigest()[:32]
