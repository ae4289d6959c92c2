"""Each municipality's own result from two signatures on: before its hour under embargo, where every look is told."""

from collections.abc import Sequence

from django.db import transaction

from tycktill_web.fieldwork.models import Round
from tycktill_web.journal.events import OwnResultRead
from tycktill_web.journal.models import JournalEntry
from tycktill_web.journal.reading import entries_telling
from tycktill_web.journal.writing import record
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.models import Organisation, Person
from tycktill_web.releases.models import PublicRelease

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


@transaction.atomic
def note_reading(release: PublicRelease, *, person: Person, own: Organisation) -> None:
    """Tell that somebody looks at the result of their own municipality; nothing where the release is public."""
    if release.is_unpublished:
        manifest, municipality = release.manifest_sha256, own.municipality
        told = OwnResultRead(number=release.number, manifest=manifest, municipality=municipality)
        record(told, by=actor_of(person), of=own, round=release.round.key)


def readings_of(release: PublicRelease) -> Sequence[tuple[JournalEntry, OwnResultRead]]:
    """Who looked at a release before it was published, the latest first; a draft thrown away had another manifest."""
    told = entries_telling(OwnResultRead, round=release.round.key)
    return [(entry, read) for entry, read in told if read.manifest == release.manifest_sha256]
