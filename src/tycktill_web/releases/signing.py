"""The actions that make a release public, now or at its hour, and take it back."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from tycktill.publication import Release, check_manifest
from tycktill.tables import MANIFEST
from tycktill_web.fieldwork.leading import owner_of
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import mark_released, mark_withdrawn
from tycktill_web.journal.events import (
    PublicationPlanned,
    ReleasePublished,
    ReleaseSigned,
    ResultWithdrawn,
    SignatureTakenBack,
)
from tycktill_web.journal.facts import Event
from tycktill_web.journal.writing import record
from tycktill_web.participants.models import Person
from tycktill_web.releases.errors import (
    AlreadySigned,
    Altered,
    ComparisonGone,
    HourPast,
    NotAllowedNow,
    NotSigned,
    PlanChanged,
    WordsMissing,
)
from tycktill_web.releases.leaders import check_leader, record_led
from tycktill_web.releases.models import PublicRelease, Signature
from tycktill_web.releases.moves import State, check_move, hold_round

SIGNATURES_NEEDED = 2


@transaction.atomic
def plan_release(release: PublicRelease, *, person: Person, publish_at: datetime | None, at: datetime) -> PublicRelease:
    """Say from which hour a draft is published when two have signed it; None for when the second of them does.

    Raises NotTheirs, HourPast, and NotAllowedNow unless it is a draft: what waits is first unsigned.
    """
    check_leader(release.round, person)
    hold_round(release.round)
    held = _hold_release(release)
    check_move(held, State.SIGNED)
    if publish_at is not None and publish_at <= at:
        raise HourPast
    before, held.planned_for = held.planned_for, publish_at
    held.save(update_fields=["planned_for"])
    record_led(held.round, person, PublicationPlanned(number=held.number, before=before, after=publish_at))
    return held


@transaction.atomic
def sign_draft(
    release: PublicRelease, *, person: Person, at: datetime, planned_for: datetime | None = None
) -> PublicRelease:
    """Stand behind a draft, to be published at the hour that the person was told of.

    The second person's signature publishes it and replaces the one published before, or lets it wait for its hour.
    Raises what `check_signer` raises, PlanChanged, and Altered when a file is not what was counted.
    """
    hold_round(release.round)
    held = _hold_release(release)
    check_signer(held, person=person)
    if held.planned_for != planned_for:
        raise PlanChanged
    check_unaltered(held)
    Signature.objects.create(release=held, person=person, manifest_sha256=held.manifest_sha256, signed_at=at)
    events: list[Event] = [ReleaseSigned(number=held.number, manifest=held.manifest_sha256)]
    if held.signatures.count() == SIGNATURES_NEEDED:
        if held.planned_for is None or held.planned_for <= at:
            _publish_signed(held, at=at)
            events.append(_published_event(held))
        else:
            _move_release(held, State.SIGNED)
    record_led(held.round, person, *events)
    return held


@transaction.atomic
def take_signature_back(release: PublicRelease, *, person: Person) -> PublicRelease:
    """No longer stand behind a release that is not published; one that waited for its hour waits no more.

    Raises NotTheirs, NotSigned, and NotAllowedNow from the moment when it is published.
    """
    check_leader(release.round, person)
    hold_round(release.round)
    held = _hold_release(release)
    if not held.is_unpublished:
        raise NotAllowedNow
    removed, _ = held.signatures.filter(person=person).delete()
    if not removed:
        raise NotSigned
    if held.state == State.SIGNED:
        _move_release(held, State.DRAFT)
    record_led(held.round, person, SignatureTakenBack(number=held.number))
    return held


@transaction.atomic
def publish_waiting(release: PublicRelease, *, at: datetime) -> bool:
    """Publish a release whose hour has come; False when somebody has published or unsigned it meanwhile.

    Raises ComparisonGone, and Altered when a file is not what was signed: it waits until somebody has seen to it.
    """
    hold_round(release.round)
    held = _hold_release(release)
    if held.state != State.SIGNED or held.planned_for is None or held.planned_for > at:
        return False
    if held.withdrawn_comparisons:
        raise ComparisonGone
    check_unaltered(held)
    _publish_signed(held, at=at)
    record(_published_event(held), of=owner_of(held.round), round=held.round.key)
    return True


def check_signer(release: PublicRelease, *, person: Person) -> None:
    """Whether this person's signature is what a release waits for.

    Raises NotTheirs, AlreadySigned, ComparisonGone, and NotAllowedNow when it waits for none.
    """
    check_leader(release.round, person)
    if release.state != State.DRAFT:
        raise NotAllowedNow
    if release.signatures.filter(person=person).exists():
        raise AlreadySigned
    if release.withdrawn_comparisons:
        raise ComparisonGone


def _move_release(release: PublicRelease, to: State) -> None:
    check_move(release, to)
    release.state = to
    release.save(update_fields=["state"])


def _publish_signed(release: PublicRelease, *, at: datetime) -> None:
    for earlier in release.round.releases.filter(state=State.PUBLISHED):
        _move_release(earlier, State.REPLACED)
    check_move(release, State.PUBLISHED)
    release.state, release.published_at = State.PUBLISHED, at
    release.save(update_fields=["state", "published_at"])
    if release.round.state != Round.State.RELEASED:
        mark_released(release.round)


@transaction.atomic
def withdraw_result(round: Round, *, person: Person, reason: str, at: datetime) -> Sequence[PublicRelease]:
    """Take a round's result back, the release that stands and all that it replaced; `reason` is shown in their place.

    Raises NotTheirs, WordsMissing, and NotAllowedNow when nothing of the round stands.
    """
    check_leader(round, person)
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
    record_led(held, person, ResultWithdrawn(releases=len(public)))
    return public


def _published_event(release: PublicRelease) -> ReleasePublished:
    return ReleasePublished(number=release.number, manifest=release.manifest_sha256)


def _hold_release(release: PublicRelease) -> PublicRelease:
    """The release as it stands now, and what it is compared with, which cannot be withdrawn meanwhile."""
    list(PublicRelease.objects.select_for_update(of=("self",)).filter(later=release.pk).order_by("pk"))
    held = PublicRelease.objects.select_for_update(of=("self",))
    return held.select_related("round").get(pk=release.pk)


def check_unaltered(release: PublicRelease) -> None:
    """Altered unless every stored file is what was counted."""
    files = {file.name: bytes(file.content) for file in release.files.all()}
    if sha256(files.get(MANIFEST, b"")).hexdigest() != release.manifest_sha256 or check_manifest(Release(files)):
        raise Altered
