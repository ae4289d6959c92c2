"""Makes the draft of a release, and throws one away."""

from dataclasses import asdict
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from tycktill.files import read_municipalities
from tycktill.publication import MANIFEST, Release
from tycktill_web.fieldwork.models import Round
from tycktill_web.participants.access import has_role
from tycktill_web.participants.models import Person, Role
from tycktill_web.releases.errors import DraftInTheWay, NotAllowedNow, NotOfTheOffice, WordsMissing
from tycktill_web.releases.excerpts import cut
from tycktill_web.releases.models import MunicipalityExcerpt, PublicRelease, ReleaseFile


@transaction.atomic
def draft(
    round: Round,
    release: Release,
    *,
    at: datetime,
    note: str = "",
    damaged: int = 0,
) -> PublicRelease:
    """Keep `release` as the round's next draft, frozen from now on. Raises what `check_room_for_draft` raises.

    `note` tells readers what a correction corrects; `damaged` answers could not be opened and are in no figure.
    """
    check_room_for_draft(round, note=note)
    draft = PublicRelease.objects.create(
        round=round,
        number=round.releases.count() + 1,
        note=note.strip(),
        damaged=damaged,
        made_at=at,
        manifest_sha256=sha256(release.files[MANIFEST]).hexdigest(),
    )
    files = [ReleaseFile(release=draft, name=name, content=content) for name, content in sorted(release.files.items())]
    ReleaseFile.objects.bulk_create(files)
    pieces = [MunicipalityExcerpt(release=draft, **asdict(piece)) for piece in cut(release, read_municipalities())]
    MunicipalityExcerpt.objects.bulk_create(pieces)
    return draft


def check_room_for_draft(round: Round, *, note: str) -> None:
    """Ask before the long work of counting whether its draft would be kept.

    Raises NotAllowedNow while the round is open, DraftInTheWay while another draft awaits signatures, and
    WordsMissing when a correction, which every release but a round's first is, comes without a note.
    """
    if round.state not in {Round.State.CLOSED, Round.State.RELEASED}:
        raise NotAllowedNow
    if round.releases.filter(state=PublicRelease.State.DRAFT).exists():
        raise DraftInTheWay
    if round.releases.exists() and not note.strip():
        raise WordsMissing


@transaction.atomic
def discard(release: PublicRelease, *, person: Person) -> None:
    """Throw a draft away with its signatures; what has been published stays for ever (NotAllowedNow)."""
    if not has_role(person, (Role.OFFICE,)):
        raise NotOfTheOffice
    locked = PublicRelease.objects.select_for_update().get(pk=release.pk)
    if locked.state != PublicRelease.State.DRAFT:
        raise NotAllowedNow
    locked.delete()
