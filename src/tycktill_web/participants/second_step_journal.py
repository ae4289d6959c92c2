"""Tells in the journal what becomes of a person's second step, whichever page of allauth does it."""

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from tycktill_web.journal.account_events import SecondStepAdded, SecondStepFailed, SecondStepRemoved
from tycktill_web.journal.actors import VISITOR
from tycktill_web.journal.writing import record
from tycktill_web.participants.models import Organisation, Person
from tycktill_web.participants.second_step import note_taken


@receiver(post_save, sender=Authenticator)
def record_added(instance: Authenticator, *, created: bool, **_: object) -> None:
    """A passkey, an app or codes to be kept."""
    if created:
        request = context.request
        if request is not None and request.user == instance.user:
            note_taken(request)
        record(SecondStepAdded(account=instance.user.email, kind=instance.type), of=_own_organisation(instance.user))


@receiver(post_delete, sender=Authenticator)
def record_removed(instance: Authenticator, **_: object) -> None:
    """The same, gone."""
    record(SecondStepRemoved(account=instance.user.email, kind=instance.type), of=_own_organisation(instance.user))


@receiver(authentication_failed)
def record_failed(user: Person, **_: object) -> None:
    """Somebody has the password and not the code."""
    with transaction.atomic():
        record(SecondStepFailed(account=user.email), by=VISITOR, of=_own_organisation(user))


def _own_organisation(person: Person) -> Organisation | None:
    held = person.memberships.select_related("organisation").order_by("pk").first()
    return held.organisation if held else None
