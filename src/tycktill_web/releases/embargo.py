"""Each municipality's own result from two signatures on: before its hour under embargo, where every look is kept."""

from collections.abc import Sequence
from datetime import datetime

from tycktill_web.fieldwork.models import Round
from tycktill_web.participants.models import Person
from tycktill_web.releases.models import EmbargoReading, PublicRelease

OWN = (PublicRelease.State.SIGNED, PublicRelease.State.PUBLISHED)
"""The states in which a municipality reads its own result."""


def own_release(round: Round, municipality: str) -> PublicRelease | None:
    """The newest release of a round that this municipality, which must be in it, may read its own result of."""
    own = PublicRelease.objects.with_compared().filter(round=round, state__in=OWN, places__municipality=municipality)
    return own.order_by("-number").first()


def places_with_own(round: Round) -> frozenset[str]:
    """The municipalities that can read their own result of a round."""
    releases = PublicRelease.objects.filter(round=round, state__in=OWN)
    return frozenset(releases.values_list("places__municipality", flat=True)) - {"", None}


def note_reading(release: PublicRelease, *, person: Person, municipality: str, at: datetime) -> None:
    """Keep that somebody looks; nothing where the release is public."""
    if release.is_unpublished:
        EmbargoReading.objects.create(
            round=release.round,
            number=release.number,
            manifest_sha256=release.manifest_sha256,
            municipality=municipality,
            person=person,
            read_at=at,
        )


def readings_of(release: PublicRelease) -> Sequence[EmbargoReading]:
    """Who looked at a release before it was published, the latest first."""
    of_it = EmbargoReading.objects.filter(round=release.round, number=release.number)
    return list(of_it.filter(manifest_sha256=release.manifest_sha256).select_related("person"))
