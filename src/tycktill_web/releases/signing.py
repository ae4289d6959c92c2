"""The deeds that make a release public, and take it back."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from tycktill.publication import MANIFEST, Release, check_manifest
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import mark_released, mark_withdrawn
from tycktill_web.participants.access import has_role
from tycktill_web.participants.models import Person, Role
from tycktill_web.releases.errors import AlreadySigned, Altered, NotOfTheOffice, WordsMissing
from tycktill_web.releases.models import PublicRelease, Signature
from tycktill_web.releases.moves import State, check_move

SIGNATURES_NEEDED = 2


@transaction.atomic
def sign(release: PublicRelease, *, person: Person, at: datetime) -> PublicRelease:
    """Stand behind a draft; the second person's signature publishes it and replaces the one published before.

    Raises NotOfTheOffice, AlreadySigned, NotAllowedNow, and Altered when a file is not what was counted.
    """
    held = _hold(release)
    check_signer(held, person=person)
    check_unaltered(held)
    Signature.objects.create(release=held, person=person, manifest_sha256=held.manifest_sha256, signed_at=at)
    if held.signatures.count() == SIGNATURES_NEEDED:
        _publish(held, at=at)
    return held


def check_signer(release: PublicRelease, *, person: Person) -> None:
    """Whether this person's signature is what a release waits for.

    Raises NotOfTheOffice, AlreadySigned, and NotAllowedNow when it waits for none.
    """
    if not has_role(person, (Role.OFFICE,)):
        raise NotOfTheOffice
    check_move(release, State.PUBLISHED)
    if release.signatures.filter(person=person).exists():
        raise AlreadySigned


def _publish(release: PublicRelease, *, at: datetime) -> None:
    for earlier in release.round.releases.filter(state=State.PUBLISHED):
        check_move(earlier, State.REPLACED)
        earlier.state = State.REPLACED
        earlier.save(update_fields=["state"])
    release.state, release.published_at = State.PUBLISHED, at
    release.save(update_fields=["state", "published_at"])
    if release.round.state != Round.State.RELEASED:
        mark_released(release.round)


@transaction.atomic
def withdraw(release: PublicRelease, *, person: Person, reason: str, at: datetime) -> PublicRelease:
    """Take a published release back; `reason` is shown to everybody in its place."""
    if not has_role(person, (Role.OFFICE,)):
        raise NotOfTheOffice
    if not reason.strip():
        raise WordsMissing
    held = _hold(release)
    check_move(held, State.WITHDRAWN)
    was_standing = held.state == State.PUBLISHED
    held.state, held.withdrawn_at, held.withdrawal_reason = State.WITHDRAWN, at, reason.strip()
    held.save(update_fields=["state", "withdrawn_at", "withdrawal_reason"])
    if was_standing:
        mark_withdrawn(held.round)
    return held


def _hold(release: PublicRelease) -> PublicRelease:
    """The release as it stands now, which nobody else changes until the transaction ends."""
    return PublicRelease.objects.select_for_update(of=("self",)).select_related("round").get(pk=release.pk)


def check_unaltered(release: PublicRelease) -> None:
    """Altered unless every stored file is what was counted."""
    files = {file.name: bytes(file.content) for file in release.files.all()}
    if sha256(files.get(MANIFEST, b"")).hexdigest() != release.manifest_sha256 or check_manifest(Release(files)):
        raise Altered
