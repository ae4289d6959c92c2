"""The deeds that make a release public, and take it back."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from tycktill.publication import Release, check_manifest
from tycktill.tables import MANIFEST
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import mark_released, mark_withdrawn
from tycktill_web.participants.access import has_role
from tycktill_web.participants.models import Person, Role
from tycktill_web.releases.errors import (
    AlreadySigned,
    Altered,
    ComparisonGone,
    NotAllowedNow,
    NotOfTheOffice,
    WordsMissing,
)
from tycktill_web.releases.models import PublicRelease, Signature
from tycktill_web.releases.moves import State, check_move, hold_round

SIGNATURES_NEEDED = 2


@transaction.atomic
def sign(release: PublicRelease, *, person: Person, at: datetime) -> PublicRelease:
    """Stand behind a draft; the second person's signature publishes it and replaces the one published before.

    Raises what `check_signer` raises, and Altered when a file is not what was counted.
    """
    hold_round(release.round)
    held = _hold(release)
    check_signer(held, person=person)
    check_unaltered(held)
    Signature.objects.create(release=held, person=person, manifest_sha256=held.manifest_sha256, signed_at=at)
    if held.signatures.count() == SIGNATURES_NEEDED:
        _publish(held, at=at)
    return held


def check_signer(release: PublicRelease, *, person: Person) -> None:
    """Whether this person's signature is what a release waits for.

    Raises NotOfTheOffice, AlreadySigned, ComparisonGone, and NotAllowedNow when it waits for none.
    """
    if not has_role(person, (Role.OFFICE,)):
        raise NotOfTheOffice
    check_move(release, State.PUBLISHED)
    if release.signatures.filter(person=person).exists():
        raise AlreadySigned
    if release.withdrawn_comparisons:
        raise ComparisonGone


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
def withdraw(round: Round, *, person: Person, reason: str, at: datetime) -> Sequence[PublicRelease]:
    """Take a round's result back, the release that stands and all that it replaced; `reason` is shown in their place.

    Raises NotOfTheOffice, WordsMissing, and NotAllowedNow when nothing of the round stands.
    """
    if not has_role(person, (Role.OFFICE,)):
        raise NotOfTheOffice
    if not reason.strip():
        raise WordsMissing
    held = hold_round(round)
    public = list(held.releases.with_figures().select_for_update())
    if not public:
        raise NotAllowedNow
    for release in public:
        check_move(release, State.WITHDRAWN)
        release.state, release.withdrawn_at, release.withdrawal_reason = State.WITHDRAWN, at, reason.strip()
        release.save(update_fields=["state", "withdrawn_at", "withdrawal_reason"])
    mark_withdrawn(held)
    return public


def _hold(release: PublicRelease) -> PublicRelease:
    """The release as it stands now, and what it is compared with, which cannot be withdrawn meanwhile."""
    list(PublicRelease.objects.select_for_update(of=("self",)).filter(later=release.pk).order_by("pk"))
    held = PublicRelease.objects.select_for_update(of=("self",))
    return held.select_related("round").get(pk=release.pk)


def check_unaltered(release: PublicRelease) -> None:
    """Altered unless every stored file is what was counted."""
    files = {file.name: bytes(file.content) for file in release.files.all()}
    if sha256(files.get(MANIFEST, b"")).hexdigest() != release.manifest_sha256 or check_manifest(Release(files)):
        raise Altered
